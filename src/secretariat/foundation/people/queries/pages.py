"""What single pages show: a person, a body's people and accounts, its organizations, its setup."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q

from secretariat.foundation.people.models import (
    Account,
    Affiliation,
    Appointment,
    Body,
    Office,
    Organization,
    Person,
    RuleBookVersion,
    Seat,
    SeatHolding,
    Term,
)
from secretariat.foundation.people.models.periods import NEWEST_FIRST
from secretariat.foundation.people.snapshots import holds_on, name_of
from secretariat.foundation.records.queries import title_of
from secretariat.rules.errors import Refused
from secretariat.rules.rulebook_words import default_rule_book_text
from secretariat.rules.visibility import ROLE_WORDS, Actor, Role

from .actors import actor_for
from .names import NamedThrough, organization_through, seat_through
from .persons import organizations_of


@dataclass(frozen=True, slots=True)
class Affiliated:
    """Where a person works or worked, by the organization's names of that time."""

    row: Affiliation
    name: NamedThrough


@dataclass(frozen=True, slots=True)
class Served:
    """A person's term in a seat, by the labels the seat was printed with in that time."""

    row: Term
    seat: NamedThrough


@dataclass(frozen=True, slots=True)
class PersonPage:
    """What is public about a person, newest first, and where the person works on the day."""

    person: Person
    organization: str
    affiliations: tuple[Affiliated, ...]
    terms: tuple[Served, ...]
    offices: tuple[Office, ...]
    appointments: tuple[Appointment, ...]


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person of a body in a list, with the account if there is one."""

    person: Person
    organization: str
    account: Account | None


def person_page(person: Person, day: date) -> PersonPage:
    """Everything public about a person. Eight queries."""
    companies = person.affiliations.select_related("organization")
    rows = list(companies.prefetch_related("organization__names").order_by(*NEWEST_FIRST))
    terms = person.terms.select_related("seat__body").prefetch_related(
        "seat__former_labels",
        Prefetch("seat__holdings", queryset=SeatHolding.objects.select_related("organization")),
        "seat__holdings__organization__names",
    )
    offices = person.offices.select_related("body").order_by(*NEWEST_FIRST)
    given = person.appointments.select_related("body").order_by(*NEWEST_FIRST)
    given = given.annotate(about_words=title_of("about_ref"))
    return PersonPage(
        person,
        "/".join(name_of(r.organization, day) for r in reversed(rows) if holds_on(r, day)),
        tuple(Affiliated(r, organization_through(r.organization, r, day)) for r in rows),
        tuple(Served(r, seat_through(r.seat, r, day)) for r in terms.order_by(*NEWEST_FIRST)),
        tuple(offices),
        tuple(given),
    )


def people_of(body: Body, day: date) -> list[PersonLine]:
    """Everybody who holds or held something in a body, with accounts, by name. Five queries."""
    here = Q(pk__in=Term.objects.filter(seat__body=body).values("person"))
    here |= Q(pk__in=Office.objects.filter(body=body).values("person"))
    here |= Q(pk__in=Appointment.objects.filter(body=body).values("person"))
    return _lines(list(Person.objects.filter(here)), day)


def everybody(day: date) -> list[PersonLine]:
    """Everybody of the record, with accounts, by name. Five queries."""
    return _lines(list(Person.objects.all()), day)


def _lines(people: list[Person], day: date) -> list[PersonLine]:
    where = organizations_of(people, day)
    accounts = {a.person_id: a for a in Account.objects.filter(person__in=people)}
    return [PersonLine(p, where.get(p.pk, ""), accounts.get(p.pk)) for p in people]


def account_of(person: Person) -> Account | None:
    """The account of a person, if there is one."""
    return Account.objects.filter(person=person).first()


def account_named(name: str) -> Account:
    """The account that addresses call so: by its person, or by its key. Refuses ("not_found")."""
    account = Account.objects.filter(Q(person__handle=name) | Q(key=name)).first()
    if account is None:
        raise Refused("not_found", "There is no such account.")
    return account


def all_accounts() -> list[Account]:
    """Every account with its person, operators first."""
    return list(Account.objects.order_by("-is_operator", "person__name", "email"))


def roles_in_words(actor: Actor) -> list[tuple[str, tuple[str, ...]]]:
    """The actor's roles by body: [("tc", ("the chair", "a liaison"))]."""
    order = list(Role)
    slugs = sorted({slug for slug, _ in actor.roles})
    held = {
        slug: sorted((r for s, r in actor.roles if s == slug), key=order.index) for slug in slugs
    }
    return [(slug, tuple(ROLE_WORDS[role] for role in held[slug])) for slug in slugs]


def first_page_of(account: Account) -> str:
    """Where signing in leads: the home of the one body somebody belongs to, else one's own page."""
    slugs = [slug for slug, _ in roles_in_words(actor_for(account))]
    return f"/{slugs[0]}" if len(slugs) == 1 and not account.is_operator else "/me"


def organizations_of_body(body: Body) -> tuple[list[Organization], list[Organization]]:
    """Every organization of the record with its names, by name: first the host and those that hold
    or held a seat of the body, then the others. They belong to all bodies together, and whoever
    keeps one body's people may rename and merge any of them. Three queries.
    """
    held = set(SeatHolding.objects.filter(seat__body=body).values_list("organization", flat=True))
    held.add(body.host_id)
    rows = list(Organization.objects.select_related("merged_into").prefetch_related("names"))
    return [one for one in rows if one.pk in held], [one for one in rows if one.pk not in held]


def rule_book_versions(body: Body) -> list[RuleBookVersion]:
    """Every version of a body's rule book, newest first."""
    return list(body.rule_books.order_by("-version"))


def holders_of_seats(body: Body, day: date) -> set[int]:
    """The keys of the organizations that hold a seat of a body on a day."""
    held = SeatHolding.objects.on(day).filter(seat__body=body)
    return set(held.values_list("organization", flat=True))


def current_version(versions: list[RuleBookVersion], day: date) -> RuleBookVersion | None:
    """The version in force on a day, of those given newest first; before all, the first."""
    valid = [row for row in versions if row.valid_from_on <= day]
    if valid:
        return max(valid, key=lambda row: (row.valid_from_on, row.version))
    return versions[-1] if versions else None


@dataclass(frozen=True, slots=True)
class SetupState:
    """How far a body is set up, as counts of what it has today."""

    seats: int
    people: int
    chairs: int
    secretaries: int
    has_own_rules: bool
    has_logo: bool
    has_mission: bool


def setup_state(body: Body, day: date) -> SetupState:
    """What a body has and lacks. Three queries."""
    offices = Office.objects.on(day).filter(body=body)
    counted = offices.aggregate(
        chairs=Count("id", filter=Q(kind=Office.Kind.CHAIR)),
        secretaries=Count("id", filter=Q(kind=Office.Kind.SECRETARY)),
    )
    seats = Seat.objects.on(day).filter(body=body)
    people = Term.objects.on(day).filter(seat__body=body).values("person").distinct()
    return SetupState(
        seats=seats.count(),
        people=people.count(),
        chairs=counted["chairs"],
        secretaries=counted["secretaries"],
        has_own_rules=_has_own_rules(body),
        has_logo=body.logo_id is not None,
        has_mission=bool(body.mission),
    )


def _has_own_rules(body: Body) -> bool:
    """Whether anything stands in the rule book but the neutral text that a new body gets."""
    newest = body.rule_books.order_by("version").last()
    if newest is None:
        return False
    neutral = default_rule_book_text(body.name, newest.valid_from_on)
    return bool(newest.text.strip() != neutral.strip())
