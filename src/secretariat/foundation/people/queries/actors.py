"""Who acts: an account with the roles its person holds today, each in its own body."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet, Value

from secretariat.foundation.people.models import Account, Appointment, Office, Person, Term
from secretariat.foundation.records import clock
from secretariat.rules.visibility import PUBLIC_ACTOR, Actor, Role

OFFICE_ROLES = {
    Office.Kind.CHAIR.value: Role.CHAIR,
    Office.Kind.VICE_CHAIR.value: Role.CHAIR,
    Office.Kind.SECRETARY.value: Role.SECRETARY,
    Office.Kind.STAFF.value: Role.STAFF,
}
LIAISON = "liaison"
Held = tuple[str, str, str, date | None, date | None]


def actor_for(account: Account, day: date | None = None) -> Actor:
    """Who the account acts as. One query.

    Without `day`, each role is judged on today's date in the zone of its body.
    """
    if not account.is_active:
        return PUBLIC_ACTOR
    person = account.person
    if person is None:
        handle = "operator" if account.is_operator else "account"
        return Actor(handle, handle.capitalize(), is_operator=account.is_operator)
    return Actor(
        handle=person.handle,
        name=person.name,
        person=person.handle,
        roles=_roles(person, day),
        is_operator=account.is_operator,
    )


def actors_for(accounts: Iterable[Account]) -> dict[int, Actor]:
    """Who each of these accounts acts as, by the account's number, with the roles of today. One
    query for all; the accounts are read with their persons.
    """
    wanted = list(accounts)
    persons = [each.person_id for each in wanted if each.is_active and each.person_id]
    held: dict[int, list[Held]] = {}
    for person, *row in _held(Q(person__in=persons), clock.now().date(), "person"):
        held.setdefault(person, []).append(cast("Held", tuple(row)))
    return {each.pk: _acting(each, held.get(each.person_id or 0, [])) for each in wanted}


def _acting(account: Account, held: Iterable[Held]) -> Actor:
    person = account.person
    if not account.is_active or person is None:
        return actor_for(account)
    roles = _roles_in(held, None)
    return Actor(person.handle, person.name, person.handle, roles, account.is_operator)


def actor_of_person(person: Person, day: date | None = None) -> Actor:
    """Who a person acts as, whether or not there is an account. One query."""
    return Actor(person.handle, person.name, person.handle, _roles(person, day))


def _roles(person: Person, day: date | None) -> frozenset[tuple[str, Role]]:
    held = _held(Q(person=person), day or clock.now().date())
    return _roles_in(held, day)


def _roles_in(held: Iterable[Held], day: date | None) -> frozenset[tuple[str, Role]]:
    found = set()
    for slug, zone, what, from_on, to_on in held:
        today = day or clock.now().astimezone(ZoneInfo(zone)).date()
        role = OFFICE_ROLES.get(what) or (Role.LIAISON if what == LIAISON else Role.MEMBER)
        if (from_on is None or from_on <= today) and (to_on is None or today <= to_on):
            found.add((slug, role))
    return frozenset(found)


def _held(whose: Q, day: date, *first: str) -> QuerySet[Any, Any]:
    """What these persons hold about that day, as `Held` rows behind the columns `first`: a day to
    either side, for the zones.
    """
    near = Q(from_on__isnull=True) | Q(from_on__lte=day + timedelta(days=1))
    near &= Q(to_on__isnull=True) | Q(to_on__gte=day - timedelta(days=1))
    near &= whose
    period = ("from_on", "to_on")
    body = (*first, "body__slug", "body__zone")
    terms = Term.objects.filter(near).values_list(
        *first, "seat__body__slug", "seat__body__zone", Value("member"), *period
    )
    offices = Office.objects.filter(near).values_list(*body, "kind", *period)
    # What is only tentative or prospective gives no rights yet.
    settled = near & Q(role=LIAISON, certainty=Appointment.Certainty.SETTLED)
    liaisons = Appointment.objects.filter(settled).values_list(*body, "role", *period)
    return terms.order_by().union(offices.order_by(), liaisons.order_by())
