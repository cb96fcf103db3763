"""The calendar of a body and single meetings as iCalendar, as tables and as plain values."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings

from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.queries.access import access_to, accesses
from secretariat.council.meetings.queries.calendar import CalendarLine
from secretariat.council.meetings.sight import Access
from secretariat.council.meetings.snapshot_parts import departures_of
from secretariat.documents.rendering.ical import CalendarEvent
from secretariat.documents.rendering.list_files import ListFile
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.snapshots import host_name, look_of
from secretariat.foundation.records import clock
from secretariat.rules.days import day_words
from secretariat.rules.times import span_words
from secretariat.rules.visibility import Actor
from secretariat.rules.wording import joined

CALENDAR_COLUMNS = {
    "day": "Day",
    "time": "Time",
    "meeting": "Meeting",
    "state": "State",
    "remarks": "Remarks",
    "ref": "Reference",
}


def meeting_ics(meeting: Meeting, actor: Actor) -> bytes:
    """One meeting as a calendar file; the link to the call for those who may have it."""
    from secretariat.documents.rendering.ical import calendar

    return calendar(meeting.body.name, [_event(meeting, access_to(actor, meeting))])


def calendar_ics(body: Body, lines: Sequence[CalendarLine], actor: Actor) -> bytes:
    """The lines of a body's calendar as a calendar file."""
    from secretariat.documents.rendering.ical import calendar

    return calendar(body.name, calendar_events(lines, actor, body))


def calendar_list(body: Body, day: date, lines: Sequence[CalendarLine]) -> ListFile:
    """The calendar as a table, around a day."""
    return ListFile(
        title=f"Meetings of the {body.name}",
        about=f"{body.name}, {host_name(body, day)}, around {day_words(day)}.",
        keys=tuple(CALENDAR_COLUMNS),
        titles=tuple(CALENDAR_COLUMNS.values()),
        rows=tuple(_calendar_cells(line) for line in lines),
        look=look_of(body),
    )


def _calendar_cells(line: CalendarLine) -> tuple[str, ...]:
    row = line.meeting
    remarks = " ".join([*(departures_of(row).lines if row else ()), line.warning]).strip()
    return (
        day_words(line.on),
        span_words(line.starts_at, line.ends_at, line.zone),
        event_title(row) if row else "Not planned yet",
        row.get_state_display() if row else "",
        remarks,
        row.ref if row else "",
    )


def line_plain(line: CalendarLine) -> dict[str, Any]:
    """A line of the calendar as plain JSON values."""
    row = line.meeting
    return {
        "on": line.on.isoformat(),
        "starts_at": instant_of(line.starts_at),
        "ends_at": instant_of(line.ends_at),
        "zone": line.zone,
        "ref": row.ref if row else "",
        "title": row.title if row else "",
        "state": row.state if row else "",
        "kind": row.kind if row else "",
        "remarks": list(departures_of(row).lines) if row else [],
        "warning": line.warning,
    }


def calendar_events(lines: Sequence[CalendarLine], actor: Actor, body: Body) -> list[CalendarEvent]:
    """Lines of the calendar for other calendars, as far as the actor may see them. One query."""
    known = accesses(actor, (line.meeting for line in lines if line.meeting is not None))
    return [
        _event(line.meeting, known[line.meeting.pk]) if line.meeting else _free_day(line, body)
        for line in lines
    ]


def _free_day(line: CalendarLine, body: Body) -> CalendarEvent:
    series = line.series
    assert series is not None, "a day without a meeting is a day of a rhythm"
    return CalendarEvent(
        uid=str(series.uid_on(line.on)),
        title=f"{body.name} (not planned yet)",
        starts_at=line.starts_at,
        ends_at=line.ends_at,
        zone=line.zone,
        stamped_at=clock.now(),
        sequence=series.revision,
        url=address_of(f"/{body.slug}/calendar"),
    )


def _event(row: Meeting, access: Access) -> CalendarEvent:
    passcode = [f"Passcode of the call: {access.passcode}"] if access.passcode else []
    return CalendarEvent(
        uid=str(row.uid),
        title=event_title(row),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        zone=row.zone,
        stamped_at=clock.now(),
        sequence=_sequence(row),
        description="\n".join([*departures_of(row).lines, *passcode]),
        place=access.link,
        url=address_of(f"/{row.ref}"),
        is_cancelled=row.state == Meeting.State.CANCELLED,
    )


def _sequence(row: Meeting) -> int:
    """It never falls, also when a day of a rhythm that was edited often becomes a meeting."""
    return row.revision + (row.series.revision if row.series is not None else 0)


def event_title(row: Meeting) -> str:
    """A meeting as a calendar lists it, also one without a title of its own."""
    bodies = departures_of(row).bodies
    whose = f"Joint meeting of {joined(bodies)}" if len(bodies) > 1 else f"{bodies[0]} meeting"
    return row.title or whose


def json_of(value: Any) -> bytes:
    """A value as readable JSON."""
    return json.dumps(value, indent=2, ensure_ascii=False).encode()


def instant_of(at: datetime | date | None) -> str:
    """An instant or a day as JSON holds it; empty for none."""
    return at.isoformat() if at else ""


def address_of(url: str) -> str:
    """The address with which the page is reached from elsewhere."""
    return f"{settings.BASE_URL}{url}" if url.startswith("/") else url
