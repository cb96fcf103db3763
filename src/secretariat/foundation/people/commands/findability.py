"""Seats and persons in the search index: under every public name, never under a private one."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from secretariat.foundation.people.models import Organization, OrganizationName, Person, Seat
from secretariat.foundation.records.commands import make_findable


def make_seat_findable(seat: Seat) -> None:
    """A seat is found by its label, its holders and everybody who ever spoke for it."""
    people = Person.objects.filter(terms__seat=seat).values_list("name", flat=True)
    holders = OrganizationName.objects.filter(organization__seats__seat=seat)
    words = [*people, *holders.values_list("name", flat=True)]
    make_findable(
        f"{seat.body.slug}/members/{seat.slug}",
        kind="seat",
        title=f"{seat.label}, seat of {seat.body.short_name}",
        text=_joined(words),
    )


def make_person_findable(person: Person) -> None:
    """A person is found by name, short form, public spellings and organizations of all times."""
    aliases = person.aliases.filter(is_public=True).values_list("text", flat=True)
    companies = OrganizationName.objects.filter(organization__people__person=person)
    words = [person.known_as, *aliases, *companies.values_list("name", flat=True)]
    make_findable(f"people/{person.handle}", kind="person", title=person.name, text=_joined(words))


def make_seats_of_person_findable(person: Person) -> None:
    """Every seat the person ever served, after the name has changed."""
    for seat in Seat.objects.filter(terms__person=person).select_related("body").distinct():
        make_seat_findable(seat)


def make_organization_findable(organization: Organization) -> None:
    """The seats an organization ever held and its people, after its name has changed."""
    held = Q(holdings__organization=organization)
    for seat in Seat.objects.filter(held).select_related("body").distinct():
        make_seat_findable(seat)
    for person in Person.objects.filter(affiliations__organization=organization).distinct():
        make_person_findable(person)


def _joined(words: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(word for word in words if word))
