"""Events as plain values, as they stood at an instant and as one reader may see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from secretariat.council.events.models import (
    Event,
    EventDeadline,
    EventGoer,
    EventNote,
    EventSession,
)
from secretariat.rules.events import (
    STATE_WORDS,
    DeadlineFacts,
    EventFacts,
    EventState,
    days_words,
    state_on,
)
from secretariat.rules.times import instant_words, session_words
from secretariat.rules.visibility import Audience
from secretariat.rules.wording import joined


@dataclass(frozen=True, slots=True)
class SpeakerAt:
    """A speaker with the organization of that day; `handle` if the record knows the person."""

    name: str
    organization: str
    handle: str = ""


@dataclass(frozen=True, slots=True)
class SessionAt:
    """A session with its time in words on the clock of the event."""

    ref: str
    number: int
    title: str
    when: str
    starts_at: datetime | None
    ends_at: datetime | None
    room: str
    url: str
    about: str
    speakers: tuple[SpeakerAt, ...]
    more_speakers: str
    dropped_reason: str
    revision: int

    @property
    def speaker_words(self) -> str:
        """The speakers as a slide prints them, those of one organization together: "Stephen Walli &
        Aeva Black, Microsoft; Mike Bursell, Congruus".
        """
        groups: list[tuple[str, list[str]]] = []
        for each in self.speakers:
            if groups and each.organization and groups[-1][0] == each.organization:
                groups[-1][1].append(each.name)
            else:
                groups.append((each.organization, [each.name]))
        parts = [", ".join(filter(None, (joined(names), of))) for of, names in groups]
        return "; ".join([*parts, *([self.more_speakers] if self.more_speakers else [])])


@dataclass(frozen=True, slots=True)
class DeadlineAt:
    """A deadline with its instant in words on the clock of its zone."""

    number: int
    label: str
    closes_at: datetime
    zone: str
    url: str
    outcome: str
    facts: DeadlineFacts
    revision: int

    @property
    def when(self) -> str:
        return instant_words(self.closes_at, self.zone)


@dataclass(frozen=True, slots=True)
class NoteAt:
    """What is to follow, with what became of it; notes that belong to it stand under it."""

    ref: str
    number: int
    kind: str
    text: str
    url: str
    by: str
    on: date
    audience: str
    answer: str
    action_ref: str
    item_refs: tuple[str, ...]
    revision: int
    under: tuple[NoteAt, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it is a question that nobody answered and that became nothing yet."""
        is_dealt_with = self.answer or self.action_ref or self.item_refs
        return self.kind == EventNote.Kind.QUESTION and not is_dealt_with


@dataclass(frozen=True, slots=True)
class EventAt:
    """An event at an instant, for one kind of reader."""

    ref: str
    slug: str
    name: str
    from_on: date
    last_on: date
    place: str
    zone: str
    url: str
    about: str
    source_words: str
    state: EventState
    cancelled_reason: str
    followed_up_on: date | None
    follow_up_words: str
    follow_up_ref: str
    deadlines: tuple[DeadlineAt, ...]
    sessions: tuple[SessionAt, ...]
    goers: tuple[tuple[str, str, str], ...]
    notes: tuple[NoteAt, ...]
    facts: EventFacts
    revision: int

    @property
    def days(self) -> str:
        return days_words(self.from_on, self.last_on)

    @property
    def state_words(self) -> str:
        return STATE_WORDS[self.state]

    @property
    def held(self) -> tuple[SessionAt, ...]:
        """The sessions that were not dropped."""
        return tuple(each for each in self.sessions if not each.dropped_reason)

    def names(self, *states: str) -> list[str]:
        """Who goes, went or stayed."""
        return [name for name, _handle, state in self.goers if state in states]


