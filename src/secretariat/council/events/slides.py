"""Events as slides, minutes and chapters of a report print them."""

from __future__ import annotations

from secretariat.council.events.models import EventGoer
from secretariat.council.events.snapshots import EventAt, NoteAt, SessionAt
from secretariat.rules.events import COMING
from secretariat.rules.runs import Paragraph, Run, Runs, bullet, linked
from secretariat.rules.wording import capitalized, joined

WENT, GOES = EventGoer.State.WENT.value, EventGoer.State.GOES.value


def head_runs(event: EventAt) -> Runs:
    """When and where: "27–29 Sep 2021, Seattle"."""
    return (Run(", ".join(filter(None, (event.days, event.place)))),)


def attended_words(event: EventAt) -> str:
    """Who of ours was there, or goes: "Dave Thaler attended"; those of whom only the plan is known
    are named apart.
    """
    went, meant = event.names(WENT), event.names(GOES)
    plan = ("goes" if len(meant) == 1 else "go") if event.state in COMING else "meant to go"
    parts = [f"{joined(went)} attended"] if went else []
    return "; ".join([*parts, *([f"{joined(meant)} {plan}"] if meant else [])])


def follow_up_paragraphs(event: EventAt) -> list[Paragraph]:
    """The slide of what is to follow: who was there, and every note with what belongs to it."""
    attended = attended_words(event)
    lines = [bullet(attended)] if attended else []
    for note in event.notes:
        lines.append(bullet(note_runs(note)))
        lines += [bullet(note_runs(each), 1) for each in note.under]
    return lines


def note_runs(note: NoteAt) -> Runs:
    """One note with what became of it."""
    words: list[Run] = list(linked(note.text))
    if note.url and note.url != note.text:
        words += [Run(": "), Run(note.url, link=note.url)]
    if note.answer:
        words.append(Run(f" ({capitalized(note.answer)})", is_italic=True))
    if note.action_ref:
        words.append(Run(f" ({note.action_ref.rpartition('/')[2]})"))
    return tuple(words)


def session_paragraphs(event: EventAt) -> list[Paragraph]:
    """The programme: each time with its sessions, one under the other where they are parallel."""
    lines: list[Paragraph] = []
    before = None
    for session in event.held:
        when = session.when or "Time not known"
        if when != before:
            lines.append(bullet((Run(when, is_bold=True),)))
        lines.append(bullet(session_runs(session), 1))
        before = when
    return lines


def session_runs(session: SessionAt) -> Runs:
    """A session with its speakers, the title linked where there is an address."""
    title = Run(session.title, link=session.url)
    speakers = session.speaker_words
    return (title, Run(f" – {speakers}")) if speakers else (title,)


def coming_paragraphs(events: list[EventAt]) -> list[Paragraph]:
    """Events ahead with their days, deadlines and who goes, for a list."""
    lines: list[Paragraph] = []
    for event in events:
        lines.append(bullet((Run(event.name, is_bold=True), Run(", "), *head_runs(event))))
        closing = (f"{each.label}: {each.outcome or each.when}" for each in event.deadlines)
        lines += [bullet(words, 1) for words in closing]
    return lines


def event_lines(event: EventAt) -> list[Paragraph]:
    """One event in a report: when, who was there, how many sessions, what came of it."""
    lines = [bullet((Run(event.name, is_bold=True), Run(", "), *head_runs(event)))]
    attended = attended_words(event)
    told = (attended, event.follow_up_words, event.cancelled_reason)
    return lines + [bullet(words, 1) for words in told if words]
