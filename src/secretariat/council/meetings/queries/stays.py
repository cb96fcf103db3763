"""Stays of a person as one types them, "07:05-08:30", on the meeting's own clock."""

from __future__ import annotations

import re
from datetime import datetime, time

from secretariat.council.meetings.models import Attendance, Meeting
from secretariat.council.meetings.snapshots import day_of
from secretariat.rules.errors import Refused
from secretariat.rules.times import hour_words, instant_near

_STAY = re.compile(r"(\d{1,2}:\d{2})\s*(?:-|–|to)\s*(\d{1,2}:\d{2})?")


def read_stays(meeting: Meeting, text: str) -> list[tuple[datetime, datetime | None]]:
    """Read one stay a line. Refuses ("malformed_times", "no_such_time")."""
    return [_stay(meeting, line.strip()) for line in text.splitlines() if line.strip()]


def stays_words(meeting: Meeting, line: Attendance) -> str:
    """The stays of a line as one would type them."""
    rows = line.stretches.values_list("arrived_at", "left_at")
    return "\n".join(
        f"{hour_words(arrived, meeting.zone)}-{hour_words(left, meeting.zone) if left else ''}"
        for arrived, left in rows
    )


def whole_meeting(meeting: Meeting) -> str:
    """The stay of somebody who was there from the call to order to the end, as one would type
    it.
    """
    ends = (meeting.called_at, meeting.adjourned_at)
    return "-".join(hour_words(at, meeting.zone) if at else "" for at in ends)


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
    return instant_near(
        day_of(meeting), time(int(hour), int(minute)), meeting.zone, meeting.starts_at
    )


def _malformed(text: str) -> Refused:
    return Refused(
        "malformed_times",
        f"“{text}” is not a stay. Write 07:05-08:30, or 07:05- for somebody who stayed to the "
        "end; nothing has changed.",
        {"field": "stays"},
    )
