"""Seats without a representative and offices without a holder, and since when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from secretariat.foundation.people.models import Body, Office, Seat, Term
from secretariat.foundation.people.snapshots import holds_on
from secretariat.rules.hanging import Hanging, office_hangs, seat_hangs

NEEDED = (Office.Kind.CHAIR, Office.Kind.SECRETARY)


@dataclass(frozen=True, slots=True)
class SeatHanging:
    """A seat of today that nobody represents."""

    seat: Seat
    hangs: tuple[Hanging, ...]


@dataclass(frozen=True, slots=True)
class OfficeHanging:
    """An office, "chair", that nobody holds."""

    kind: Office.Kind
    hangs: tuple[Hanging, ...]


def hanging_seats(body: Body, day: date) -> list[SeatHanging]:
    """The seats of a day without a representative, by label. Two queries."""
    found = []
    seats: Iterable[Seat] = Seat.objects.on(day).filter(body=body).prefetch_related("terms")
    for seat in seats:
        terms = list(seat.terms.all())
        heads = [term for term in terms if term.capacity == Term.Capacity.REPRESENTATIVE]
        hangs = seat_hangs(
            has_people=any(holds_on(term, day) for term in terms),
            has_representative=any(holds_on(term, day) for term in heads),
            since_on=_empty_since(heads, day) or seat.from_on or day,
        )
        if hangs:
            found.append(SeatHanging(seat, tuple(hangs)))
    return found


def hanging_offices(body: Body, day: date) -> list[OfficeHanging]:
    """The offices every body needs and that nobody holds on a day. One query."""
    rows = list(Office.objects.filter(body=body, kind__in=NEEDED))
    found = []
    for kind in NEEDED:
        held = [row for row in rows if row.kind == kind]
        if not any(holds_on(row, day) for row in held):
            hangs = office_hangs(_empty_since(held, day), day)
            found.append(OfficeHanging(kind, tuple(hangs)))
    return found


def _empty_since(rows: Iterable[Term | Office], day: date) -> date | None:
    """The day after the last of these had ended; None where none has."""
    ended = [row.to_on for row in rows if row.to_on is not None and row.to_on < day]
    return max(ended) + timedelta(days=1) if ended else None
