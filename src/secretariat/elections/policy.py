"""Who may keep the timelines of elections. Everybody may read them."""

from __future__ import annotations

from secretariat.foundation.people.models import Body
from secretariat.rules.visibility import Actor, Decision, Role, may_act_as

KEEPERS = frozenset({Role.CHAIR, Role.SECRETARY, Role.STAFF})


def may_keep_timelines(actor: Actor, body: Body) -> Decision:
    """Proposing, changing, ending a timeline, and recording its adoption: officers and staff."""
    return may_act_as(actor, body.slug, KEEPERS, "keep the timeline of an election")
