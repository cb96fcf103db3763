"""Whom a line of the roll call means, and when: "dt 7:12", "-dt", "dt >8:30"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.queries.standing import present_in, standing_of
from secretariat.council.meetings.queries.whom import MOST, Whom, parse_guest, whom_in_room
from secretariat.council.meetings.snapshots import day_of
from secretariat.foundation.people.queries.persons import folded, persons_matching
from secretariat.rules.errors import Refused
from secretariat.rules.roll_line import RollAct, RollLine, parse_roll_line
from secretariat.rules.times import instant_near


@dataclass(frozen=True, slots=True)
class Meant:
    """A line as it was understood: what happens, at which instant if one was typed, and to whom."""

    line: RollLine
    at: datetime | None
    whom: Whom

    @property
    def act(self) -> RollAct:
        """What the line does."""
        return self.line.act


def meant_in_line(meeting: Meeting, line: str) -> Meant:
    """What a line of the roll call means. Refuses ("malformed_roll_line", "nobody_found",
    "no_such_time").
    """
    read = parse_roll_line(line)
    at = None
    if read.at is not None:
        at = instant_near(day_of(meeting), read.at, meeting.zone, meeting.starts_at)
    found = _whom_here(meeting, read.who) if read.is_of_somebody_here else None
    found = found or whom_in_room(meeting, read.who)
    return Meant(read, at, replace(found, line=line.strip()))


def _whom_here(meeting: Meeting, name: str) -> Whom:
    """Whom a few letters mean among those who are there. Refuses ("nobody_found")."""
    typed, there, standing = parse_guest(name), present_in(meeting), standing_of(meeting)
    # More than can be shown, so that nobody who is there is missed behind those who are not.
    found = persons_matching(typed.name, meeting.body, first=there, limit=100, standing=standing)
    here = [each for each in found if each.handle in there]
    exact = [each for each in here if folded(each.name) == folded(typed.name)]
    for meant in (exact, here):
        if len(meant) == 1:
            return Whom(name, typed, meant[0].handle, may_be_new=False)
    if not here:
        raise Refused(
            "nobody_found",
            f"Nobody who is present fits “{typed.name}”. Nothing was noted. Type more of the "
            "name, or leave the sign out to mark somebody present.",
            {"field": "who"},
        )
    return Whom(name, typed, candidates=tuple(here[:MOST]), may_be_new=False)
