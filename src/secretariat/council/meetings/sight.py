"""What of a meeting a reader may see: audiences, the agenda, the record, the link to the call.

Notes and the roll call stay with the members until the minutes are released.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from secretariat.council.meetings.models import Meeting
from secretariat.rules.visibility import OFFICER_ROLES, Actor, Audience, Role, may_see, up_to


@dataclass(frozen=True, slots=True)
class Sight:
    """What of one meeting a reader may see. `presents` are the slugs of items they present."""

    audiences: frozenset[Audience]
    sees_agenda: bool
    sees_record: bool
    sees_link: bool
    sees_passcode: bool
    sees_recording: bool
    sees_speaker_notes: bool
    person: str = ""

    def sees(self, audience: str) -> bool:
        """Whether something kept for this audience is shown."""
        return Audience(audience) in self.audiences


@dataclass(frozen=True, slots=True)
class Access:
    """What a reader is given to join the call of a meeting and to hear it again."""

    link: str = ""
    passcode: str = ""
    recording_url: str = ""


EVERYTHING = Sight(
    frozenset(Audience),
    sees_agenda=True,
    sees_record=True,
    sees_link=True,
    sees_passcode=True,
    sees_recording=True,
    sees_speaker_notes=True,
)


def document_sight(audience: Audience) -> Sight:
    """What a document for this audience is made of: agenda and record, without links to the call.

    Minutes and decks are computed with it, whoever asks, so that the document has one content.
    """
    audiences = frozenset(up_to(audience))
    return Sight(
        audiences,
        sees_agenda=True,
        sees_record=True,
        sees_link=False,
        sees_passcode=False,
        sees_recording=False,
        sees_speaker_notes=False,
    )


def sight_of(actor: Actor, meeting: Meeting) -> Sight:
    """What the actor may see of the meeting. May read its chair and secretary."""
    slugs = [meeting.body.slug, *joint_slugs(meeting)]
    audiences = {a for a in Audience for slug in slugs if may_see(actor, slug, a)}
    runs_it = is_of_the_day(actor, meeting) or actor.has(meeting.body.slug, *OFFICER_ROLES)
    if runs_it:
        audiences = set(Audience)
    is_member = Audience.MEMBERS in audiences
    return Sight(
        frozenset(audiences),
        sees_agenda=is_member or meeting.published_at is not None,
        sees_record=is_member or record_is_public(meeting),
        sees_link=Audience(meeting.link_audience) in audiences,
        sees_passcode=Audience(meeting.passcode_audience) in audiences,
        sees_recording=Audience(meeting.recording_audience) in audiences,
        sees_speaker_notes=runs_it or actor.has(meeting.body.slug, Role.STAFF),
        person=actor.person or "",
    )


def access_by(meeting: Meeting, sight: Sight, *, is_presenter: bool) -> Access:
    """The call and its recording as page, letter, calendar and files give them to one reader. Who
    presents an item of a published agenda is invited, whoever else is. A meeting that is over or
    cancelled has no call to join.
    """
    is_invited = is_presenter and sight.sees_agenda
    has_call = meeting.adjourned_at is None and meeting.state != Meeting.State.CANCELLED
    return Access(
        link=meeting.link if has_call and (sight.sees_link or is_invited) else "",
        passcode=meeting.passcode if has_call and (sight.sees_passcode or is_invited) else "",
        recording_url=meeting.recording_url if sight.sees_recording else "",
    )


def joint_slugs(meeting: Meeting) -> list[str]:
    """The other bodies that hold a joint meeting: their members may read what ours may."""
    if not meeting.is_joint:
        return []
    return list(meeting.joint_bodies.values_list("slug", flat=True))


def record_is_public(meeting: Meeting) -> bool:
    """Whether everybody may read the notes and the roll call: minutes approved, or released to
    all.
    """
    if meeting.state == Meeting.State.RELEASED:
        return meeting.body.draft_audience == Audience.PUBLIC.value
    return meeting.state == Meeting.State.APPROVED


def with_public_record(path: str = "") -> Q:
    """The same as `record_is_public`, as a filter; `path` leads to the meeting, as in
    "item__meeting".
    """
    start = f"{path}__" if path else ""
    is_for_all = Q(**{f"{start}body__draft_audience": Audience.PUBLIC.value})
    is_released = Q(**{f"{start}state": Meeting.State.RELEASED})
    return Q(**{f"{start}state": Meeting.State.APPROVED}) | (is_released & is_for_all)


def is_of_the_day(actor: Actor, meeting: Meeting) -> bool:
    """Whether the actor is the chair or the secretary of this one meeting."""
    if not actor.person:
        return False
    named = (meeting.chair, meeting.secretary)
    return any(person is not None and person.handle == actor.person for person in named)
