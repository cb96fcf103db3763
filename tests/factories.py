"""A fictitious council for tests: the Open Harbour Foundation and its Technical Council ("tc").

Plain functions that write rows directly, each with what a test does not care about filled in.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.text import slugify

from secretariat.foundation.people.models import (
    Account,
    Affiliation,
    Appointment,
    Body,
    Office,
    Organization,
    OrganizationName,
    Person,
    RuleBookVersion,
    Seat,
    SeatHolding,
    Term,
)
from secretariat.foundation.records import clock
from secretariat.rules.visibility import Actor, Role

RULES = """\
body = "tc"
version = 1
valid_from = 2020-01-01
source = "Charter of the Technical Council"

[quorum]
needs = "at least 1/2 of all seats"
source = "Charter, section 3"

[decisions.general.meeting]
needs = "more than 1/2 of the seats present"
general_consent = true
source = "Charter, section 4"

[decisions.general.mail]
needs = "more than 1/2 of all seats"
source = "Charter, section 4"
"""


def organization(name: str = "Open Harbour Foundation", **values: Any) -> Organization:
    """An organization that always bore its name."""
    made = Organization.objects.create(name=name, slug=slugify(name), **values)
    OrganizationName.objects.create(organization=made, name=name)
    return made


def body(slug: str = "tc", name: str = "Technical Council", **values: Any) -> Body:
    """A body of the Open Harbour Foundation, with a rule book unless `rules=""`."""
    rules = values.pop("rules", RULES.replace('"tc"', f'"{slug}"'))
    host = (
        values.pop("host", None)
        or Organization.objects.filter(slug="open-harbour-foundation").first()
    )
    made = Body.objects.create(
        slug=slug,
        name=name,
        short_name=values.pop("short_name", slug.upper()),
        host=host or organization(),
        zone=values.pop("zone", "America/Los_Angeles"),
        **values,
    )
    if rules:
        RuleBookVersion.objects.create(
            body=made,
            version=1,
            valid_from_on=date(2020, 1, 1),
            text=rules,
            recorded_at=clock.now(),
        )
    return made


def person(name: str, of: Organization | None = None, **values: Any) -> Person:
    """A person, affiliated with an organization if one is given."""
    made = Person.objects.create(name=name, handle=values.pop("handle", slugify(name)), **values)
    if of is not None:
        Affiliation.objects.create(person=made, organization=of)
    return made


def seat(
    of_body: Body,
    label: str,
    representative: Person | None = None,
    *alternates: Person,
    since: date | None = None,
) -> Seat:
    """A seat held by an organization of the same name, with its representative and alternates."""
    made = Seat.objects.create(body=of_body, slug=slugify(label), label=label, from_on=since)
    holder = Organization.objects.filter(slug=slugify(label)).first() or organization(label)
    SeatHolding.objects.create(seat=made, organization=holder, from_on=since)
    if representative is not None:
        Term.objects.create(
            seat=made, person=representative, capacity="representative", from_on=since
        )
    for rank, alternate in enumerate(alternates, start=1):
        Term.objects.create(
            seat=made, person=alternate, capacity="alternate", rank=rank, from_on=since
        )
    return made


def office(of_body: Body, kind: str, who: Person, since: date | None = None) -> Office:
    """An office: chair, vice_chair, secretary or staff."""
    return Office.objects.create(body=of_body, kind=kind, person=who, from_on=since)


def appointment(
    of_body: Body, role: str, who: Person, about: str = "", **values: Any
) -> Appointment:
    """An appointment such as liaison, about a project's reference."""
    return Appointment.objects.create(
        body=of_body, role=role, person=who, about_ref=about, recorded_at=clock.now(), **values
    )


def account(who: Person | None, address: str = "", **values: Any) -> Account:
    """An account of a person, at an address of example.org."""
    return Account.objects.create(
        email=address or f"{who.handle if who else 'somebody'}@example.org", person=who, **values
    )


def actor(role: Role, handle: str = "ada-quill", of_body: str = "tc") -> Actor:
    """An actor of one role in a body; needs no row."""
    name = handle.replace("-", " ").title()
    return Actor(handle, name, handle, frozenset({(of_body, role)}))


def operator() -> Actor:
    """The operator of the installation."""
    return Actor("operator", "Operator", is_operator=True)
