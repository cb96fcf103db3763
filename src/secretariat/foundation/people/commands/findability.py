"""Seats and persons in the search index: under every public name for everybody, under a private
one only for those who keep the people of a body and may read it on their pages.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.db.models import Q

from secretariat.foundation.people.models import Organization, OrganizationName, Person, Seat
from secretariat.foundation.records.commands import (
    Findable,
    forget_findable,
    make_all_findable,
    make_findable,
)
from secretariat.foundation.records.queries import PRIVATE
from secretariat.rules.visibility import Audience


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
    spellings = list(person.aliases.order_by("id").values_list("text", "is_public"))
    companies = OrganizationName.objects.filter(organization__people__person=person)
    words = [person.known_as, *(text for text, is_public in spellings if is_public)]
    words += companies.values_list("name", flat=True)
    private = [text for text, is_public in spellings if not is_public]
    ref = f"people/{person.handle}"
    found = Findable(ref=ref, kind="person", title=person.name, text=_joined(words))
    hidden = replace(found, ref=ref + PRIVATE, text=_joined(private), audience=Audience.OFFICERS)
    make_all_findable([found, hidden] if private else [found])
    if not private:
        forget_findable(hidden.ref)


def forget_person(handle: str) -> None:
    """Take a person out of the index who is no entry of their own any more."""
    forget_findable(f"people/{handle}", f"people/{handle}{PRIVATE}")


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
