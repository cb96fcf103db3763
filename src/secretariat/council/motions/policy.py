"""Who may move, vote, close and read motions, always with the reason in words."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Q, QuerySet

from secretariat.council.meetings import policy as meetings
from secretariat.council.meetings.models import Meeting
from secretariat.council.motions.models import Motion
from secretariat.rules.meetings import MeetingSnapshot
from secretariat.rules.seats import SeatOnDay, Speaking
from secretariat.rules.visibility import (
    OFFICER_ROLES,
    Actor,
    Audience,
    Decision,
    allow,
    deny,
    may_act_as,
    may_see,
)


def visible_to(actor: Actor, motions: QuerySet[Motion]) -> QuerySet[Motion]:
    """Motions are public, but for those under an agenda item kept for members or officers."""
    wanted = Q(item__isnull=True) | Q(item__audience=Audience.PUBLIC.value)
    if actor.is_operator:
        return motions
    for slug in {slug for slug, _ in actor.roles}:
        for audience in (Audience.MEMBERS, Audience.OFFICERS):
            if may_see(actor, slug, audience):
                wanted |= Q(body__slug=slug, item__audience=audience.value)
    return motions.filter(wanted)


def may_read(actor: Actor, motion: Motion) -> Decision:
    """The same for one motion, which was read with its item."""
    audience = Audience(motion.item.audience) if motion.item else Audience.PUBLIC
    return may_see(actor, motion.body.slug, audience)


def may_record(actor: Actor, meeting: Meeting) -> Decision:
    """Motions and their results are recorded by whoever runs the meeting."""
    return meetings.may_run(actor, meeting)


def may_record_in(actor: Actor, meeting: MeetingSnapshot) -> Decision:
    """The same by a snapshot."""
    return meetings.may_run_in(actor, meeting)


def may_decide(actor: Actor, motion: Motion) -> Decision:
    """Opening, closing, correcting and overriding a vote: whoever runs the meeting; in a joint one
    also the officers of the motion's own body.
    """
    if motion.meeting is not None:
        runs_it = may_record(actor, motion.meeting)
        if runs_it or motion.body_id == motion.meeting.body_id:
            return runs_it
    return may_act_as(actor, motion.body.slug, OFFICER_ROLES, "decide on this motion")


def may_be_heard(actor: Actor, motion: Motion) -> Decision:
    """Before it is known who speaks for the seat: somebody must be signed in as a person, or run
    the meeting.
    """
    return allow() if actor.person is not None else may_decide(actor, motion)


def may_cast(actor: Actor, motion: Motion, speaking: Speaking) -> Decision:
    """A seat's vote is cast by who speaks for it now, or taken down by who runs the meeting."""
    if actor.person is not None and actor.person == speaking.person.handle:
        return allow()
    return may_decide(actor, motion)


MayCast = Callable[[Actor, Motion, Speaking], Decision]


def may_cast_secretly(actor: Actor, _motion: Motion, speaking: Speaking) -> Decision:
    """A secret vote is cast by who speaks for the seat now, and by nobody else."""
    if actor.person is not None and actor.person == speaking.person.handle:
        return allow()
    return deny(
        f"{speaking.person.name} speaks for this seat, and a secret vote is not taken down. "
        "Nothing has changed. Let them vote on the clerk's screen, turned to them."
    )


def may_lend_screen(actor: Actor, motion: Motion, _speaking: Speaking) -> Decision:
    """The screen on which a seat without a device votes is that of whoever runs the meeting."""
    return may_decide(actor, motion)


def may_object_for(actor: Actor, motion: Motion, seat: SeatOnDay) -> Decision:
    """That a vote of the meeting does not carry over is said by anybody of its seat, or taken down
    by who runs the meeting.
    """
    if actor.person is not None and actor.person in {each.handle for each in seat.people}:
        return allow()
    return may_decide(actor, motion)


def may_vote_again(actor: Actor, speaking: Speaking) -> Decision:
    """A vote once cast is changed by who speaks for its seat now."""
    if actor.person is not None and actor.person == speaking.person.handle:
        return allow()
    return deny(
        f"{speaking.person.name} speaks for this seat. Nothing has changed. Whoever runs the "
        "meeting corrects a vote with a reason, in the room."
    )


def may_see_votes(actor: Actor, motion: Motion) -> Decision:
    """Votes by seat are public once the vote is closed; while it is open the members follow it."""
    if motion.state != Motion.State.OPEN:
        return allow()
    if motion.meeting is not None and motion.meeting.is_joint:
        sight = meetings.sight_of(actor, motion.meeting)
        return allow() if sight.sees(Audience.MEMBERS) else deny("The members follow an open vote.")
    return may_see(actor, motion.body.slug, Audience.MEMBERS)
