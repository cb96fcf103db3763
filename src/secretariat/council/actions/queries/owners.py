"""Whom the names before an action mean: persons, roles of the body, everybody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Prefetch

from secretariat.council.actions.models import Action, ActionOwner
from secretariat.council.actions.snapshots import owners_of
from secretariat.council.meetings.models import Attendance
from secretariat.foundation.people.models import Appointment, Body, Person, PersonAlias
from secretariat.foundation.people.queries import holders_of, persons_matching, role_meant
from secretariat.rules.actions import (
    KnownPerson,
    Owner,
    OwnerKind,
    expanded,
    parse_action_line,
    resolve_owner,
)
from secretariat.rules.errors import Refused
from secretariat.rules.seats import Person as LawPerson

OUR_ROLES = {
    "voting member": "members",
    "voting rep": "members",
    "representative": "members",
    "member": "members",
    "alternate": "alternates",
    "chair": "chair",
    "vice chair": "vice_chair",
    "secretary": "secretary",
    "staff": "staff",
    "liaison": "liaison",
}
LONGEST_ROLE = 60


def names_in(words: str) -> tuple[str, ...]:
    """The names in owners as typed, "Dave/Ashley"; none for nobody yet."""
    plain = words.replace("[", " ").replace("]", " ")
    return parse_action_line(f"[{plain}] text").owners


def owners_meant(body: Body, names: Sequence[str]) -> tuple[Owner, ...]:
    """The owners these names mean. Whoever the body knows comes before everybody else.

    Refuses ("unknown_person", "ambiguous_person") with the candidates.
    """
    if not names:
        return ()
    roles, known = roles_of(body), _known_to(body)
    owners = [_owner_meant(body, name, roles, known) for name in names]
    return tuple(dict.fromkeys(owners))


def _owner_meant(body: Body, name: str, roles: dict[str, str], known: Sequence[str]) -> Owner:
    found = persons_matching(name, body, limit=20, first=known)
    here = _known([person.handle for person in found if person.is_known_here])
    try:
        return resolve_owner(name, here, roles)
    except Refused as refused:
        if refused.code != "unknown_person":
            raise _in_field(refused) from None
    everybody = _known([person.handle for person in found])
    try:
        return resolve_owner(name, everybody, roles)
    except Refused as refused:
        raise _in_field(refused) from None


def _in_field(refused: Refused) -> Refused:
    return Refused(refused.code, refused.message, {**refused.details, "field": "owner_words"})


def _known(handles: Sequence[str]) -> list[KnownPerson]:
    aliases = Prefetch("aliases", queryset=PersonAlias.objects.order_by("text"))
    people = Person.objects.filter(handle__in=handles).prefetch_related(aliases)
    return [
        KnownPerson(
            person.handle,
            person.name,
            tuple(
                other
                for other in (person.known_as, *(alias.text for alias in person.aliases.all()))
                if other
            ),
        )
        for person in people
    ]


def _known_to(body: Body) -> list[str]:
    """Who came to a meeting of the body or owns an action of it. One query.

    All of them, so that a first name which two of them bear is never taken for one.
    """
    came = Attendance.objects.filter(meeting__body=body).order_by()
    owns = ActionOwner.objects.filter(action__body=body, person__isnull=False).order_by()
    handles = came.values_list("person__handle").union(owns.values_list("person__handle"))
    return [handle for (handle,) in handles]


def roles_of(body: Body) -> dict[str, str]:
    """The words for a role in this body, its own and ours, with the role's slug. One query."""
    given = Appointment.objects.filter(body=body).order_by().values_list("role", flat=True)
    roles = {role.replace("_", " "): role for role in given.distinct()}
    roles |= OUR_ROLES
    own: dict[str, str] = dict(body.vocabulary)
    for role, word in own.items():
        if len(word) <= LONGEST_ROLE:
            roles[word.casefold()] = role_meant(body, role)
    return roles


def people_meant(action: Action, day: date) -> tuple[LawPerson, ...]:
    """The people the owners of an action mean on a day, each once, in order."""
    owners = owners_of(action)
    body = action.body
    named = Person.objects.filter(handle__in=[owner.person for owner in owners if owner.person])
    roles = {owner.role for owner in owners if owner.kind is OwnerKind.ROLE}
    has_all = any(owner.kind is OwnerKind.ALL for owner in owners)
    return expanded(
        owners,
        {person.handle: _law(person) for person in named},
        {role: [_law(person) for person in holders_of(body, role, day)] for role in roles},
        [_law(person) for person in holders_of(body, "all", day)] if has_all else [],
    )


def persons_meant(action: Action, day: date) -> list[Person]:
    """The same people as rows, for a page that names them in full."""
    handles = [person.handle for person in people_meant(action, day)]
    found = Person.objects.in_bulk(handles, field_name="handle")
    return [found[handle] for handle in handles]


def _law(person: Person) -> LawPerson:
    return LawPerson(person.handle, person.known_as or person.name)
