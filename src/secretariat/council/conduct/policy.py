"""Who may keep the conduct contact and the transparency report. Everybody may read both."""

from __future__ import annotations

from secretariat.foundation.people.models import Body
from secretariat.rules.visibility import Actor, Decision, Role, may_act_as

KEEPERS = frozenset({Role.CHAIR, Role.SECRETARY, Role.STAFF})


def may_keep_conduct(actor: Actor, body: Body) -> Decision:
    """Naming the contact and publishing entries: officers and staff."""
    return may_act_as(actor, body.slug, KEEPERS, "keep the conduct contact and its report")
