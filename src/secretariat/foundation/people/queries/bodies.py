"""Bodies and their members: the table of a day, who held what over the years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from secretariat.foundation.people.models import (
    Appointment,
    Body,
    Office,
    Seat,
    SeatHolding,
    Term,
)
from secretariat.foundation.people.models.periods import NEWEST_FIRST
from secretariat.foundation.people.snapshots import roster_on
from secretariat.foundation.records.queries import title_of
from secretariat.rules.errors import Refused
from secretariat.rules.seats import SeatOnDay

from .choices import today
from .names import NamedThrough, organization_through, seat_through


@dataclass(frozen=True, slots=True)
class SeatLine:
    """One line of the members table; `since_on` is the first day of the representative's term."""

    seat: SeatOnDay
    since_on: date | None


@dataclass(frozen=True, slots=True)
class MembersTable:
    """A body on one day: its seats, its offices in order of rank, its appointments."""

    on: date
    seats: tuple[SeatLine, ...]
    offices: tuple[Office, ...]
    appointments: tuple[Appointment, ...]


@dataclass(frozen=True, slots=True)
class SeatHistory:
    """One seat over the years: who held it, who spoke for it, newest first."""

    seat: Seat
    printed: NamedThrough
    holdings: tuple[tuple[SeatHolding, NamedThrough], ...]
    terms: tuple[Term, ...]


def body_named(slug: str) -> Body:
    """The body of this slug, with its host. Refuses ("not_found")."""
    body = Body.objects.select_related("host").filter(slug=slug).first()
    if body is None:
        raise Refused("not_found", f"There is no body called “{slug}” here.")
    return body


def all_bodies() -> list[Body]:
    """Every body with its host, by name."""
    return list(Body.objects.select_related("host"))


def members_table(body: Body, day: date) -> MembersTable:
    """Seats, offices and appointments of a day. Five queries."""
    heads = Term.objects.on(day).filter(seat__body=body, capacity=Term.Capacity.REPRESENTATIVE)
    since = {(seat, who): on for seat, who, on in heads.values_list(
        "seat__slug", "person__handle", "from_on"
    )}  # fmt: skip
    lines = tuple(
        SeatLine(seat, since.get((seat.slug, seat.representative.handle)))
        if seat.representative
        else SeatLine(seat, None)
        for seat in roster_on(body, day).seats
    )
    offices = Office.objects.on(day).filter(body=body).select_related("person")
    ranks = list(Office.Kind.values)
    given = Appointment.objects.on(day).filter(body=body).select_related("person")
    given = given.annotate(about_words=title_of("about_ref"))
    return MembersTable(
        day,
        lines,
        tuple(sorted(offices, key=lambda o: (ranks.index(o.kind), o.person.name))),
        tuple(given.order_by("role", "about_ref", "person__name")),
    )


def seat_named(body: Body, slug: str) -> Seat:
    """The seat of a body, also one that no longer exists. Refuses ("not_found")."""
    seat: Seat | None = Seat.objects.filter(body=body, slug=slug).select_related("body").first()
    if seat is None:
        raise Refused("not_found", f"{body.name} never had a seat called “{slug}”.")
    return seat


def seat_history(body: Body, slug: str = "") -> list[SeatHistory]:
    """Every seat the body ever had, or one of them, with holders and terms. Five queries."""
    holdings = SeatHolding.objects.select_related("organization").order_by(*NEWEST_FIRST)
    seats = Seat.objects.filter(body=body).prefetch_related(
        Prefetch("holdings", queryset=holdings.prefetch_related("organization__names")),
        "former_labels",
        Prefetch("terms", queryset=Term.objects.select_related("person").order_by(*NEWEST_FIRST)),
    )
    day = today(body)
    return [_history(seat, day) for seat in (seats.filter(slug=slug) if slug else seats)]


def _history(seat: Seat, day: date) -> SeatHistory:
    holdings = tuple(
        (row, organization_through(row.organization, row, day)) for row in seat.holdings.all()
    )
    return SeatHistory(seat, seat_through(seat, seat, day), holdings, tuple(seat.terms.all()))


def seats_of(body: Body) -> list[Seat]:
    """Every seat the body ever had, by label."""
    return list(Seat.objects.filter(body=body).order_by("label"))


def seat_on(body: Body, seat: Seat, day: date) -> SeatOnDay | None:
    """A seat as it stands on a day; None on a day it does not exist."""
    here = (found for found in roster_on(body, day).seats if found.slug == seat.slug)
    return next(here, None)
