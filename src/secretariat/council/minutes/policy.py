"""Who may read minutes in which state, work on the draft, and propose corrections."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from secretariat.council.meetings.models import Attendance, Meeting
from secretariat.council.meetings.sight import joint_slugs
from secretariat.council.minutes.models import Minutes
from secretariat.foundation.people.models import Body
from secretariat.rules.visibility import (
    MEMBER_ROLES,
    Actor,
    Audience,
    Decision,
    Role,
    allow,
    deny,
    may_act_as,
    may_see,
)

WRITERS = (Role.SECRETARY, Role.CHAIR, Role.STAFF)


def may_write(actor: Actor, body: Body) -> Decision:
    """Secretary, chair and staff draft, release and decide on corrections."""
    return may_act_as(actor, body.slug, WRITERS, "work on the minutes")


def may_read(actor: Actor, minutes: Minutes) -> Decision:
    """Drafts are the writers'; released minutes are for the members and for whoever was in the
    roll call, or for all if the body says so; approved ones are public.
    """
    body = minutes.meeting.body
    if minutes.approved_at is not None or may_write(actor, body):
        return allow()
    if minutes.released_at is not None and _was_there(actor, minutes):
        return allow()
    if minutes.released_at is not None:
        audience = Audience(body.draft_audience)
        seen = any(may_see(actor, slug, audience) for slug in joint_slugs(minutes.meeting))
        return allow() if seen else may_see(actor, body.slug, audience)
    return deny("These minutes are still being drafted. They can be read once they are released.")


def visible_to(actor: Actor, rows: QuerySet[Minutes]) -> QuerySet[Minutes]:
    """The minutes the actor may read: the same rule as `may_read`, as a filter."""
    if actor.is_operator:
        return rows
    wanted = Q(approved_at__isnull=False)
    wanted |= Q(released_at__isnull=False, meeting__body__draft_audience=Audience.PUBLIC.value)
    writing = {slug for slug, role in actor.roles if role in WRITERS}
    member = {slug for slug, role in actor.roles if role in MEMBER_ROLES}
    wanted |= Q(meeting__body__slug__in=writing)
    wanted |= Q(released_at__isnull=False, meeting__body__slug__in=member)
    joint = Meeting.objects.filter(joint_bodies__slug__in=member)
    wanted |= Q(released_at__isnull=False, meeting__in=joint.values("pk"))
    if actor.person is not None:
        came = Attendance.objects.filter(person__handle=actor.person).values("meeting")
        wanted |= Q(released_at__isnull=False, meeting__in=came)
    return rows.filter(wanted)


def may_propose_correction(actor: Actor, minutes: Minutes) -> Decision:
    """Whoever was in the roll call, and the members, while the minutes are released and not
    approved.
    """
    if minutes.released_at is None:
        return deny("These minutes are not released yet, so nothing can be corrected in them.")
    if minutes.approved_at is not None:
        return deny("These minutes are approved. Ask the secretary to note an erratum under them.")
    slugs = (minutes.meeting.body.slug, *joint_slugs(minutes.meeting))
    if actor.is_operator or any(actor.has(slug, *MEMBER_ROLES) for slug in slugs):
        return allow()
    if _was_there(actor, minutes):
        return allow()
    return deny(
        "Corrections come from people who were in the meeting and from the members. "
        "Sign in if you are one of them."
    )


def _was_there(actor: Actor, minutes: Minutes) -> bool:
    if actor.person is None:
        return False
    came = Attendance.objects.filter(meeting=minutes.meeting, person__handle=actor.person)
    return came.exists()
