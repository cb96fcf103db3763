"""Who may change the project table. Everybody may read it: milestones are public facts."""

from __future__ import annotations

from secretariat.foundation.people.models import Body
from secretariat.rules.visibility import Actor, Decision, Role, may_act_as

KEEPERS = frozenset({Role.CHAIR, Role.SECRETARY, Role.STAFF})
OFFICERS = frozenset({Role.CHAIR, Role.SECRETARY})


def may_keep_table(actor: Actor, body: Body) -> Decision:
    """Recording claims, adding and renaming projects: officers and staff."""
    return may_act_as(actor, body.slug, KEEPERS, "change the project table")


def may_arrange_table(actor: Actor, body: Body) -> Decision:
    """Ending a project and changing the columns, which every later reader sees: the officers."""
    return may_act_as(actor, body.slug, OFFICERS, "change what the project table holds")


def may_keep_standing(actor: Actor, body: Body) -> Decision:
    """Saying what the body offers its projects and expects of them: officers and staff."""
    return may_act_as(actor, body.slug, KEEPERS, "change the benefits and expectations")
