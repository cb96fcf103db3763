"""Who may refer something to another body, answer, and take note of the answer.

The officers and staff of the asking body refer, withdraw and take note; those of the other body
answer. Whoever runs the meeting in which the referral is dealt with may do the same there.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from secretariat.council.meetings.policy import may_run
from secretariat.council.meetings.queries.finding import item_of_ref
from secretariat.council.motions.models import Motion
from secretariat.council.motions.policy import may_decide
from secretariat.council.referrals.models import Referral
from secretariat.foundation.people.models import Body
from secretariat.rules.visibility import (
    MEMBER_ROLES,
    OFFICER_ROLES,
    Actor,
    Audience,
    Decision,
    Role,
    allow,
    may_act_as,
    may_see,
)

KEEPERS = (Role.CHAIR, Role.SECRETARY, Role.STAFF)


def may_refer(actor: Actor, body: Body) -> Decision:
    """Whether the actor may send something to another body in this one's name."""
    return may_act_as(actor, body.slug, KEEPERS, "refer something to another body")


def may_follow(actor: Actor, referral: Referral, item_ref: str = "") -> Decision:
    """Whether the actor may withdraw it and take note of the answer: the asking body."""
    if _runs(actor, referral.from_body, item_ref):
        return allow()
    act = f"follow up what {referral.from_body.short_name} referred"
    return may_act_as(actor, referral.from_body.slug, KEEPERS, act)


def may_answer(actor: Actor, referral: Referral, item_ref: str = "") -> Decision:
    """Whether the actor may take it up and answer it: the body that was asked."""
    if _runs(actor, referral.to_body, item_ref):
        return allow()
    act = f"answer what was referred to {referral.to_body.short_name}"
    return may_act_as(actor, referral.to_body.slug, KEEPERS, act)


def may_answer_by(actor: Actor, motion: Motion) -> Decision:
    """Whether the actor may take a motion as the answer: whoever may record its result."""
    return may_decide(actor, motion)


def may_read(actor: Actor, referral: Referral) -> Decision:
    """Whether the actor may see it: what is not public is for the people of either body."""
    audience = Audience(referral.audience)
    asking = may_see(actor, referral.from_body.slug, audience)
    return asking or may_see(actor, referral.to_body.slug, audience)


def visible_to(actor: Actor, rows: QuerySet[Referral]) -> QuerySet[Referral]:
    """The referrals the actor may see: the same rule as `may_read`, as a filter."""
    if actor.is_operator:
        return rows
    wanted = Q(audience=Audience.PUBLIC.value)
    allowed = ((Audience.MEMBERS, MEMBER_ROLES), (Audience.OFFICERS, OFFICER_ROLES))
    for audience, roles in allowed:
        mine = [slug for slug, role in actor.roles if role in roles]
        either = Q(from_body__slug__in=mine) | Q(to_body__slug__in=mine)
        wanted |= Q(audience=audience.value) & either
    return rows.filter(wanted)


def _runs(actor: Actor, body: Body, item_ref: str) -> bool:
    """Whether the actor runs the meeting of this body to which the agenda item belongs."""
    if not item_ref.startswith(f"{body.slug}/"):
        return False
    return bool(may_run(actor, item_of_ref(item_ref).meeting))
