"""How the record of a body's meetings follows who may read its drafts."""

from __future__ import annotations

from secretariat.council.meetings.commands.findability import index_meeting
from secretariat.council.meetings.followers import let_follow
from secretariat.council.meetings.models import Meeting
from secretariat.foundation.people.followers import register
from secretariat.foundation.people.models import Body
from secretariat.rules.visibility import Actor


def follow(actor: Actor, body: Body) -> None:
    """Let a search find what belongs to released minutes for those who may now read them."""
    for meeting in Meeting.objects.filter(body=body, state=Meeting.State.RELEASED):
        meeting.body = body
        index_meeting(meeting)
        let_follow(actor, meeting)


register("meetings", follow)
