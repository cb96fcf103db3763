"""Single dated rows as an address names them: the latest term, holding, office or appointment."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from secretariat.foundation.people.models import Appointment, Body, Office, Seat, SeatHolding, Term
from secretariat.foundation.people.models.periods import Period
from secretariat.foundation.records.queries import title_of
from secretariat.rules.errors import Refused

Row = TypeVar("Row", bound=Period)


def latest_term(seat: Seat, handle: str) -> Term:
    """The latest term of a person in a seat. Refuses ("not_found")."""
    rows = Term.objects.filter(seat=seat, person__handle=handle).select_related(
        "person", "seat__body"
    )
    row: Term = _latest(rows, f"This person never served the seat {seat.label}.")
    return row


def latest_holding(seat: Seat, slug: str) -> SeatHolding:
    """The latest time an organization held a seat. Refuses ("not_found")."""
    rows = SeatHolding.objects.filter(seat=seat, organization__slug=slug)
    rows = rows.select_related("organization", "seat__body")
    row: SeatHolding = _latest(rows, f"This organization never held the seat {seat.label}.")
    return row


def latest_office(body: Body, kind: str, handle: str) -> Office:
    """The latest time a person held an office. Refuses ("not_found")."""
    rows = Office.objects.filter(body=body, kind=kind, person__handle=handle)
    rows = rows.select_related("person", "body")
    row: Office = _latest(rows, "This person never held that office.")
    return row


def appointment_of(body: Body, role: str, handle: str, about: str = "") -> Appointment:
    """The latest appointment of a person to a role, about a reference. Refuses ("not_found")."""
    rows = Appointment.objects.filter(
        body=body, role=role, person__handle=handle, about_ref=about
    ).select_related("person", "body")
    row: Appointment = _latest(rows, "This person was never appointed to that.")
    return row


def _latest(rows: Iterable[Row], words: str) -> Row:
    found = max(rows, key=lambda row: (row.from_on or date.min, row.pk), default=None)
    if found is None:
        raise Refused("not_found", words)
    return found


def offices_of(body: Body) -> list[Office]:
    """Every office ever held in a body: what still holds first, then newest first."""
    rows: Iterable[Office] = Office.objects.filter(body=body).select_related("person")
    return sorted(rows, key=_newest_first)


def appointments_of(body: Body) -> list[Appointment]:
    """Every appointment ever made in a body: what still holds first, then newest first."""
    given = Appointment.objects.filter(body=body).select_related("person")
    rows: Iterable[Appointment] = given.annotate(about_words=title_of("about_ref"))
    return sorted(rows, key=_newest_first)


def _newest_first(row: Period) -> tuple[int, int]:
    ends, begins = row.to_on or date.max, row.from_on or date.min
    return -ends.toordinal(), -begins.toordinal()
