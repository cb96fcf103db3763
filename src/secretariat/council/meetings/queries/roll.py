"""The roll call as people see it: quorum, seats, who is expected, who came how often."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from secretariat.council.meetings.models import Attendance, Meeting
from secretariat.council.meetings.sight import EVERYTHING
from secretariat.council.meetings.snapshots import day_of, snapshot_for
from secretariat.foundation.people.models import Person
from secretariat.foundation.people.queries.persons import organizations_of
from secretariat.rules.meetings import AttendeeSnapshot, MeetingSnapshot
from secretariat.rules.quorum import (
    QuorumInterval,
    QuorumState,
    SeatPresence,
    quorum_at,
    quorum_intervals,
)
from secretariat.rules.seats import SeatOnDay, Speaking, who_speaks_for

RECENT = 6


@dataclass(frozen=True, slots=True)
class Expected:
    """Somebody who may come: of a seat, of the staff, or one who came lately."""

    handle: str
    name: str
    organization: str
    seat: str = ""
    capacity: str = ""
    is_present: bool = False


@dataclass(frozen=True, slots=True)
class SeatLine:
    """One seat in the roll call: how it stands and who could be marked for it."""

    seat: SeatOnDay
    presence: SeatPresence
    people: tuple[Expected, ...]


def quorum_now(snapshot: MeetingSnapshot, at: datetime) -> QuorumState:
    """How quorum stands at an instant, by the rule book and roster of the meeting's day.

    After the end it is how it stood at the adjournment. The snapshot must show the roll call.
    """
    end = snapshot.adjourned_at
    moment = at if end is None or at < end else _last_moment(snapshot, end)
    return quorum_at(
        snapshot.roster,
        snapshot.rule_book.quorum,
        snapshot.stretches,
        moment,
        snapshot.proxies,
        may_hold_two=snapshot.rule_book.proxies.may_hold_two,
    )


def quorum_of(meeting: Meeting, at: datetime) -> QuorumState:
    """How quorum stands, whoever asks: during the call it is public, the roll call is not."""
    return quorum_now(snapshot_for(meeting, EVERYTHING), at)


def quorum_history(snapshot: MeetingSnapshot) -> tuple[QuorumInterval, ...]:
    """When quorum was reached and lost; empty before the call to order."""
    if snapshot.called_at is None:
        return ()
    return quorum_intervals(
        snapshot.roster,
        snapshot.rule_book.quorum,
        snapshot.stretches,
        snapshot.called_at,
        snapshot.adjourned_at,
        snapshot.proxies,
        may_hold_two=snapshot.rule_book.proxies.may_hold_two,
    )


def speaking_at(snapshot: MeetingSnapshot, at: datetime) -> dict[str, Speaking]:
    """Who speaks for which seat at an instant, by seat slug."""
    present = {who.person for who in snapshot.attendees if who.is_present(at)}
    return who_speaks_for(
        snapshot.roster,
        present,
        snapshot.proxies,
        may_hold_two=snapshot.rule_book.proxies.may_hold_two,
    )


def ever_spoke(snapshot: MeetingSnapshot) -> frozenset[str]:
    """The handles of everybody who spoke for a seat at some time of the meeting."""
    moments = {arrived for who in snapshot.attendees for arrived, _ in who.stretches}
    moments |= {left for who in snapshot.attendees for _, left in who.stretches if left}
    if snapshot.called_at:
        moments = {max(moment, snapshot.called_at) for moment in moments}
    ends = snapshot.adjourned_at
    during = [moment for moment in sorted(moments) if ends is None or moment < ends]
    spoke = (speaking_at(snapshot, moment) for moment in during)
    return frozenset(who.person.handle for each in spoke for who in each.values())


def first_timers(snapshot: MeetingSnapshot) -> tuple[AttendeeSnapshot, ...]:
    """Who attends a meeting of this body for the first time in the record."""
    return tuple(who for who in snapshot.attendees if who.is_first_time)


def expected_people(meeting: Meeting, snapshot: MeetingSnapshot) -> list[Expected]:
    """Everybody who may be marked with one key: the roster, then who came to the last meetings.

    Four queries. People in the roll call already are left out.
    """
    marked = {who.person for who in snapshot.attendees}
    seats = {p.handle: seat for seat in snapshot.roster.seats for p in seat.people}
    recent = _recent_people(meeting)
    wanted = [handle for handle in (*seats, *recent) if handle not in marked]
    people = {p.handle: p for p in Person.objects.filter(handle__in=wanted)}
    where = organizations_of(people.values(), day_of(meeting))
    return [
        Expected(
            handle,
            people[handle].name,
            where.get(people[handle].pk, ""),
            seats[handle].label if handle in seats else "",
            _capacity(seats.get(handle), handle),
        )
        for handle in dict.fromkeys(wanted)
        if handle in people
    ]


def seat_lines(snapshot: MeetingSnapshot, at: datetime) -> tuple[SeatLine, ...]:
    """The roll call by seat: who speaks, who is missing, who could be marked."""
    state = quorum_now(snapshot, at)
    present = {who.person for who in snapshot.attendees if who.is_present(at)}
    return tuple(
        SeatLine(seat, presence, tuple(_of_seat(seat, present)))
        for seat, presence in zip(snapshot.roster.seats, state.seats, strict=True)
    )


def _of_seat(seat: SeatOnDay, present: set[str]) -> Iterable[Expected]:
    for person in seat.people:
        capacity = _capacity(seat, person.handle)
        yield Expected(
            person.handle, person.name, "", seat.label, capacity, person.handle in present
        )


def _capacity(seat: SeatOnDay | None, handle: str) -> str:
    if seat is None:
        return ""
    is_head = seat.representative is not None and seat.representative.handle == handle
    return "representative" if is_head else "alternate"


def _recent_people(meeting: Meeting) -> list[str]:
    """Who came to the last meetings of the body, most often first. One query."""
    last = Meeting.objects.filter(
        body=meeting.body_id, starts_at__lt=meeting.starts_at, called_at__isnull=False
    ).order_by("-starts_at")[:RECENT]
    counts: dict[str, int] = {}
    rows = Attendance.objects.filter(meeting__in=list(last)).order_by("-meeting__starts_at")
    for handle in rows.values_list("person__handle", flat=True):
        counts[handle] = counts.get(handle, 0) + 1
    return sorted(counts, key=lambda handle: -counts[handle])


def _last_moment(snapshot: MeetingSnapshot, end: datetime) -> datetime:
    """Just before the end, when everybody who stayed was still there."""
    changes = [m for who in snapshot.attendees for stay in who.stretches for m in stay if m]
    before = [moment for moment in changes if moment < end]
    return max([*before, snapshot.called_at or snapshot.starts_at])
