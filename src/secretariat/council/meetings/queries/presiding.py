"""Who presides, as the bar of the room shows it, and who may take over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from secretariat.council.meetings.models import Meeting
from secretariat.rules.meetings import MeetingSnapshot
from secretariat.rules.presiding import may_preside, stand_in, who_presides
from secretariat.rules.seats import Person


@dataclass(frozen=True, slots=True)
class Chair:
    """Who presides in words, and for who runs the meeting: whom it can be handed to. `proposed` is
    the handle of who takes over unless somebody else is chosen; empty: it has to be asked.
    """

    words: str = ""
    now: str = ""
    is_handed_over: bool = False
    candidates: tuple[Person, ...] = ()
    proposed: str = ""


def chair_in(meeting: MeetingSnapshot, at: datetime, *, may_run: bool) -> Chair:
    """The chair of a meeting at an instant, by a snapshot that shows the roll call. No query."""
    if meeting.state != Meeting.State.CALLED:
        return Chair()
    found = who_presides(meeting, at)
    words = found.words if found else ""
    if not may_run:
        return Chair(words)
    now = found.person.handle if found else ""
    next_one = stand_in(meeting, at, {now})
    return Chair(
        words=words,
        now=now,
        is_handed_over=bool(found and found.stretch),
        candidates=tuple(who for who in may_preside(meeting, at) if who.handle != now),
        proposed=next_one.handle if next_one else "",
    )
