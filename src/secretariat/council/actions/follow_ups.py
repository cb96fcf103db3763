"""What follows from actions raised in a meeting: their owners hear of them."""

from __future__ import annotations

from datetime import datetime

from secretariat.council.actions.queries import new_actions
from secretariat.council.meetings.follow_ups import Todo, register
from secretariat.rules.meetings import MeetingSnapshot
from secretariat.rules.wording import counted


def to_do(meeting: MeetingSnapshot, at: datetime) -> list[Todo]:
    """One line for all new actions. One query."""
    raised = new_actions(meeting, at)
    if not raised:
        return []
    words = f"Mail the owners of {counted(len(raised), 'new action')}"
    return [Todo(f"owners:{meeting.ref}", words, f"/{meeting.body.slug}/actions/letters")]


register("actions", to_do)
