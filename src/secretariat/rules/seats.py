"""Seats, who holds them on a day, and who speaks for each among the people present.

A seat is one vote, whoever fills it: the representative first, else an alternate by rank, else a
proxy. Invariant: a seat has at most one speaker, and a person of no seat speaks for none.
Periods include both their first and their last day; None means "since ever" and "still".
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from secretariat.rules.errors import Refused


class Capacity(StrEnum):
    """In which capacity a person speaks for a seat."""

    REPRESENTATIVE = "representative"
    ALTERNATE = "alternate"
    PROXY = "proxy"


class SeatState(StrEnum):
    """Whether a seat is filled, has nobody, or is inactive under the rules."""

    ACTIVE = "active"
    VACANT = "vacant"
    INACTIVE = "inactive"


@dataclass(frozen=True, slots=True)
class Person:
    """A person as the rules know one: a permanent handle, and the name to print."""

    handle: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From the first day to the last, both included."""

    from_on: date | None = None
    to_on: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the day lies in the period."""
        return (self.from_on is None or self.from_on <= day) and (
            self.to_on is None or day <= self.to_on
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding(Period):
    """An organization holding a seat for a time; several at once share it."""

    organization: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat(Period):
    """One vote of a body, and the organizations that hold it over time."""

    slug: str
    label: str
    holdings: tuple[Holding, ...] = ()
    inactive_since_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Period):
    """A person's time in a seat, as its representative or as an alternate of a rank (1 first)."""

    seat: str
    person: Person
    capacity: Capacity = Capacity.REPRESENTATIVE
    rank: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Office(Period):
    """A person's time in an office ("chair"). Whoever holds it need not hold a seat."""

    kind: str
    person: Person


@dataclass(frozen=True, slots=True)
class Proxy:
    """A person from elsewhere who speaks for a seat in one meeting."""

    seat: str
    person: Person
    given_by: str = ""


@dataclass(frozen=True, slots=True)
class SeatOnDay:
    """A seat as it stands on one day."""

    slug: str
    label: str
    state: SeatState
    organizations: tuple[str, ...] = ()
    representative: Person | None = None
    alternates: tuple[Person, ...] = ()

    @property
    def people(self) -> tuple[Person, ...]:
        """The representative, if there is one, then the alternates in their order."""
        first = (self.representative,) if self.representative else ()
        return first + self.alternates

    @property
    def is_vacant(self) -> bool:
        """Whether nobody holds the seat."""
        return not self.people


@dataclass(frozen=True, slots=True)
class Roster:
    """All seats of a body on one day, in the order they were given."""

    on: date
    seats: tuple[SeatOnDay, ...]

    def seat(self, slug: str) -> SeatOnDay:
        """The seat of this name; refused (code "unknown_seat") if the day's roster has none."""
        for seat in self.seats:
            if seat.slug == slug:
                return seat
        labels = ", ".join(seat.label for seat in self.seats)
        raise Refused(
            "unknown_seat",
            f"The roster of this day has no seat “{slug}”. Nothing has changed. Choose one of: "
            f"{labels or 'no seats are recorded yet'}.",
        )

    def seats_of(self, handle: str) -> tuple[SeatOnDay, ...]:
        """The seats this person represents or is an alternate of; none for a guest."""
        return tuple(s for s in self.seats if any(p.handle == handle for p in s.people))


@dataclass(frozen=True, slots=True)
class Speaking:
    """Who speaks for a seat, in which capacity, why, and who else of the seat is present."""

    seat: str
    person: Person
    capacity: Capacity
    reason: str
    others: tuple[Person, ...] = ()


def roster_on(day: date, seats: Iterable[Seat], terms: Iterable[Term]) -> Roster:
    """The seats that exist on a day, with the people and organizations of that day."""
    serving = [term for term in terms if term.holds_on(day)]
    return Roster(day, tuple(_seat_on(day, s, serving) for s in seats if s.holds_on(day)))


def office_holders(day: date, offices: Iterable[Office], kind: str) -> tuple[Person, ...]:
    """The people who hold an office of this kind on a day."""
    return tuple(o.person for o in offices if o.kind == kind and o.holds_on(day))


