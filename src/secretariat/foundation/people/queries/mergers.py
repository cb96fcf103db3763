"""Before two organizations merge: which seats pass on, and in which bodies both hold one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from secretariat.foundation.people.models import Affiliation, Body, Organization, Seat, SeatHolding
from secretariat.foundation.people.snapshots import roster_on, rule_book_on
from secretariat.rules.errors import Refused
from secretariat.rules.rulebook_words import ONE_SEAT_WORDS
from secretariat.rules.seats import SeatOnDay
from secretariat.rules.wording import joined


@dataclass(frozen=True, slots=True)
class HeldSeat:
    """A seat that one of the two holds, or a share of it, on the day of the merger or later."""

    seat: Seat
    holdings: tuple[SeatHolding, ...]
    on_day: SeatOnDay | None

    @property
    def label(self) -> str:
        """How the roster of the day prints it."""
        return self.on_day.label if self.on_day else self.seat.label

    @property
    def holders(self) -> str:
        """Everybody who holds it, by the names of the day."""
        names = self.on_day.organizations if self.on_day else ()
        return joined(names or [row.organization.name for row in self.holdings])

    @property
    def people(self) -> str:
        """Who speaks for it, the representative first."""
        return joined([person.name for person in self.on_day.people] if self.on_day else [])


@dataclass(frozen=True, slots=True)
class SeatsOfBoth:
    """A body in which both hold a seat of their own. `rule` says, in words and with its source,
    that a member holds one seat; empty where the rule book does not.
    """

    body: Body
    seats: tuple[HeldSeat, ...]
    rule: str

    @property
    def labels(self) -> str:
        """The seats as a sentence names them."""
        return joined([held.label for held in self.seats])


@dataclass(frozen=True, slots=True)
class Merger:
    """What a merger does from its day on: where both hold a seat, which seats just pass on, and
    how many people speak for the other.
    """

    both: tuple[SeatsOfBoth, ...]
    passing: tuple[HeldSeat, ...]
    people: int


def merger(organization: Organization, into: Organization, on: date) -> Merger:
    """What it would do if the one went over into the other on a day. Six queries and five for
    each body.
    """
    rows = SeatHolding.objects.filter(_reaching(on), organization__in=(organization, into))
    held: dict[Body, dict[Seat, list[SeatHolding]]] = {}
    for row in rows.select_related("seat__body", "organization").order_by("seat__label", "id"):
        held.setdefault(row.seat.body, {}).setdefault(row.seat, []).append(row)
    found = [_in_body(body, seats, on) for body, seats in held.items()]
    both = [each for each in found if _are_both(each, organization, into)]
    alone = [each for each in found if each not in both]
    moving = Affiliation.objects.filter(_reaching(on), organization=organization)
    return Merger(
        tuple(sorted(both, key=lambda each: each.body.name)),
        tuple(one for each in alone for one in each.seats if _is_held(one, organization)),
        moving.values("person").distinct().count(),
    )


def _reaching(on: date) -> Q:
    """Rows that hold on a day or begin after it."""
    return Q(to_on__isnull=True) | Q(to_on__gte=on)


def _in_body(body: Body, seats: dict[Seat, list[SeatHolding]], on: date) -> SeatsOfBoth:
    days = {seat.slug: seat for seat in roster_on(body, on).seats}
    held = [HeldSeat(seat, tuple(rows), days.get(seat.slug)) for seat, rows in seats.items()]
    return SeatsOfBoth(body, tuple(held), _rule(body, on))


def _rule(body: Body, on: date) -> str:
    try:
        book = rule_book_on(body, on)
    except Refused:
        return ""
    if not book.one_seat_per_member:
        return ""
    return f"{ONE_SEAT_WORDS} ({book.proxies.source})" if book.proxies.source else ONE_SEAT_WORDS


def _are_both(found: SeatsOfBoth, organization: Organization, into: Organization) -> bool:
    """Whether the merger gives `into` a seat beside one it has; a seat both share is one seat."""
    comes = [o for o in found.seats if _is_held(o, organization) and not _is_held(o, into)]
    return bool(comes) and any(_is_held(one, into) for one in found.seats)


def _is_held(held: HeldSeat, by: Organization) -> bool:
    return by in [row.organization for row in held.holdings]


def successor(organization: Organization, day: date) -> Organization:
    """Who goes on for an organization on a day: itself, or what it went over into by then."""
    into, on = organization.merged_into, organization.merged_on
    if into is None or (on is not None and on > day):
        return organization
    return successor(into, day)
