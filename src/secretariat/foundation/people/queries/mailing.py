"""To whom a body writes: the people of its seats and offices who have an address, and its list."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from secretariat.foundation.outbox.recipients import Recipient
from secretariat.foundation.people.models import Body, Office, Person, Term


def people_to_write_to(body: Body, day: date) -> list[Recipient]:
    """Representatives, alternates and officers of a day who have an address, by name. One query."""
    people = _people_of(body, day).exclude(address="")
    return [Recipient(person.name, person.address, person.handle) for person in people]


def people_reached_and_not(body: Body, day: date) -> tuple[list[Recipient], list[Person]]:
    """Both: those whom a letter can go to, and those without an address, by name. One query."""
    everybody = list(_people_of(body, day))
    able = (each for each in everybody if each.address)
    reached = [Recipient(each.name, each.address, each.handle) for each in able]
    return reached, [each for each in everybody if not each.address]


def _people_of(body: Body, day: date) -> QuerySet[Person]:
    seated = Term.objects.on(day).filter(seat__body=body).values("person")
    officers = Office.objects.on(day).filter(body=body).values("person")
    return Person.objects.filter(Q(pk__in=seated) | Q(pk__in=officers))


def list_to_write_to(body: Body) -> list[Recipient]:
    """The body's mailing list, if it has one. A list gets no personal link."""
    return [Recipient(f"{body.short_name} list", body.list_address)] if body.list_address else []
