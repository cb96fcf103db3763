"""Who may read action items (`sight` has the rule), and who may do what to them."""

from __future__ import annotations

from secretariat.council.actions.models import Action, ActionOwner
from secretariat.council.actions.sight import audience_of, sees, visible_to, waits_for_record
from secretariat.rules.visibility import (
    AUDIENCE_WORDS,
    Actor,
    Decision,
    Role,
    allow,
    deny,
    may_act_as,
)

__all__ = [
    "audience_of",
    "is_owner",
    "may_close",
    "may_edit",
    "may_raise",
    "may_read",
    "may_report",
    "visible_to",
    "waits_for_record",
]

KEEPERS = (Role.CHAIR, Role.SECRETARY, Role.STAFF)
EVERYBODY = (Role.MEMBER, Role.LIAISON, *KEEPERS)
OWNING_ROLES = {
    "members": Role.MEMBER,
    "alternates": Role.MEMBER,
    "liaison": Role.LIAISON,
    "chair": Role.CHAIR,
    "vice_chair": Role.CHAIR,
    "secretary": Role.SECRETARY,
    "staff": Role.STAFF,
}


def may_read(actor: Actor, action: Action) -> Decision:
    """Those for whom it is, and whoever owns it in person."""
    if sees(actor, action):
        return allow()
    return deny(f"This action is for {AUDIENCE_WORDS[audience_of(action)]} and for its owners.")


def may_raise(actor: Actor, body_slug: str) -> Decision:
    """Chair, secretary and staff keep the list."""
    return may_act_as(actor, body_slug, KEEPERS, "raise an action item")


def may_edit(actor: Actor, action: Action) -> Decision:
    """Words, owners and due date are changed by those who keep the list."""
    return may_act_as(actor, action.body.slug, KEEPERS, "change an action item")


def may_report(actor: Actor, action: Action) -> Decision:
    """Owners say how far they are, and so may those who keep the list."""
    if is_owner(actor, action):
        return allow()
    return may_act_as(actor, action.body.slug, KEEPERS, "report on an action item that others own")


def may_close(actor: Actor, action: Action, state: str) -> Decision:
    """An owner may say that it is done; dropping it or moving it away is for those who keep the
    list.
    """
    if state == Action.State.DONE:
        return may_report(actor, action)
    return may_act_as(actor, action.body.slug, KEEPERS, "end an action item that has not been done")


def is_owner(actor: Actor, action: Action) -> bool:
    """Whether the actor owns it in person, in a role, or as one of everybody."""
    slug = action.body.slug
    return any(_is_this(actor, slug, owner) for owner in action.owners.all())


def _is_this(actor: Actor, body_slug: str, owner: ActionOwner) -> bool:
    if owner.kind == ActionOwner.Kind.ALL:
        return actor.has(body_slug, *EVERYBODY)
    if owner.kind == ActionOwner.Kind.ROLE:
        role = OWNING_ROLES.get(owner.role)
        return role is not None and actor.has(body_slug, role)
    return owner.person is not None and owner.person.handle == actor.person
