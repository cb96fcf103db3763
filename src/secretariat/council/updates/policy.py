"""Who may say that updates are owed, ask for them, write one, and excuse one."""

from __future__ import annotations

from secretariat.council.updates.models import StandingUpdate
from secretariat.foundation.people.models import Body
from secretariat.rules.visibility import Actor, Decision, Role, allow, may_act_as

KEEPERS = frozenset({Role.CHAIR, Role.SECRETARY, Role.STAFF})


def may_keep_updates(actor: Actor, body: Body) -> Decision:
    """Saying who owes updates, asking for them, taking one down, excusing: officers and staff."""
    return may_act_as(actor, body.slug, KEEPERS, "ask other bodies for their updates")


def may_write(actor: Actor, standing: StandingUpdate) -> Decision:
    """Writing an update: its contact, and the officers and staff of the body that owes it."""
    contact, owing = standing.contact, standing.from_body
    if contact is not None and actor.person is not None and contact.handle == actor.person:
        return allow()
    if owing is not None and actor.has(owing.slug, *KEEPERS):
        return allow()
    return may_act_as(
        actor, owing.slug if owing else "", KEEPERS, f"write the update of {standing.name}"
    )
