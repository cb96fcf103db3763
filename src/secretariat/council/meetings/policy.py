"""Who may plan, prepare, run and read a meeting, always with the reason in words.

The officers (chair, vice chair, secretary) run the body; staff may prepare. Whoever is chair or
secretary of one meeting may run and record that meeting.
"""

from __future__ import annotations

from secretariat.council.meetings.models import AgendaItem, Meeting, TopicProposal
from secretariat.council.meetings.sight import (
    EVERYTHING,
    Sight,
    document_sight,
    is_of_the_day,
    joint_slugs,
    record_is_public,
    sight_of,
)
from secretariat.foundation.people.models import Body
from secretariat.rules.meetings import MeetingSnapshot
from secretariat.rules.visibility import (
    MEMBER_ROLES,
    OFFICER_ROLES,
    Actor,
    Audience,
    Decision,
    Role,
    allow,
    deny,
    may_act_as,
    may_see,
)

__all__ = [
    "EVERYTHING",
    "Sight",
    "document_sight",
    "may_ask_to_speak",
    "may_edit_notices",
    "may_note",
    "may_plan",
    "may_prepare",
    "may_propose",
    "may_publish",
    "may_run",
    "may_say_coming",
    "may_see_item",
    "may_take_part",
    "may_withdraw_topic",
    "record_is_public",
    "sight_of",
]

PREPARERS = OFFICER_ROLES | {Role.STAFF}


def may_plan(actor: Actor, body: Body) -> Decision:
    """Whether the actor may plan, move and cancel meetings and series of the body."""
    return may_act_as(actor, body.slug, PREPARERS, "plan meetings")


def may_prepare(actor: Actor, meeting: Meeting) -> Decision:
    """Whether the actor may change the agenda and its materials."""
    if is_of_the_day(actor, meeting):
        return allow()
    return may_act_as(actor, meeting.body.slug, PREPARERS, "prepare this meeting")


def may_propose(actor: Actor, meeting: Meeting) -> Decision:
    """Whether the actor may propose a topic for the meeting: whoever speaks for a seat or for a
    project, and whoever may put it on the agenda anyway.
    """
    if not actor.person:
        return deny("Sign in first to propose a topic; nothing has changed.")
    roles = PREPARERS | {Role.MEMBER, Role.LIAISON}
    return may_act_as(actor, meeting.body.slug, roles, "propose a topic for this meeting")


def may_withdraw_topic(actor: Actor, proposal: TopicProposal) -> Decision:
    """Whether the actor may take a proposed topic back: only who proposed it."""
    if actor.person and actor.person == proposal.proposer.handle:
        return allow()
    return deny("Only who proposed a topic withdraws it; nothing has changed.")


def may_publish(actor: Actor, meeting: Meeting) -> Decision:
    """Whether the actor may publish the agenda."""
    return may_prepare(actor, meeting)


def may_run(actor: Actor, meeting: Meeting) -> Decision:
    """Whether the actor may call to order, take the roll, note, settle and adjourn."""
    if is_of_the_day(actor, meeting):
        return allow()
    return may_act_as(actor, meeting.body.slug, OFFICER_ROLES, "run this meeting")


def may_run_in(actor: Actor, meeting: MeetingSnapshot) -> Decision:
    """The same by a snapshot."""
    if actor.person and actor.person in {meeting.chair_person, meeting.secretary_person}:
        return allow()
    return may_act_as(actor, meeting.body.slug, OFFICER_ROLES, "run this meeting")


def may_edit_notices(actor: Actor, body: Body) -> Decision:
    """Whether the actor may change the standing notices."""
    return may_act_as(actor, body.slug, OFFICER_ROLES, "change the standing notices")


def may_see_item(actor: Actor, item: AgendaItem) -> Decision:
    """Whether the actor may see this item at all."""
    sight = sight_of(actor, item.meeting)
    if not sight.sees_agenda:
        return deny("The agenda of this meeting is not published yet. Come back later.")
    if sight.sees(item.audience):
        return allow()
    return may_see(actor, item.meeting.body.slug, Audience(item.audience))


def may_note(actor: Actor, meeting: Meeting) -> Decision:
    """Whether the actor may write notes under the items: whoever runs the meeting, and staff."""
    return may_prepare(actor, meeting)


def may_take_part(actor: Actor, meeting: Meeting) -> Decision:
    """Whether the actor may check in and announce when they leave, for themselves alone."""
    slugs = (meeting.body.slug, *joint_slugs(meeting))
    if actor.person and any(actor.has(slug, Role.MEMBER, Role.STAFF) for slug in slugs):
        return allow()
    return may_act_as(actor, meeting.body.slug, MEMBER_ROLES, "check in to this meeting")


def may_say_coming(actor: Actor, meeting: Meeting, handle: str) -> Decision:
    """Whether the actor may say whether this person comes: the person, and whoever runs the meeting
    and was told so.
    """
    if actor.person != handle:
        return may_run(actor, meeting)
    slugs = (meeting.body.slug, *joint_slugs(meeting))
    if any(actor.has(slug, *MEMBER_ROLES) for slug in slugs) or is_of_the_day(actor, meeting):
        return allow()
    return may_act_as(actor, meeting.body.slug, MEMBER_ROLES, "say whether you come")


def may_ask_to_speak(actor: Actor, meeting: Meeting, handle: str = "") -> Decision:
    """Whether the actor may put this person into the queue of speakers: whoever runs the meeting
    anybody, members, liaisons and staff themselves.
    """
    slugs = (meeting.body.slug, *joint_slugs(meeting))
    roles = (Role.MEMBER, Role.LIAISON, Role.STAFF)
    is_self = bool(handle) and actor.person == handle
    if is_self and any(actor.has(slug, *roles) for slug in slugs):
        return allow()
    return may_run(actor, meeting)