def who_speaks_for(
    roster: Roster,
    present: Collection[str],
    proxies: Iterable[Proxy] = (),
    *,
    may_hold_two: bool = False,
) -> dict[str, Speaking]:
    """Who speaks for each seat among the people present, by seat slug in the roster's order.

    `present` holds the handles of everybody in the room. Nobody speaks for two seats, unless
    `may_hold_two` lets a proxy speak for one more.
    """
    found: dict[str, Speaking] = {}
    for capacity in (Capacity.REPRESENTATIVE, Capacity.ALTERNATE):
        for seat in roster.seats:
            busy = {speaking.person.handle for speaking in found.values()}
            here = [p for p in _candidates(seat, capacity) if p.handle in present]
            free = [p for p in here if p.handle not in busy]
            if seat.slug not in found and free:
                found[seat.slug] = _speaking(seat, free[0], capacity, present)
    known = {seat.slug: seat for seat in roster.seats}
    for proxy in proxies:
        busy = {speaking.person.handle for speaking in found.values()}
        is_free = may_hold_two or proxy.person.handle not in busy
        is_open = proxy.seat in known and proxy.seat not in found
        if is_open and is_free and proxy.person.handle in present:
            found[proxy.seat] = _proxy_speaking(known[proxy.seat], proxy)
    return {seat.slug: found[seat.slug] for seat in roster.seats if seat.slug in found}


def spoken_for(speaking: Mapping[str, Speaking], handle: str) -> tuple[str, ...]:
    """The slugs of the seats this person speaks for; none for a guest or a second alternate."""
    return tuple(slug for slug, who in speaking.items() if who.person.handle == handle)


def _seat_on(day: date, seat: Seat, serving: list[Term]) -> SeatOnDay:
    mine = [term for term in serving if term.seat == seat.slug]
    heads = [t for t in mine if t.capacity is Capacity.REPRESENTATIVE]
    # Two representatives at once are a slip of the record: the later one leads, nobody is lost.
    heads.sort(key=lambda t: (t.from_on or date.min, -t.rank, t.person.handle), reverse=True)
    others = [t for t in mine if t.capacity is not Capacity.REPRESENTATIVE]
    others.sort(key=lambda t: (t.rank, t.from_on or date.min, t.person.handle))
    alternates = tuple(dict.fromkeys(t.person for t in heads[1:] + others))
    state = SeatState.ACTIVE if mine else SeatState.VACANT
    if seat.inactive_since_on is not None and seat.inactive_since_on <= day:
        state = SeatState.INACTIVE
    return SeatOnDay(
        slug=seat.slug,
        label=seat.label,
        state=state,
        organizations=tuple(h.organization for h in seat.holdings if h.holds_on(day)),
        representative=heads[0].person if heads else None,
        alternates=alternates,
    )


def _candidates(seat: SeatOnDay, capacity: Capacity) -> tuple[Person, ...]:
    if capacity is Capacity.ALTERNATE:
        return seat.alternates
    return (seat.representative,) if seat.representative else ()


def _speaking(
    seat: SeatOnDay, person: Person, capacity: Capacity, present: Collection[str]
) -> Speaking:
    others = tuple(p for p in seat.people if p.handle in present and p != person)
    reason = f"{person.name}, {capacity.value} of {seat.label}"
    if capacity is Capacity.ALTERNATE:
        first = seat.representative
        why = f"because {first.name} is absent" if first else "which has no representative"
        if first and first in others:
            why = f"because {first.name} speaks for another seat"
        reason = f"{reason}, {why}"
    return Speaking(seat.slug, person, capacity, reason, others)


def _proxy_speaking(seat: SeatOnDay, proxy: Proxy) -> Speaking:
    given = f", given by {proxy.given_by}" if proxy.given_by else ""
    reason = f"{proxy.person.name}, proxy for {seat.label} in this meeting{given}"
    return Speaking(seat.slug, proxy.person, Capacity.PROXY, reason)
