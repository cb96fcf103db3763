"""Quorum, counted in seats: how it stands now, and when it was reached and lost in a meeting.

A representative and an alternate present together are one seat. People without a seat count for
nothing. Source of the number: the rule book's quorum rule on the roster of the day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from secretariat.rules.seats import (
    Person,
    Proxy,
    Roster,
    SeatOnDay,
    SeatState,
    Speaking,
    who_speaks_for,
)
from secretariat.rules.thresholds import QuorumRule
from secretariat.rules.wording import counted, joined


@dataclass(frozen=True, slots=True)
class SeatPresence:
    """One seat in the roll call: whether it counts, who speaks, why, and who could still come."""

    seat: str
    label: str
    is_present: bool
    reason: str
    speaker: Person | None = None
    could_come: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class QuorumState:
    """Quorum at one moment. `missing` is how many more seats are needed, `total` the base."""

    needed: int
    present: int
    total: int
    is_reached: bool
    missing: int
    sentence: str
    seats: tuple[SeatPresence, ...]

    @property
    def present_seats(self) -> tuple[str, ...]:
        """The slugs of the seats that are present."""
        return tuple(seat.seat for seat in self.seats if seat.is_present)

    @property
    def absent_seats(self) -> tuple[SeatPresence, ...]:
        """The seats nobody speaks for now."""
        return tuple(seat for seat in self.seats if not seat.is_present)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A person's stay in a meeting. `left_at` None: still there, or until the end."""

    person: Person
    arrived_at: datetime
    left_at: datetime | None = None

    def covers(self, at: datetime) -> bool:
        """Whether the person is there at an instant; gone at the instant of leaving."""
        return self.arrived_at <= at and (self.left_at is None or at < self.left_at)


@dataclass(frozen=True, slots=True)
class PresenceChange:
    """Somebody arrived or left."""

    at: datetime
    person: Person
    has_arrived: bool


@dataclass(frozen=True, slots=True)
class QuorumInterval:
    """A time in which quorum was reached, or was not, without a break. `to_at` None: still so.

    `changes` are the arrivals and departures that began it, `state` how it stood then.
    """

    from_at: datetime
    to_at: datetime | None
    is_reached: bool
    state: QuorumState
    changes: tuple[PresenceChange, ...] = ()

    def words(self, zone: tzinfo) -> str:
        """What happened, on the meeting's clock: "lost at 09:12 when Ada Low left"."""
        time = f"{self.from_at.astimezone(zone):%H:%M}"
        if not self.changes:
            return f"{'reached' if self.is_reached else 'not reached'} at the call to order, {time}"
        parts = []
        for has_arrived, verb in ((True, "arrived"), (False, "left")):
            names = [c.person.name for c in self.changes if c.has_arrived is has_arrived]
            if names:
                parts.append(f"{joined(names)} {verb}")
        return f"{'reached' if self.is_reached else 'lost'} at {time} when {joined(parts)}"


def quorum_state(roster: Roster, rule: QuorumRule, speaking: Mapping[str, Speaking]) -> QuorumState:
    """How quorum stands with these speakers (from `who_speaks_for`), with the reason in words."""
    base = rule.seats_in_base(roster, speaking)
    total, present = len(base), sum(1 for seat in base if seat.slug in speaking)
    needed = rule.threshold.needed(total)
    missing = max(0, needed - present)
    return QuorumState(
        needed=needed,
        present=present,
        total=total,
        is_reached=missing == 0,
        missing=missing,
        sentence=_sentence(rule, (present, total, needed)),
        seats=tuple(_seat_presence(seat, speaking.get(seat.slug)) for seat in roster.seats),
    )


def present_at(stretches: Iterable[Stretch], at: datetime) -> frozenset[str]:
    """The handles of the people who are there at an instant."""
    return frozenset(s.person.handle for s in stretches if s.covers(at))


def quorum_at(
    roster: Roster,
    rule: QuorumRule,
    stretches: Iterable[Stretch],
    at: datetime,
    proxies: Sequence[Proxy] = (),
    *,
    may_hold_two: bool = False,
) -> QuorumState:
    """How quorum stood at an instant of the meeting."""
    present = present_at(stretches, at)
    speaking = who_speaks_for(roster, present, proxies, may_hold_two=may_hold_two)
    return quorum_state(roster, rule, speaking)


def quorum_intervals(
    roster: Roster,
    rule: QuorumRule,
    stretches: Sequence[Stretch],
    called_at: datetime,
    adjourned_at: datetime | None = None,
    proxies: Sequence[Proxy] = (),
    *,
    may_hold_two: bool = False,
) -> tuple[QuorumInterval, ...]:
    """The meeting cut where quorum was reached or lost, from the call to order on, in order.

    The intervals cover the meeting without gap, and neighbours differ in `is_reached`.
    """
    changes = _changes(stretches, called_at, adjourned_at)
    found: list[QuorumInterval] = []
    for at in sorted({called_at, *(change.at for change in changes)}):
        state = quorum_at(roster, rule, stretches, at, proxies, may_hold_two=may_hold_two)
        if found and found[-1].is_reached == state.is_reached:
            continue
        causes = tuple(c for c in changes if c.at == at) if at > called_at else ()
        found.append(QuorumInterval(at, adjourned_at, state.is_reached, state, causes))
    ends = [later.from_at for later in found[1:]]
    return tuple(
        QuorumInterval(i.from_at, end, i.is_reached, i.state, i.changes)
        for i, end in zip(found, [*ends, adjourned_at], strict=True)
    )


def _changes(
    stretches: Sequence[Stretch], called_at: datetime, adjourned_at: datetime | None
) -> list[PresenceChange]:
    """Arrivals and departures within the meeting; stretches that touch are one stay."""
    found = []
    for stretch in stretches:
        ends: list[tuple[datetime | None, bool]] = [(stretch.arrived_at, True)]
        ends.append((stretch.left_at, False))
        for at, has_arrived in ends:
            if at is not None and called_at < at and (adjourned_at is None or at < adjourned_at):
                found.append(PresenceChange(at, stretch.person, has_arrived))
    both = {(c.at, c.person) for c in found if c.has_arrived} & {
        (c.at, c.person) for c in found if not c.has_arrived
    }
    return [c for c in found if (c.at, c.person) not in both]


def _sentence(rule: QuorumRule, numbers: tuple[int, int, int]) -> str:
    present, total, needed = numbers
    source = f" ({rule.source})" if rule.source else ""
    state = f"{present} of {counted(total, 'seat')}, needs {needed}: {rule.threshold.words}{source}"
    missing = needed - present
    if missing <= 0:
        return f"{state}."
    return f"{state}. {counted(missing, 'more seat')} {'is' if missing == 1 else 'are'} needed."


def _seat_presence(seat: SeatOnDay, speaking: Speaking | None) -> SeatPresence:
    if speaking is not None:
        reason = speaking.reason
        if speaking.others:
            names = joined(person.name for person in speaking.others)
            reason = f"{reason}; {names} also present, counted once"
        return SeatPresence(
            seat.slug, seat.label, is_present=True, reason=reason, speaker=speaking.person
        )
    if seat.state is SeatState.VACANT:
        reason = "vacant: nobody holds this seat"
    elif seat.state is SeatState.INACTIVE:
        reason = "inactive under the rule book, and nobody present"
    else:
        reason = f"absent: {joined((p.name for p in seat.people), 'or')} could come"
    return SeatPresence(
        seat.slug, seat.label, is_present=False, reason=reason, could_come=seat.people
    )
