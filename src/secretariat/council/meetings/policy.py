"""Who may plan, prepare, run and read a meeting, always with the reason in words.

The officers (chair, vice chair, secretary) run the body; staff may prepare. Whoever is chair or
secretary of one meeting may run and record that meeting. Notes and the roll call stay with the
members until the minutes are released.
"""

from __future__ import annotations

from dataclasses import dataclass

from secretariat.council.meetings.models import AgendaItem, Meeting
from secretariat.foundation.people.models import Body
from secretariat.rules.visibility import (
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

PREPARERS = OFFICER_ROLES | {Role.STAFF}


@dataclass(frozen=True, slots=True)
class Sight:
    """What of one meeting a reader may see. `presents` are the slugs of items they present."""

    audiences: frozenset[Audience]
    sees_agenda: bool
    sees_record: bool
    sees_link: bool
    sees_recording: bool
    sees_speaker_notes: bool
    person: str = ""

    def sees(self, audience: str) -> bool:
        """Whether something kept for this audience is shown."""
        return Audience(audience) in self.audiences


EVERYTHING = Sight(
    frozenset(Audience),
    sees_agenda=True,
    sees_record=True,
    sees_link=True,
    sees_recording=True,
    sees_speaker_notes=True,
)


def document_sight(audience: Audience) -> Sight:
    """What a document for this audience is made of: agenda and record, without links to the call.

    Minutes and decks are computed with it, whoever asks, so that the document has one content.
    """
    audiences = frozenset(_up_to(audience))
    return Sight(
        audiences,
        sees_agenda=True,
        sees_record=True,
        sees_link=False,
        sees_recording=False,
        sees_speaker_notes=False,
    )


def _up_to(audience: Audience) -> list[Audience]:
    order = [Audience.PUBLIC, Audience.MEMBERS, Audience.OFFICERS]
    return order[: order.index(audience) + 1]


def sight_of(actor: Actor, meeting: Meeting) -> Sight:
    """What the actor may see of the meeting. May read its chair and secretary."""
    slugs = [meeting.body.slug, *_joint_slugs(meeting)]
    audiences = {a for a in Audience for slug in slugs if may_see(actor, slug, a)}
    runs_it = bool(may_run(actor, meeting))
    if runs_it:
        audiences = set(Audience)
    is_member = Audience.MEMBERS in audiences
    return Sight(
        frozenset(audiences),
        sees_agenda=is_member or meeting.published_at is not None,
        sees_record=is_member or record_is_public(meeting),
        sees_link=is_member and Audience(meeting.link_audience) in audiences,
        sees_recording=Audience(meeting.recording_audience) in audiences,
        sees_speaker_notes=runs_it or actor.has(meeting.body.slug, Role.STAFF),
        person=actor.person or "",
    )


def _joint_slugs(meeting: Meeting) -> list[str]:
    if meeting.kind != Meeting.Kind.JOINT:
        return []
    return list(meeting.joint_bodies.values_list("slug", flat=True))


def record_is_public(meeting: Meeting) -> bool:
    """Whether everybody may read the notes and the roll call: minutes approved, or released to
    all.
    """
    if meeting.state == Meeting.State.RELEASED:
        return meeting.body.draft_audience == Audience.PUBLIC.value
    return meeting.state == Meeting.State.APPROVED


def may_plan(actor: Actor, body: Body) -> Decision:
    """Whether the actor may plan, move and cancel meetings and series of the body."""
    return may_act_as(actor, body.slug, PREPARERS, "plan meetings")


def may_prepare(actor: Actor, meeting: Meeting) -> Decision:
    """Whether the actor may change the agenda and its materials."""
    if _is_of_the_day(actor, meeting):
        return allow()
    return may_act_as(actor, meeting.body.slug, PREPARERS, "prepare this meeting")


def may_publish(actor: Actor, meeting: Meeting) -> Decision:
    """Whether the actor may publish the agenda."""
    return may_prepare(actor, meeting)


def may_run(actor: Actor, meeting: Meeting) -> Decision:
    """Whether the actor may call to order, take the roll, note, settle and adjourn."""
    if _is_of_the_day(actor, meeting):
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


def _is_of_the_day(actor: Actor, meeting: Meeting) -> bool:
    """Whether the actor is the chair or the secretary of this one meeting."""
    if not actor.person:
        return False
    named = (meeting.chair, meeting.secretary)
    return any(person is not None and person.handle == actor.person for person in named)


def may_note(actor: Actor, meeting: Meeting) -> Decision:
    """Whether the actor may write notes under the items: whoever runs the meeting, and staff."""
    return may_prepare(actor, meeting)


def may_mark(actor: Actor, meeting: Meeting, handle: str) -> Decision:
    """Whether the actor may mark this person: whoever runs the meeting, members for themselves."""
    is_self = actor.person == handle and actor.has(meeting.body.slug, Role.MEMBER, Role.STAFF)
    return allow() if is_self else may_run(actor, meeting)