def event_at(
    row: Event,
    at: datetime,
    today: date,
    items: dict[str, list[str]],
    *,
    sees_inside: bool = False,
) -> EventAt:
    """An event, read with its parts, as it stood at an instant. `items` are the agenda items by
    what they carry. Notes for the members, and who is going, only if the reader `sees_inside`. No
    query.
    """
    all_notes = [note for note in row.follow_ups.all() if note.at <= at]
    facts = facts_of(row, at, [_is_open(each, items) for each in all_notes], all_notes)
    state = state_on(facts, today)
    is_past = state in (EventState.OVER, EventState.FOLLOWED_UP, EventState.UNDER_WAY)
    notes = [n for n in all_notes if sees_inside or n.audience == Audience.PUBLIC.value]
    is_done = facts.is_followed_up
    return EventAt(
        ref=row.ref,
        slug=row.slug,
        name=row.name,
        from_on=row.from_on,
        last_on=row.last_on,
        place=row.place,
        zone=row.zone,
        url=row.url,
        about=row.about,
        source_words=row.source_words,
        state=state,
        cancelled_reason=row.cancelled_reason if facts.is_cancelled else "",
        followed_up_on=row.followed_up_on if is_done else None,
        follow_up_words=row.follow_up_words if is_done else "",
        follow_up_ref=row.follow_up_ref if is_done else "",
        deadlines=tuple(_deadline(each) for each in row.deadlines.all()),
        sessions=tuple(_session(each, row) for each in row.sessions.all()),
        goers=tuple(_goer(each) for each in row.goers.all()) if is_past or sees_inside else (),
        notes=_notes(notes, row, items),
        facts=facts,
        revision=row.revision,
    )


def facts_of(
    row: Event, at: datetime, opens: Sequence[bool], notes: Sequence[EventNote]
) -> EventFacts:
    """What the rules look at. `opens` says of each note whether it still waits."""
    bare = [
        each.added_on
        for each in row.sessions.all()
        if not each.dropped_reason and not each.speakers.all() and not each.more_speakers
    ]
    return EventFacts(
        first_on=row.from_on,
        last_on=row.last_on,
        is_cancelled=row.cancelled_at is not None and row.cancelled_at <= at,
        is_followed_up=row.followed_up_at is not None and row.followed_up_at <= at,
        deadlines=tuple(deadline_facts(each) for each in row.deadlines.all()),
        bare_since=tuple(bare),
        open_since=tuple(note.on for note, is_open in zip(notes, opens, strict=True) if is_open),
    )


def deadline_facts(row: EventDeadline) -> DeadlineFacts:
    """A deadline as the rules look at it."""
    return DeadlineFacts(row.label, row.closes_at, row.zone, row.ended_on is not None)


def _is_open(note: EventNote, items: dict[str, list[str]]) -> bool:
    is_dealt_with = (
        note.answer or note.action_ref or f"{note.event.ref}/notes/{note.number}" in items
    )
    return note.kind == EventNote.Kind.QUESTION and not is_dealt_with


def _deadline(row: EventDeadline) -> DeadlineAt:
    facts = deadline_facts(row)
    return DeadlineAt(
        row.number, row.label, row.closes_at, row.zone, row.url, row.outcome, facts, row.revision
    )


def _session(row: EventSession, event: Event) -> SessionAt:
    when = session_words(row.starts_at, row.ends_at, event.zone) if row.starts_at else ""
    speakers = tuple(
        SpeakerAt(each.name, each.organization_words, each.person.handle if each.person else "")
        for each in row.speakers.all()
    )
    return SessionAt(
        ref=f"{event.ref}/sessions/{row.number}",
        number=row.number,
        title=row.title,
        when=when,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        room=row.room,
        url=row.url,
        about=row.about,
        speakers=speakers,
        more_speakers=row.more_speakers,
        dropped_reason=row.dropped_reason,
        revision=row.revision,
    )


def _goer(row: EventGoer) -> tuple[str, str, str]:
    return row.name, row.person.handle if row.person else "", row.state


def _notes(
    rows: Sequence[EventNote], event: Event, items: dict[str, list[str]]
) -> tuple[NoteAt, ...]:
    shown = {row.pk for row in rows}

    def made(row: EventNote, under: tuple[NoteAt, ...]) -> NoteAt:
        ref = f"{event.ref}/notes/{row.number}"
        refs = tuple(items.get(ref, ()))
        return NoteAt(
            ref, row.number, row.kind, row.text, row.url, row.by, row.on, row.audience,
            row.answer, row.action_ref, refs, row.revision, under,
        )  # fmt: skip

    return tuple(
        made(row, tuple(made(each, ()) for each in rows if each.under_id == row.pk))
        for row in rows
        if row.under_id is None or row.under_id not in shown
    )


def day_of(row: Event, at: datetime) -> date:
    """The day of an instant on the clock of the event."""
    return at.astimezone(ZoneInfo(row.zone)).date()
