"""Who stands how near to a meeting: whom a few letters mean first."""

from __future__ import annotations

from secretariat.council.meetings.models import Attendance, Meeting
from secretariat.council.meetings.queries.roll import recent_people
from secretariat.council.meetings.snapshots import day_of
from secretariat.foundation.people.models import Office
from secretariat.foundation.people.snapshots import roster_on

REPRESENTATIVE, ALTERNATE, OFFICER, CAME_LATELY = range(4)


def standing_of(meeting: Meeting) -> dict[str, int]:
    """How near people stand, by handle, 0 nearest: representatives, alternates, officers of its
    bodies, then who came to the last meetings. Nobody else is named.
    """
    day = day_of(meeting)
    bodies = [meeting.body, *meeting.joint_bodies.all()]
    found: dict[str, int] = {}
    for roster in (roster_on(body, day) for body in bodies):
        for seat in roster.seats:
            for person in seat.people:
                place = REPRESENTATIVE if person == seat.representative else ALTERNATE
                found[person.handle] = min(place, found.get(person.handle, place))
    officers = Office.objects.on(day).filter(body__in=bodies)
    for handle in officers.values_list("person__handle", flat=True):
        found.setdefault(handle, OFFICER)
    for handle, _, _ in recent_people(meeting):
        found.setdefault(handle, CAME_LATELY)
    return found


def present_in(meeting: Meeting) -> frozenset[str]:
    """The handles of everybody who is there now."""
    there = Attendance.objects.filter(meeting=meeting, stretches__left_at=None)
    return frozenset(there.values_list("person__handle", flat=True))
