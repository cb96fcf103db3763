"""Bodies, members of a day, people, rule books."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Path, Schema

from secretariat.foundation.people import queries
from secretariat.foundation.people.api.frame import (
    Asked,
    AsOf,
    BodySlug,
    Listed,
    Named,
    Reads,
    Slug,
    page_of,
    whole,
)
from secretariat.foundation.people.models import Body, RuleBookVersion
from secretariat.foundation.people.snapshots import parsed
from secretariat.rules.errors import Refused
from secretariat.rules.rulebook_words import rule_sentences

reads = Reads("Bodies and people")
router = reads.router


class BodyOut(Named):
    """A body: board, council, committee, special interest group, subteam."""

    slug: str
    name: str
    short_name: str
    kind: str
    organization: str
    zone: str = Field(description="The IANA time zone of its days.")
    mission: str

    @staticmethod
    def resolve_ref(row: Body) -> str:
        return row.slug

    @staticmethod
    def resolve_page(row: Body) -> str:
        return page_of(row.slug)

    @staticmethod
    def resolve_organization(row: Body) -> str:
        return row.host.name


class PersonName(Schema):
    """A person, by a name that never changes and the name to print."""

    handle: str
    name: str


class SeatOut(Schema):
    """A seat on the day: the vote of one member organization."""

    slug: str
    label: str
    state: str
    organizations: list[str]
    representative: PersonName | None
    representative_since_on: date | None
    alternates: list[PersonName]


class OfficeOut(Schema):
    """An office held on the day, in order of rank."""

    kind: str
    person: PersonName
    from_on: date | None


class AppointmentOut(Schema):
    """An appointment of the day, such as a liaison to a project."""

    role: str
    about: str = Field(description="The reference of what it is about; empty for the body itself.")
    person: PersonName
    from_on: date | None

    @staticmethod
    def resolve_about(row: Any) -> str:
        return str(row.about_ref)


class MembersOut(Schema):
    """A body on one day."""

    on: date
    seats: list[SeatOut]
    offices: list[OfficeOut]
    appointments: list[AppointmentOut]


class RuleOut(Schema):
    """One rule in a sentence, and where it comes from."""

    heading: str
    sentence: str
    source: str


class RuleBookOut(Named):
    """One version of the rule book, in sentences and as the text the program reads."""

    version: int
    valid_from_on: date
    adopted_by: str
    rules: list[RuleOut]
    text: str = Field(description="TOML.")


class ServedOut(Schema):
    """A seat somebody spoke for."""

    body: str
    seat: str
    capacity: str
    from_on: date | None
    to_on: date | None


class HeldOut(Schema):
    """An office or an appointment somebody held."""

    body: str
    role: str
    about: str
    from_on: date | None
    to_on: date | None


class AffiliationOut(Schema):
    """Where somebody worked, by the organization's name of that time."""

    organization: str
    from_on: date | None
    to_on: date | None


class PersonOut(Named):
    """What is public about a person, newest first."""

    handle: str
    name: str
    organization: str
    affiliations: list[AffiliationOut]
    terms: list[ServedOut]
    offices: list[HeldOut]
    appointments: list[HeldOut]


@reads.read("/bodies", Listed[BodyOut], "Every body")
def bodies(request: HttpRequest) -> Any:  # noqa: ARG001
    """By name."""
    return whole(queries.all_bodies())


@reads.read("/people/{handle}", PersonOut, "One person")
def person(request: HttpRequest, handle: Slug) -> Any:  # noqa: ARG001
    """Seats, offices, roles and companies with their days. No address is ever given."""
    page = queries.person_page(queries.person_named(handle), queries.today())
    return {
        "ref": f"people/{page.person.handle}",
        "handle": page.person.handle,
        "name": page.person.name,
        "organization": page.organization,
        "affiliations": [
            {"organization": each.name.name, **_period(each.row)} for each in page.affiliations
        ],
        "terms": [
            {
                "body": each.row.seat.body.slug,
                "seat": each.seat.name,
                "capacity": each.row.capacity,
                **_period(each.row),
            }
            for each in page.terms
        ],
        "offices": [_held(row, row.kind) for row in page.offices],
        "appointments": [_held(row, row.role, row.about_ref) for row in page.appointments],
    }


@reads.read("/{body}", BodyOut, "One body")
def one_body(request: HttpRequest, body: BodySlug) -> Any:
    """What a body is. Its record stands at the addresses below."""
    return Asked(request, body).body


@reads.read("/{body}/members", MembersOut, "Members and seats of a day")
def members(request: HttpRequest, body: BodySlug, as_of: AsOf = None) -> Any:
    """Seats with those who speak for them, offices, appointments."""
    asked = Asked(request, body, as_of)
    table = queries.members_table(asked.body, asked.day)
    return {
        "on": table.on,
        "seats": [
            {
                "slug": line.seat.slug,
                "label": line.seat.label,
                "state": line.seat.state,
                "organizations": list(line.seat.organizations),
                "representative": line.seat.representative,
                "representative_since_on": line.since_on,
                "alternates": list(line.seat.alternates),
            }
            for line in table.seats
        ],
        "offices": list(table.offices),
        "appointments": list(table.appointments),
    }


@reads.read("/{body}/rules", RuleBookOut, "The rule book of a day")
def rules(request: HttpRequest, body: BodySlug, as_of: AsOf = None) -> Any:
    """What the body decides by. Refuses (`not_found`) where none was in force yet."""
    asked = Asked(request, body, as_of)
    versions = queries.rule_book_versions(asked.body)
    return _book(asked.body, queries.current_version(versions, asked.day))


@reads.read("/{body}/rules/{version}", RuleBookOut, "One version of the rule book")
def rules_version(
    request: HttpRequest, body: BodySlug, version: Annotated[int, Path(ge=1, le=9999)]
) -> Any:
    """In sentences and as text."""
    asked = Asked(request, body)
    found = (row for row in queries.rule_book_versions(asked.body) if row.version == version)
    return _book(asked.body, next(found, None))


def _book(body: Body, row: RuleBookVersion | None) -> dict[str, Any]:
    if row is None:
        raise Refused("not_found", f"{body.name} has no such version of its rule book.")
    return {
        "ref": f"{body.slug}/rules/{row.version}",
        "version": row.version,
        "valid_from_on": row.valid_from_on,
        "adopted_by": row.adopted_by,
        "rules": [each._asdict() for each in rule_sentences(parsed(row.text))],
        "text": row.text,
    }


def _period(row: Any) -> dict[str, Any]:
    return {"from_on": row.from_on, "to_on": row.to_on}


def _held(row: Any, role: str, about: str = "") -> dict[str, Any]:
    return {"body": row.body.slug, "role": role, "about": about, **_period(row)}
