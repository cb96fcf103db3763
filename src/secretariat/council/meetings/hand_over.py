"""The hand-over pack: what somebody who presides next time needs on paper. The script of the
meeting, what hangs in the body, and whom to ask.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from secretariat.council.meetings.agenda_kinds import kind_named
from secretariat.council.meetings.compose import item_slides, link_paragraphs
from secretariat.council.meetings.item_slides import stated_slides
from secretariat.council.meetings.markup import paragraphs
from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.queries.proposing import (
    everything_proposed,
    with_reasons_of_now,
)
from secretariat.council.meetings.queries.roll import quorum_now
from secretariat.council.meetings.queries.viewing import AgendaRow, agenda_rows, times_of
from secretariat.council.meetings.snapshots import meeting_snapshot
from secretariat.foundation.people.loose_ends import LooseEnd, loose_ends
from secretariat.foundation.people.models import Office
from secretariat.foundation.people.queries import day_in
from secretariat.rules.agenda import ItemState
from secretariat.rules.agenda_document import AgendaDocument, AgendaEntry
from secretariat.rules.days import day_words, long_day_words
from secretariat.rules.deck import AgendaLine, AnySlide, ResolutionSlide, TextSlide
from secretariat.rules.meetings import MeetingSnapshot
from secretariat.rules.runs import Paragraph, Run, bullet, paragraph
from secretariat.rules.times import span_clock
from secretariat.rules.visibility import Actor
from secretariat.rules.wording import counted, joined

MOST_THREADS = 40
MOST_LINES = 8
"""So many lines of an item the pack shows of what its slides say."""
FOR_THE_CHAIR = "the chair; nobody else is named for this meeting"
FOR_THE_SECRETARY = "the secretary; nobody else is named for this meeting"
_STEPS = (
    "Open the room a quarter of an hour before, and call to order.",
    "Read the notices, call the roll, greet who is here for the first time.",
    "Take up one item after the other; say the outcome aloud, so that it is recorded.",
    "Under any other business ask for what is missing, then adjourn.",
    "Look at the draft of the minutes on the same day; the letter asks for corrections.",
)


def hand_over_document(row: Meeting, actor: Actor, at: datetime) -> AgendaDocument:
    """The pack for one meeting, as this reader may see it. As many queries as the meeting, its
    kinds, and the loose ends of the body.
    """
    meeting = meeting_snapshot(row, actor)
    if meeting.called_at is None:
        meeting = with_reasons_of_now(meeting, everything_proposed(meeting, at))
    ends = loose_ends(actor, row.body, at)
    rows = agenda_rows(meeting, times_of(meeting))
    stated = stated_slides(meeting, at)
    return AgendaDocument(
        title="Hand-over to whoever presides",
        body_name=joined(meeting.body_names),
        organization_name=meeting.body.organization,
        date_words=long_day_words(meeting.on),
        time_words=f"{meeting.clock(meeting.starts_at)} to {meeting.clock(meeting.ends_at)}",
        zone_words=span_clock(meeting.starts_at, meeting.ends_at, meeting.zone),
        lead=tuple(_lead(meeting, at)),
        entries=(
            *(_script(meeting, each, at, stated) for each in rows if _is_ahead(each)),
            _section("What hangs", _threads(ends, row, at)),
            _section("Whom to ask", _people(row, meeting, ends)),
            _section("Step by step", [bullet(step) for step in _STEPS]),
        ),
        foot=f"As of {day_words(day_in(row.body, at))}. For members.",
        look=meeting.body.look,
    )


def _is_ahead(row: AgendaRow) -> bool:
    return row.item.state != ItemState.WITHDRAWN


def _lead(meeting: MeetingSnapshot, at: datetime) -> Iterator[Paragraph]:
    yield from (paragraph(line) for line in meeting.departures.lines)
    yield bullet(f"Presides: {meeting.chair or FOR_THE_CHAIR}.")
    yield bullet(f"Records: {meeting.secretary or FOR_THE_SECRETARY}.")
    for party in meeting.parties:
        state = quorum_now(party, at)
        whose = f" of the {party.body.name}" if len(meeting.parties) > 1 else ""
        yield bullet(f"Quorum{whose}: {state.needed} of {counted(state.total, 'seat')}.")
    if meeting.link:
        yield bullet((Run("The call: "), Run(meeting.link, link=meeting.link)))
    if meeting.passcode:
        yield bullet(f"Passcode: {meeting.passcode}")


def _script(
    meeting: MeetingSnapshot, row: AgendaRow, at: datetime, stated: Mapping[str, list[AnySlide]]
) -> AgendaEntry:
    item, kind = row.item, kind_named(row.item.kind)
    line = AgendaLine(
        title=item.title,
        number=item.number,
        presenter=joined(item.presenters),
        minutes=item.minutes or None,
        is_part=bool(item.part_of),
        ref=item.ref,
    )
    said = [bullet(f"{meeting.clock(row.slot.starts_at)}: {kind.label}")]
    if item.speaker_notes:
        said.append(bullet((Run("Say: ", is_bold=True), Run(item.speaker_notes))))
    if item.proposed_by:
        said.append(bullet((Run("Why: ", is_bold=True), Run(item.proposed_by))))
    shown = [*item_slides(meeting, item, at), *stated.get(item.slug, ())]
    said += _read_out(shown)
    known = {each.words for each in said}
    said += [each for each in paragraphs(item.text) if each.words not in known]
    passed = kind.offered(meeting, item, at).left
    said += [bullet((Run("Passed over: ", is_bold=True), Run(words))) for words in passed]
    return AgendaEntry(line=line, paragraphs=(*said, *link_paragraphs(item.links)))


def _read_out(slides: Iterable[AnySlide]) -> list[Paragraph]:
    """What the slides say in sentences, the resolution as it is put; tables stay on the slides."""
    lines: list[Paragraph] = []
    resolved: list[Paragraph] = []
    for slide in slides:
        match slide:
            case TextSlide():
                lines += slide.paragraphs
            case ResolutionSlide():
                lines += slide.lead
                put = (Run("Put: ", is_bold=True), Run(f"{slide.label}: "), *slide.text)
                resolved.append(bullet(put))
    rest = len(lines) - MOST_LINES
    if rest > 1:
        lines = [*lines[:MOST_LINES], bullet(f"{counted(rest, 'line')} more on the slides.")]
    return lines + resolved


def _section(title: str, lines: list[Paragraph]) -> AgendaEntry:
    return AgendaEntry(line=AgendaLine(title=title), paragraphs=tuple(lines))


def _threads(ends: list[LooseEnd], row: Meeting, at: datetime) -> list[Paragraph]:
    today = day_in(row.body, at)
    shown = [
        bullet(
            (
                Run(f"{end.words}: ", is_bold=True),
                Run(f"{end.why}, {counted(end.age(today), 'day')}; {end.owner or 'nobody has it'}"),
            )
        )
        for end in ends[:MOST_THREADS]
    ]
    rest = len(ends) - len(shown)
    if rest > 0:
        shown.append(bullet(f"And {counted(rest, 'thing')} more, on the page of loose ends."))
    return shown or [bullet("Nothing hangs.")]


def _people(row: Meeting, meeting: MeetingSnapshot, ends: list[LooseEnd]) -> list[Paragraph]:
    held = Office.objects.on(meeting.on).filter(body=row.body).select_related("person")
    told = [bullet(f"{each.person.name}: {each.get_kind_display().lower()}") for each in held]
    presenters = {name for item in meeting.items for name in item.presenters}
    told += [bullet(f"{name}: presents") for name in sorted(presenters)]
    owners = Counter(end.owner for end in ends if end.owner)
    told += [
        bullet(f"{owner}: {counted(number, 'loose end')}") for owner, number in owners.most_common()
    ]
    return told or [bullet("No office is held.")]
