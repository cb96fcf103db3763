"""Stays of a person as one types them, "07:05-08:30", on the meeting's own clock."""

from __future__ import annotations

import re
from datetime import datetime, time
from zoneinfo import ZoneInfo

from secretariat.council.meetings.models import Attendance, Meeting
from secretariat.council.meetings.snapshots import day_of
from secretariat.rules.calendar import local_instant
from secretariat.rules.errors import Refused

_STAY = re.compile(r"(\d{1,2}:\d{2})\s*(?:-|–|to)\s*(\d{1,2}:\d{2})?")


def read_stays(meeting: Meeting, text: str) -> list[tuple[datetime, datetime | None]]:
    """Read one stay a line. Refuses ("malformed_times")."""
    return [_stay(meeting, line.strip()) for line in text.splitlines() if line.strip()]


def stays_words(meeting: Meeting, line: Attendance) -> str:
    """The stays of a line as one would type them."""
    zone = ZoneInfo(meeting.zone)
    rows = line.stretches.values_list("arrived_at", "left_at")
    return "\n".join(
        f"{arrived.astimezone(zone):%H:%M}-" + (f"{left.astimezone(zone):%H:%M}" if left else "")
        for arrived, left in rows
    )


def whole_meeting(meeting: Meeting) -> str:
    """The stay of somebody who was there from the call to order to the end, as one would type
    it.
    """
    zone = ZoneInfo(meeting.zone)
    ends = (meeting.called_at, meeting.adjourned_at)
    return "-".join(f"{at.astimezone(zone):%H:%M}" if at else "" for at in ends)


def _stay(meeting: Meeting, line: str) -> tuple[datetime, datetime | None]:
    match = _STAY.fullmatch(line)
    if match is None:
        raise _malformed(line)
    arrived, left = match.groups()
    return _instant(meeting, arrived), _instant(meeting, left) if left else None


def _instant(meeting: Meeting, clock: str) -> datetime:
    hour, _, minute = clock.partition(":")
    if int(hour) > 23 or int(minute) > 59:
        raise _malformed(clock)
    return local_instant(day_of(meeting), time(int(hour), int(minute)), meeting.zone)


def _malformed(text: str) -> Refused:
    return Refused(
        "malformed_times",
        f"“{text}” is not a stay. Write 07:05-08:30, or 07:05- for somebody who stayed to the "
        "end; nothing has changed.",
        {"field": "stays"},
    )
