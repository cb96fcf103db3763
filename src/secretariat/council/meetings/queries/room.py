"""The room: everything the secretary sees while the meeting goes on, in one read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from secretariat.council.meetings.agenda_kinds import Offered, kind_named, offered_under
from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.queries.codes import codes_in
from secretariat.council.meetings.queries.coming import (
    Waiting,
    ask_words,
    leaving_words,
    quorum_news,
    waiting_in,
)
from secretariat.council.meetings.queries.pace import Course, course_of
from secretariat.council.meetings.queries.reached import dealt_with
from secretariat.council.meetings.queries.roll import (
    Expected,
    SeatLine,
    expected_people,
    moment_shown,
    quorum_now,
    roll_call_moment_in,
    seat_lines,
)
from secretariat.council.meetings.room_panels import FilledPanel, panels_for
from secretariat.council.meetings.snapshots import meeting_snapshot
from secretariat.council.meetings.unfinished import Unfinished, unfinished_in
from secretariat.rules.agenda import ItemState
from secretariat.rules.meetings import (
    AttendeeSnapshot,
    BodySnapshot,
    ItemSnapshot,
    MeetingSnapshot,
)
from secretariat.rules.quorum import QuorumState
from secretariat.rules.visibility import Actor
from secretariat.rules.wording import counted, joined, minutes_words


@dataclass(frozen=True, slots=True)
class AttendeeLine:
    """A person of the roll call, and whether they are there now."""

    who: AttendeeSnapshot
    is_present: bool
    speaks_for: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class RoomParty:
    """One body in the room: its quorum by its own rules, and its seats; whom to ask while it is not
    reached, when it will be lost by what people announced, and how it changed last.
    """

    body: BodySnapshot
    quorum: QuorumState
    seats: tuple[SeatLine, ...]
    ask: str = ""
    leaving: str = ""
    news: str = ""


@dataclass(frozen=True, slots=True)
class Room:
    """The meeting with the item on the table. `before` and `after` are the slugs beside it;
    `marks_from` is the call to order while the roll is called, else None.
    """

    meeting: MeetingSnapshot
    item: ItemSnapshot | None
    is_here: bool
    before: str
    after: str
    kind_label: str
    offered: Offered
    panels: tuple[FilledPanel, ...]
    parties: tuple[RoomParty, ...]
    attendees: tuple[AttendeeLine, ...]
    expected: tuple[Expected, ...]
    left_words: str
    marks_from: datetime | None = None
    waiting: Sequence[Waiting] = ()
    course: Course = field(default_factory=Course)

    @property
    def quorum(self) -> QuorumState:
        """Quorum of the body that convenes the meeting."""
        return self.parties[0].quorum

    @property
    def seats(self) -> tuple[SeatLine, ...]:
        """The seats of the body that convenes the meeting."""
        return self.parties[0].seats

    @property
    def urgent_panels(self) -> list[FilledPanel]:
        """What the room has to deal with first, such as a motion that waits."""
        return [panel for panel in self.panels if panel.is_urgent]

    @property
    def panels_on_record(self) -> list[FilledPanel]:
        """What was done under the item, such as a motion that is decided."""
        return [panel for panel in self.panels if panel.has_record and not panel.is_urgent]

    @property
    def other_panels(self) -> list[FilledPanel]:
        """What may be done besides."""
        return [panel for panel in self.panels if not (panel.is_urgent or panel.has_record)]

    @property
    def is_held(self) -> bool:
        """Whether something has to end before the room goes on, such as a vote that is open."""
        return any(panel.values.get("holds_room") for panel in self.panels)

    @property
    def present_count(self) -> int:
        """How many people are there now."""
        return sum(1 for line in self.attendees if line.is_present)


@dataclass(frozen=True, slots=True)
class Ending:
    """The meeting before its end: quorum, and what becomes of each open item. `reached` are the
    slugs of those that were dealt with.
    """

    meeting: MeetingSnapshot
    parties: tuple[RoomParty, ...]
    reached: frozenset[str]
    unfinished: Sequence[Unfinished] = ()
    sums: Sequence[str] = ()

    @property
    def not_reached(self) -> list[ItemSnapshot]:
        """The open items under which nothing is on record, also those that were on the table."""
        return [item for item in self._open_items if item.slug not in self.reached]

    @property
    def still_open(self) -> list[ItemSnapshot]:
        """The other open items."""
        return [item for item in self._open_items if item.slug in self.reached]

    @property
    def _open_items(self) -> list[ItemSnapshot]:
        return [item for item in self.meeting.items if item.state == ItemState.OPEN]


def room_of(meeting: Meeting, actor: Actor, at: datetime, shown: str = "") -> Room:
    """The room at an instant, with the item of this slug on the table, else the current one."""
    snapshot = meeting_snapshot(meeting, actor)
    slugs = [item.slug for item in snapshot.items]
    slug = shown if shown in slugs else snapshot.current or (slugs[0] if slugs else "")
    item = snapshot.item(slug) if slug else None
    place = slugs.index(slug) if slug else 0
    kind = kind_named(item.kind) if item else None
    parties = tuple(_party(party, at) for party in snapshot.parties)
    course = course_of(snapshot, at)
    return Room(
        meeting=snapshot,
        item=item,
        is_here=bool(item) and slug == snapshot.current,
        before=slugs[place - 1] if place > 0 else "",
        after=_after(snapshot.items, place),
        kind_label=kind.label if kind else "",
        offered=offered_under(snapshot, item, at) if item else Offered(),
        panels=tuple(panels_for(actor, snapshot, item, at)) if item and snapshot.called_at else (),
        parties=parties,
        attendees=_attendees(snapshot, parties, at),
        expected=tuple(expected_people(meeting, snapshot)),
        left_words=_left_words(snapshot, course, at),
        marks_from=roll_call_moment_in(snapshot),
        waiting=waiting_in(snapshot, at),
        course=course,
    )


def before_the_end(meeting: Meeting, actor: Actor, at: datetime) -> Ending:
    """What becomes of the open items if the meeting ends now. Four queries beside the snapshot, and
    what the kinds ask.
    """
    snapshot = meeting_snapshot(meeting, actor)
    parties = tuple(_party(party, at) for party in snapshot.parties)
    reached = dealt_with(meeting, snapshot, at)
    sums = _sums(actor, snapshot, at)
    return Ending(snapshot, parties, reached, unfinished_in(actor, snapshot), sums)


def _sums(actor: Actor, meeting: MeetingSnapshot, at: datetime) -> list[str]:
    """What the panels of the room sum up of the whole meeting: their value `at_the_end`."""
    item = meeting.item(meeting.current) if meeting.current else next(iter(meeting.items), None)
    panels = panels_for(actor, meeting, item, at) if item else []
    return [words for panel in panels for words in panel.values.get("at_the_end", ())]


def _party(snapshot: MeetingSnapshot, at: datetime) -> RoomParty:
    quorum = quorum_now(snapshot, at)
    return RoomParty(
        snapshot.body,
        quorum,
        seat_lines(snapshot, quorum, at),
        ask=ask_words(snapshot, quorum, at) if snapshot.called_at else "",
        leaving=leaving_words(snapshot, at),
        news=quorum_news(snapshot, with_names=True),
    )


def _attendees(
    meeting: MeetingSnapshot, parties: tuple[RoomParty, ...], at: datetime
) -> tuple[AttendeeLine, ...]:
    moment, codes = moment_shown(meeting, at), codes_in(meeting)
    labels: dict[str, list[str]] = {}
    for party in parties:
        of_body = f" ({party.body.short_name})" if len(parties) > 1 else ""
        for seat in party.quorum.seats:
            if seat.speaker:
                labels.setdefault(seat.speaker.handle, []).append(seat.label + of_body)
    return tuple(
        AttendeeLine(
            who,
            who.is_present(moment),
            speaks_for=joined(labels.get(who.person, ())),
            code=codes.get(who.person, "") if who.person in labels else "",
        )
        for who in meeting.attendees
    )


def _left_words(meeting: MeetingSnapshot, course: Course, at: datetime) -> str:
    """How much is left, before the call by plan, "4 of 7 items left, 50 min planned, 58 min until
    the end", in session at this pace.
    """
    heads = [item for item in meeting.items if not item.part_of]
    waiting = [item for item in heads if item.state == ItemState.OPEN]
    planned = sum(item.minutes for item in meeting.items if item.state == ItemState.OPEN)
    words = f"{len(waiting)} of {counted(len(heads), 'item')} left"
    if course.forecast:
        return f"{words}. {course.forecast}"
    if planned:
        words += f", {minutes_words(planned)} planned"
    rest = int((meeting.ends_at - at).total_seconds() // 60)
    if meeting.adjourned_at is None and rest > 0:
        words += f", {minutes_words(rest)} until the end"
    elif meeting.adjourned_at is None and rest < 0:
        words += f", {minutes_words(-rest)} over time"
    return words + "."


def _after(items: Sequence[ItemSnapshot], place: int) -> str:
    """The item behind the one shown, parked ones last."""
    if not items:
        return ""
    parked = [item for item in items if item.parked_at and item.state == ItemState.OPEN]
    behind = [item for item in items[place + 1 :] if item not in parked]
    others = [item for item in parked if item != items[place]]
    return next((item.slug for item in (*behind, *others)), "")
