"""How the search rows of released minutes follow who may read their items, notes and actions."""

from __future__ import annotations

from secretariat.council.meetings.followers import Follower, no_items, register
from secretariat.council.meetings.models import Meeting
from secretariat.council.minutes.commands.findable import find_as
from secretariat.council.minutes.models import Minutes
from secretariat.rules.visibility import Actor


def follow(_actor: Actor, meeting: Meeting) -> None:
    """Let a search find the minutes by what each reader may now read in them. Drafts are found by
    nobody, and what is approved is frozen.
    """
    if meeting.state != Meeting.State.RELEASED:
        return
    rows = Minutes.objects.filter(meeting=meeting, released_at__isnull=False, approved_at=None)
    for minutes in rows.select_related("meeting__body__host"):
        find_as(minutes)


register("minutes", Follower(no_items, follow))
