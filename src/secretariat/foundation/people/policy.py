"""Who may keep organizations, bodies, rosters, persons and accounts.

Officers (chair, vice chair, secretary) run their own body; staff may prepare; what concerns the
whole installation, or a person's way in, is the operator's.
"""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q

from secretariat.foundation.people.models import Account, Appointment, Body, Office, Person, Term
from secretariat.foundation.records import clock
from secretariat.rules.visibility import (
    KEEPER_ROLES,
    OFFICER_ROLES,
    Actor,
    Decision,
    allow,
    deny,
    may_act_as,
)


def may_run_installation(actor: Actor, act: str) -> Decision:
    """Whether the actor may do what concerns every body here ("create a body")."""
    if actor.is_operator:
        return allow()
    hint = "Ask the operator" if actor.person else "Sign in first"
    return deny(f"Only the operator may {act}. {hint}; nothing has changed.")


def may_run_body(
    actor: Actor, body: Body, act: str = "change the settings of this body"
) -> Decision:
    """Whether the actor may change a body's roster, rules, offices and look."""
    return may_act_as(actor, body.slug, OFFICER_ROLES, act)


def may_keep_persons(actor: Actor, act: str = "add or correct people") -> Decision:
    """Whether the actor may add and correct persons and organizations, which all bodies share."""
    if actor.is_operator or any(role in KEEPER_ROLES for _, role in actor.roles):
        return allow()
    hint = "Ask one of them" if actor.person else "Sign in first"
    return deny(f"Only the chair, the secretary or the staff of a body may {act}. {hint}; "
                "nothing has changed.")  # fmt: skip


def may_keep_people_of(actor: Actor, body: Body) -> Decision:
    """Whether the actor may open the pages on which the people of a body are kept."""
    return may_act_as(actor, body.slug, KEEPER_ROLES, "keep the people of this body")


def may_see_address(actor: Actor, person: Person) -> Decision:
    """Whether the actor may read a person's address: the person, or an officer of every body that
    the person now serves.
    """
    if actor.is_operator or actor.person == person.handle:
        return allow()
    slugs = bodies_served(person)
    if slugs and all(actor.has(slug, *OFFICER_ROLES) for slug in slugs):
        return allow()
    return deny("An address is shown to its person and to the officers of that person's body only.")


def may_set_address(actor: Actor, person: Person) -> Decision:
    """Whether the actor may say where letters to the person go: the person, or whoever may open the
    person's account.
    """
    return allow() if actor.person == person.handle else may_open_account(actor, person)


def may_choose_zone(actor: Actor, account: Account) -> Decision:
    """Whether the actor may say on which clock the reader of this account reads times: its own."""
    mine = account.person.handle if account.person else None
    is_own = actor.is_operator if mine is None else actor.person == mine
    return allow() if is_own else deny("Everybody chooses their own clock. Nothing has changed.")


def may_open_account(actor: Actor, person: Person) -> Decision:
    """Whether the actor may decide with which address a person signs in.

    Officers may for people who serve only bodies of theirs; else an officer of one body could take
    over an officer of another.
    """
    if actor.is_operator:
        return allow()
    mine = {slug for slug, role in actor.roles if role in OFFICER_ROLES}
    runs_all_here = Account.objects.filter(person=person, is_operator=True).exists()
    if mine and not runs_all_here and bodies_served(person) <= mine:
        return allow()
    return deny(
        f"Only the operator, or an officer of every body that {person.name} serves, may decide how "
        f"{person.name} signs in. Nothing has changed."
    )


def may_put_together(actor: Actor, one: Person, two: Person) -> Decision:
    """Whether the actor may take two entries for one person: whoever may decide how both sign in,
    since one of them will hold the roles of both.
    """
    for person in (one, two):
        may = may_open_account(actor, person)
        if not may:
            return deny(
                f"Only the operator, or an officer of every body that {person.name} serves, may "
                "put these two together. Nothing has changed."
            )
    return allow()


def bodies_served(person: Person) -> set[str]:
    """The slugs of the bodies in which the person holds anything today or from a later day on, by
    the day where each body meets.
    """
    now = clock.now()
    # A day to either side of that of the clock: nowhere is it further away.
    lasting = Q(person=person) & (Q(to_on=None) | Q(to_on__gte=now.date() - timedelta(days=1)))
    terms, body = Term.objects.filter(lasting), ("body__slug", "body__zone", "to_on")
    held = terms.order_by().values_list("seat__body__slug", "seat__body__zone", "to_on").union(
        Office.objects.filter(lasting).order_by().values_list(*body),
        Appointment.objects.filter(lasting).order_by().values_list(*body),
    )  # fmt: skip
    return {
        slug
        for slug, zone, to_on in held
        if to_on is None or to_on >= now.astimezone(ZoneInfo(zone)).date()
    }
