"""Who may send in a body's name and see who answered."""

from __future__ import annotations

from secretariat.rules.visibility import Actor, Decision, Role, may_act_as

SENDERS = (Role.CHAIR, Role.SECRETARY, Role.STAFF)


def may_send(actor: Actor, body_slug: str) -> Decision:
    """Chair, secretary and staff send to the body's members and see who has read it."""
    return may_act_as(actor, body_slug, SENDERS, "send to the members")
