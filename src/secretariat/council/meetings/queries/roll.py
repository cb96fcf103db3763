"""The roll call as people see it: quorum, seats, who is expected, who came how often."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from secretariat.council.meetings.models import AgendaItem, Attendance, Meeting, Presence
from secretariat.council.meetings.sight import EVERYTHING
from secretariat.council.meetings.snapshots import snapshot_for
from secretariat.rules.coming import Said, expected_there
from secretariat.rules.meetings import AttendeeSnapshot, MeetingSnapshot
from secretariat.rules.quorum import (
    QuorumInterval,
    QuorumState,
    SeatPresence,
    quorum_at,
    quorum_intervals,
)
from secretariat.rules.seats import SeatOnDay, Speaking, who_speaks_for
from secretariat.rules.wording import joined

RECENT = 6


@dataclass(frozen=True, slots=True)
class Expected:
    """Somebody who may come: of a seat, or one who came lately."""

    handle: str
    name: str
    organization: str
    seat: str = ""
    capacity: str = ""
    is_present: bool = False


@dataclass(frozen=True, slots=True)
class SeatLine:
    """One seat in the roll call: how it stands, who could be marked for it, and what those said of
    coming who are not there.
    """

    seat: SeatOnDay
    presence: SeatPresence
    people: tuple[Expected, ...]
    said: str = ""


def quorum_now(snapshot: MeetingSnapshot, at: datetime) -> QuorumState:
    """How quorum stands at an instant, by the rule book and roster of the meeting's day.

    After the end it is how it stood at the adjournment. The snapshot must show the roll call.
    """
    return quorum_at(
        snapshot.roster,
        snapshot.rule_book.quorum,
        snapshot.stretches,
        moment_shown(snapshot, at),
        snapshot.proxies,
        may_hold_two=snapshot.rule_book.proxies.may_hold_two,
    )


def moment_shown(snapshot: MeetingSnapshot, at: datetime) -> datetime:
    """The instant itself; after the end the last moment at which everybody who stayed was there."""
    end = snapshot.adjourned_at
    return at if end is None or at < end else _last_moment(snapshot, end)


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
    """The handles of everybody who spoke for a seat of a body of the meeting at some time of it."""
    return frozenset().union(*(_spoke_for(party) for party in snapshot.parties))


def _spoke_for(snapshot: MeetingSnapshot) -> frozenset[str]:
    moments = {arrived for who in snapshot.attendees for arrived, _ in who.stretches}
    moments |= {left for who in snapshot.attendees for _, left in who.stretches if left}
    if snapshot.called_at:
        moments = {max(moment, snapshot.called_at) for moment in moments}
    ends = snapshot.adjourned_at
    during = [moment for moment in sorted(moments) if ends is None or moment < ends]
    spoke = (speaking_at(snapshot, moment) for moment in during)
    return frozenset(who.person.handle for each in spoke for who in each.values())


def first_timers(snapshot: MeetingSnapshot) -> tuple[AttendeeSnapshot, ...]:
    """Who attends a meeting of this body for the first time in the record and has not been
    introduced yet.
    """
    return tuple(who for who in snapshot.attendees if who.is_first_time and not who.is_introduced)


def expected_people(meeting: Meeting, snapshot: MeetingSnapshot) -> list[Expected]:
    """Everybody who may be marked by two letters: the rosters, first who said that they come and
    last who said no, then who came to the last meetings.

    People in the roll call already are left out. One query.
    """
    coming = expected_there(snapshot.roster, snapshot.said)
    away = {each.person.handle for each in snapshot.said} - coming
    marked = {who.person for who in snapshot.attendees}
    found: dict[str, Expected] = {}
    for seat in (seat for party in snapshot.parties for seat in party.roster.seats):
        for person in seat.people:
            capacity = _capacity(seat, person.handle)
            one = Expected(person.handle, person.name, seat.label, seat.label, capacity)
            found.setdefault(person.handle, one)
    ranked = sorted(found.values(), key=lambda one: (one.handle not in coming, one.handle in away))
    found = {one.handle: one for one in ranked}
    for handle, name, organization in recent_people(meeting):
        found.setdefault(handle, Expected(handle, name, organization))
    return [one for handle, one in found.items() if handle not in marked]


def roll_call_moment(meeting: Meeting) -> datetime | None:
    """The call to order while the roll is being called: while the item that opened the meeting is
    open and on the table, also when it was settled by a slip and opened again. Else None.

    Whoever is marked in the roll call was there from the beginning.
    """
    if meeting.state != Meeting.State.CALLED:
        return None
    taken_up = meeting.items.filter(opened_at__isnull=False)
    first = taken_up.order_by("opened_at", "position", "id").first()
    if first is None:
        return meeting.called_at
    is_on = first.pk == meeting.current_item_id and first.state == AgendaItem.State.OPEN
    return meeting.called_at if is_on else None


def roll_call_moment_in(meeting: MeetingSnapshot) -> datetime | None:
    """The same by a snapshot. No query."""
    if meeting.state != Meeting.State.CALLED:
        return None
    taken_up = [(item.opened_at, item) for item in meeting.items if item.opened_at is not None]
    if not taken_up:
        return meeting.called_at
    _, first = min(taken_up, key=lambda each: each[0])
    is_on = first.slug == meeting.current and first.state == AgendaItem.State.OPEN
    return meeting.called_at if is_on else None


def arrival_of(meeting: Meeting, handle: str) -> datetime | None:
    """From when a person counts who is marked now: as in the roll call, but whoever left in between
    is back from now on (None).
    """
    stays = Presence.objects.filter(attendance__meeting=meeting)
    was_there = stays.filter(attendance__person__handle=handle).exists()
    return None if was_there else roll_call_moment(meeting)


def seat_lines(snapshot: MeetingSnapshot, state: QuorumState, at: datetime) -> tuple[SeatLine, ...]:
    """The roll call by seat: who speaks, who is missing, who could be marked."""
    present = {who.person for who in snapshot.attendees if who.is_present(at)}
    said = [each for each in snapshot.said if each.person.handle not in present]
    return tuple(
        SeatLine(seat, presence, tuple(_of_seat(seat, present)), _said_of(seat, said))
        for seat, presence in zip(snapshot.roster.seats, state.seats, strict=True)
    )


def _of_seat(seat: SeatOnDay, present: set[str]) -> Iterable[Expected]:
    for person in seat.people:
        capacity = _capacity(seat, person.handle)
        is_here = person.handle in present
        yield Expected(person.handle, person.name, seat.label, seat.label, capacity, is_here)


def _said_of(seat: SeatOnDay, said: Iterable[Said]) -> str:
    words = [f"{each.person.name} {each.words}" for each in said if each.person in seat.people]
    return joined(words)


def _capacity(seat: SeatOnDay | None, handle: str) -> str:
    if seat is None:
        return ""
    is_head = seat.representative is not None and seat.representative.handle == handle
    return "representative" if is_head else "alternate"


def recent_people(meeting: Meeting) -> list[tuple[str, str, str]]:
    """Handle, name and organization of who came to the last meetings, most often first."""
    held = Meeting.objects.filter(
        body=meeting.body_id, starts_at__lt=meeting.starts_at, called_at__isnull=False
    )
    last = held.order_by("-starts_at").values("pk")[:RECENT]
    rows = Attendance.objects.filter(meeting__in=last).order_by("-meeting__starts_at", "position")
    counts: dict[str, int] = {}
    lines: dict[str, tuple[str, str, str]] = {}
    for line in rows.values_list("person__handle", "printed_name", "printed_organization"):
        counts[line[0]] = counts.get(line[0], 0) + 1
        lines.setdefault(line[0], line)
    return sorted(lines.values(), key=lambda line: -counts[line[0]])


def _last_moment(snapshot: MeetingSnapshot, end: datetime) -> datetime:
    """Just before the end, when everybody who stayed was still there."""
    changes = [m for who in snapshot.attendees for stay in who.stretches for m in stay if m]
    before = [moment for moment in changes if moment < end]
    return max([*before, snapshot.called_at or snapshot.starts_at])
