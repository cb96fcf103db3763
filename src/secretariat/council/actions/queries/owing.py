"""Who owes open actions, for letters; and what a person answered by the link in one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from secretariat.council.actions.models import Action, ActionUpdate
from secretariat.council.actions.policy import OWNING_ROLES
from secretariat.council.actions.sight import sees
from secretariat.council.actions.snapshots import owners_of
from secretariat.foundation.people.models import Body, Person
from secretariat.foundation.people.queries import holders_of
from secretariat.rules.actions import OwnerKind
from secretariat.rules.visibility import Actor, Role

EVERYBODY = "all"


@dataclass(slots=True)
class Debtor:
    """Somebody who owes open actions, in the order of the list."""

    person: Person
    actions: list[Action] = field(default_factory=list)


def debtors_of(body: Body, day: date) -> list[Debtor]:
    """Everybody whom the owners of open actions mean on a day, by name, with those of the actions
    that their owner may read. Two queries, and one for each role that owns any.
    """
    rows = Action.objects.filter(body=body, state__in=Action.OPEN_STATES)
    rows = rows.select_related("raised_in__body", "raised_under").prefetch_related("owners__person")
    found: dict[int, Debtor] = {}
    holders: dict[str, list[Person]] = {}
    for action in rows:
        action.body = body
        for person, actor in _owners(body, action, day, holders):
            owes = found.setdefault(person.pk, Debtor(person)).actions
            if sees(actor, action) and action not in owes:
                owes.append(action)
    people = [each for each in found.values() if each.actions]
    return sorted(people, key=lambda each: each.person.name)


def _owners(
    body: Body, action: Action, day: date, holders: dict[str, list[Person]]
) -> list[tuple[Person, Actor]]:
    """The people who own it, and as whom: themselves, or in the role that owns it."""
    named = [each.person for each in action.owners.all() if each.person is not None]
    found = [(person, Actor(person.handle, person.name, person.handle)) for person in named]
    for owner in owners_of(action):
        name = {OwnerKind.ROLE: owner.role, OwnerKind.ALL: EVERYBODY}.get(owner.kind, "")
        if name and name not in holders:
            holders[name] = list(holders_of(body, name, day))
        roles = frozenset({(body.slug, OWNING_ROLES.get(name, Role.MEMBER))})
        found += [
            (who, Actor(who.handle, who.name, who.handle, roles)) for who in holders.get(name, ())
        ]
    return found


def answered_since(actor: Actor, body: Body, since: datetime) -> list[ActionUpdate]:
    """What this person ended in a body, the last first: by the link in a letter or otherwise. One
    query.
    """
    rows = ActionUpdate.objects.filter(action__body=body, at__gte=since, superseded_at=None)
    rows = rows.filter(actor_name=actor.name, state_after=Action.State.DONE)
    return list(rows.select_related("action__body").order_by("-id"))
