"""Who may set down areas of focus, compose a report, give it, and note what was answered."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from secretariat.council.meetings.policy import may_run
from secretariat.council.meetings.queries.finding import item_of_ref
from secretariat.council.reports.models import Report
from secretariat.foundation.people.models import Body
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

KEEPERS = frozenset({Role.CHAIR, Role.SECRETARY, Role.STAFF})
OFFICERS = frozenset({Role.CHAIR, Role.SECRETARY})


def may_keep_focus(actor: Actor, body: Body) -> Decision:
    """Setting down and changing the areas of focus: officers and staff."""
    return may_act_as(actor, body.slug, KEEPERS, "change the areas of focus")


def may_keep_reports(actor: Actor, body: Body) -> Decision:
    """Drafting and editing reports: officers and staff."""
    return may_act_as(actor, body.slug, KEEPERS, "write reports")


def may_give(actor: Actor, body: Body) -> Decision:
    """Giving a report, which freezes it: the officers."""
    return may_act_as(actor, body.slug, OFFICERS, "give a report in the name of the body")


def may_note_answers(actor: Actor, report: Report, item_ref: str = "") -> Decision:
    """Noting what was answered: those who write the report, those who keep the record of the other
    body, and whoever runs the meeting in which it was said.
    """
    if item_ref and may_run(actor, item_of_ref(item_ref).meeting):
        return allow()
    if report.to_body and may_act_as(actor, report.to_body.slug, KEEPERS, ""):
        return allow()
    return may_act_as(actor, report.body.slug, KEEPERS, "note what was answered to a report")


def may_read(actor: Actor, report: Report) -> Decision:
    """A given report is for everyone; a draft for the members, unless it is open."""
    if report.is_given:
        return allow()
    return may_see(actor, report.body.slug, Audience(report.audience))


def visible_to(actor: Actor, rows: QuerySet[Report]) -> QuerySet[Report]:
    """The reports the actor may read: the same rule as `may_read`, as a filter."""
    if actor.is_operator:
        return rows
    mine = [slug for slug, role in actor.roles if role in MEMBER_ROLES]
    public = Q(state=Report.State.GIVEN) | Q(audience=Audience.PUBLIC.value)
    return rows.filter(public | Q(body__slug__in=mine))
