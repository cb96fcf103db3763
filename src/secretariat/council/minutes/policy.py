"""Who may read minutes in which state, work on the draft, and propose corrections."""

from __future__ import annotations

from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects

from secretariat.council.meetings.models import Attendance, Meeting
from secretariat.council.meetings.sight import joint_slugs, sight_of
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


def may_read(actor: Actor, minutes: Minutes, audience: Audience = Audience.PUBLIC) -> Decision:
    """Drafts are the writers'; released minutes are for the members and for whoever was in the
    roll call, or for all if the body says so; approved ones are public. An edition that says more
    is for its audience alone.
    """
    allowed = _may_read_at_all(actor, minutes)
    if not allowed or audience is Audience.PUBLIC:
        return allowed
    if audience in sight_of(actor, minutes.meeting).audiences:
        return allow()
    return may_see(actor, minutes.meeting.body.slug, audience)


def _may_read_at_all(actor: Actor, minutes: Minutes) -> Decision:
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
    """The minutes the actor may read in an edition: the same rule as `may_read`, as a filter."""
    if actor.is_operator:
        return rows
    wanted = Q(approved_at__isnull=False)
    wanted |= Q(released_at__isnull=False, meeting__body__draft_audience=Audience.PUBLIC.value)
    writing = {slug for slug, role in actor.roles if role in WRITERS}
    wanted |= Q(meeting__body__slug__in=writing)
    for slug in {slug for slug, _ in actor.roles}:
        seen = [each.value for each in Audience if may_see(actor, slug, each)]
        joint = Meeting.objects.filter(joint_bodies__slug=slug).values("pk")
        here = Q(meeting__body__slug=slug) | Q(meeting__in=joint)
        wanted |= here & Q(released_at__isnull=False, meeting__body__draft_audience__in=seen)
    if actor.person is not None:
        came = Attendance.objects.filter(person__handle=actor.person).values("meeting")
        wanted |= Q(released_at__isnull=False, meeting__in=came)
    return rows.filter(wanted)


def may_propose_correction(
    actor: Actor, minutes: Minutes, audience: Audience = Audience.PUBLIC
) -> Decision:
    """Whoever was in the roll call, and the members, while the minutes are released and not
    approved: in the edition they may read.
    """
    if minutes.released_at is None:
        return deny("These minutes are not released yet, so nothing can be corrected in them.")
    if minutes.approved_at is not None:
        return deny("These minutes are approved. Ask the secretary to note an erratum under them.")
    readable = may_read(actor, minutes, audience)
    if not readable:
        return readable
    slugs = (minutes.meeting.body.slug, *joint_slugs(minutes.meeting))
    if actor.is_operator or any(actor.has(slug, *MEMBER_ROLES) for slug in slugs):
        return allow()
    if _was_there(actor, minutes):
        return allow()
    return deny(
        "Corrections come from people who were in the meeting and from the members. "
        "Sign in if you are one of them."
    )


def may_propose_presence(
    actor: Actor, minutes: Minutes, audience: Audience = Audience.PUBLIC
) -> Decision:
    """Who may correct a line, and anybody signed in who may read these minutes: whoever is missing
    from the roll call cannot show that they were there.
    """
    allowed = may_propose_correction(actor, minutes, audience)
    is_open = minutes.released_at is not None and minutes.approved_at is None
    if allowed or actor.person is None or not is_open:
        return allowed
    return may_read(actor, minutes, audience)


def _was_there(actor: Actor, minutes: Minutes) -> bool:
    """Whether the actor is in the roll call, which is read once for these minutes."""
    if actor.person is None:
        return False
    lines = Attendance.objects.select_related("person")
    prefetch_related_objects([minutes.meeting], Prefetch("attendances", queryset=lines))
    return any(line.person.handle == actor.person for line in minutes.meeting.attendances.all())
