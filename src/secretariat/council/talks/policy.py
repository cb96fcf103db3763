"""Who may keep the talks of a body, see suggestions, and choose webinars.

The officers and staff keep them; who coordinates a talk keeps that one. Anybody may suggest.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from secretariat.council.meetings.policy import may_run
from secretariat.council.meetings.queries.finding import item_of_ref
from secretariat.council.talks.models import Talk, WebinarRound
from secretariat.foundation.people.models import Body
from secretariat.rules.seats import SeatOnDay
from secretariat.rules.visibility import (
    MEMBER_ROLES,
    Actor,
    Audience,
    Decision,
    Role,
    allow,
    may_act_as,
    may_see,
)

KEEPERS = (Role.CHAIR, Role.SECRETARY, Role.STAFF)


def may_keep_talks(actor: Actor, body: Body) -> Decision:
    """Adding talks, accepting suggestions, choosing coordinators, opening a choice of webinars."""
    return may_act_as(actor, body.slug, KEEPERS, "keep the talks of this body")


def may_keep(actor: Actor, talk: Talk, item_ref: str = "") -> Decision:
    """Everything about one talk: those who keep all, who coordinates it, and whoever runs the
    meeting in which it is given.
    """
    if is_coordinator(actor, talk):
        return allow()
    if item_ref.startswith(f"{talk.body.slug}/") and may_run(actor, item_of_ref(item_ref).meeting):
        return allow()
    return may_keep_talks(actor, talk.body)


def may_volunteer(actor: Actor, body: Body) -> Decision:
    """Whether the actor may offer to ask a speaker, where nobody does yet: every member."""
    return may_act_as(actor, body.slug, MEMBER_ROLES | {Role.LIAISON}, "ask a speaker")


def is_coordinator(actor: Actor, talk: Talk) -> bool:
    """Whether the actor is who asks the speaker."""
    who = talk.coordinator
    return who is not None and actor.person is not None and who.handle == actor.person


def may_read(actor: Actor, talk: Talk) -> Decision:
    """A suggestion that nobody accepted yet is for the members."""
    if talk.is_public or is_coordinator(actor, talk):
        return allow()
    return may_see(actor, talk.body.slug, Audience.MEMBERS)


def visible_to(actor: Actor, rows: QuerySet[Talk]) -> QuerySet[Talk]:
    """The talks the actor may see: the same rule as `may_read`, as a filter."""
    if actor.is_operator:
        return rows
    mine = [slug for slug, role in actor.roles if role in MEMBER_ROLES]
    wanted = Q(accepted_on__isnull=False) | Q(body__slug__in=mine)
    if actor.person is not None:
        wanted |= Q(coordinator__handle=actor.person)
    return rows.filter(wanted)


def may_see_material(actor: Actor, talk: Talk, audience: str) -> Decision:
    """Slides and recordings have an audience of their own, and none while the talk has not."""
    decision = may_read(actor, talk)
    return may_see(actor, talk.body.slug, Audience(audience)) if decision else decision


def may_see_approvals(actor: Actor, row: WebinarRound) -> Decision:
    """Approvals by seat are public once the choice is closed; the members follow an open one, as
    with votes.
    """
    return may_see(actor, row.body.slug, Audience.MEMBERS) if row.is_open else allow()


def may_approve_for(actor: Actor, body: Body, seat: SeatOnDay) -> Decision:
    """A seat's approval is given by who represents it that day, or taken down by those who keep
    the talks.
    """
    if actor.person is not None and actor.person in {each.handle for each in seat.people}:
        return allow()
    return may_act_as(actor, body.slug, KEEPERS, f"give the approval of {seat.label}")
