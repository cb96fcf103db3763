"""To whom a body writes: the people of its seats and offices who have an address, and its list."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from secretariat.foundation.outbox.commands import Recipient
from secretariat.foundation.people.models import Body, Office, Person, Term


def people_to_write_to(body: Body, day: date) -> list[Recipient]:
    """Representatives, alternates and officers of a day who have an address, by name. Three
    queries.
    """
    seated = Term.objects.on(day).filter(seat__body=body).values("person")
    officers = Office.objects.on(day).filter(body=body).values("person")
    people = Person.objects.filter(Q(pk__in=seated) | Q(pk__in=officers)).exclude(address="")
    return [Recipient(person.name, person.address, person.handle) for person in people]


def list_to_write_to(body: Body) -> list[Recipient]:
    """The body's mailing list, if it has one. A list gets no personal link."""
    return [Recipient(f"{body.short_name} list", body.list_address)] if body.list_address else []
