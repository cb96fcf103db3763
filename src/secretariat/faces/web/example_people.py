"""Who of the example can be tried: the people with an account, by what they are to its bodies."""

from __future__ import annotations

from dataclasses import dataclass

from secretariat.foundation.people.models import Account, Person
from secretariat.foundation.people.queries import actor_for, all_bodies, roles_in_words
from secretariat.rules.errors import Refused


@dataclass(frozen=True, slots=True)
class Somebody:
    """One person to try, and in words what the person is: "TAC: the chair"."""

    person: Person
    roles: tuple[str, ...]


def people_to_try() -> list[Somebody]:
    """The people with an open account who are something to a body, by name."""
    short = {body.slug: body.short_name for body in all_bodies()}
    rows = Account.objects.filter(person__isnull=False, is_active=True).order_by("person__name")
    found = []
    for account in rows:
        told = roles_in_words(actor_for(account))
        roles = tuple(f"{short[slug]}: {', '.join(words)}" for slug, words in told)
        if account.person and roles:
            found.append(Somebody(account.person, roles))
    return found


def account_of(handle: str) -> Account:
    """The account of somebody who can be tried. Refuses ("unknown_person")."""
    account = Account.objects.filter(person__handle=handle, is_active=True).first()
    if account is None:
        raise Refused(
            "unknown_person", "Nobody of that name can be tried. Choose one from the list."
        )
    return account
