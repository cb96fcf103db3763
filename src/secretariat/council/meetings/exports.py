"""Agenda, meeting and calendar as files: Markdown, PDF, CSV, JSON, iCalendar."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings

from secretariat.council.meetings import policy
from secretariat.council.meetings.compose import agenda_document, agenda_lines
from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.queries.calendar import CalendarLine, calendar_of
from secretariat.council.meetings.queries.finding import meeting_named
from secretariat.council.meetings.queries.viewing import meeting_view
from secretariat.council.meetings.snapshot_parts import departures_of
from secretariat.council.meetings.snapshots import meeting_snapshot
from secretariat.foundation.people.queries import body_named, today
from secretariat.foundation.records import clock
from secretariat.foundation.records.exports import Wanted, register
from secretariat.rules.deck import AgendaLine
from secretariat.rules.departures import Departures
from secretariat.rules.errors import Refused
from secretariat.rules.meetings import ItemSnapshot, MeetingSnapshot
from secretariat.rules.wording import joined

BODY = r"(?P<body>[a-z][a-z0-9-]*)"
MEETING = rf"{BODY}/(?P<meeting>\d{{4}}-\d{{2}}-\d{{2}}(?:-\d{{1,2}})?)"
BACK, AHEAD = timedelta(days=400), timedelta(days=400)
COLUMNS = ("number", "title", "presenter", "minutes", "part", "reference")


def agenda_file(wanted: Wanted) -> bytes:
    """The agenda as the actor may read it. Refuses ("not_allowed") before its publication."""
    meeting = _meeting_of(wanted)
    if not policy.sight_of(wanted.actor, meeting).sees_agenda:
        raise Refused("not_allowed", "The agenda of this meeting is not published yet.")
    return _AGENDA[wanted.format](meeting_snapshot(meeting, wanted.actor))


def meeting_file(wanted: Wanted) -> bytes:
    """A meeting with its agenda, and its record as far as the actor may read it."""
    meeting = _meeting_of(wanted)
    if wanted.format == "ics":
        return _ics(meeting.body.name, [_event(meeting, wanted)])
    view = meeting_view(meeting, wanted.actor, clock.now())
    quorums = [
        {"body": each.body.slug, "words": each.state.sentence, "is_reached": each.state.is_reached}
        for each in view.quorums
    ]
    return _json(_meeting_plain(view.meeting) | {"quorum": quorums})


def calendar_file(wanted: Wanted) -> bytes:
    """The meetings of a body from a year ago to a year ahead, and the days of its series to come.

    A day of the rhythm that has passed without a meeting was none.
    """
    body = body_named(wanted.parts["body"])
    day = wanted.as_of or today(body)
    around = calendar_of(body, day - BACK, day + AHEAD)
    lines = [line for line in around if line.meeting is not None or line.on >= day]
    if wanted.format == "json":
        return _json({"body": body.slug, "meetings": [_line_plain(line) for line in lines]})
    events = [_line_event(line, wanted, body.slug, body.name) for line in lines]
    return _ics(body.name, events)


def _meeting_of(wanted: Wanted) -> Meeting:
    return meeting_named(wanted.parts["body"], wanted.parts["meeting"])


def _agenda_markdown(meeting: MeetingSnapshot) -> bytes:
    from secretariat.documents.rendering.markdown import agenda_markdown

    return agenda_markdown(agenda_document(meeting)).encode()


def _agenda_pdf(meeting: MeetingSnapshot) -> bytes:
    from secretariat.documents.rendering.pdf import agenda_pdf

    return agenda_pdf(agenda_document(meeting))


def _agenda_csv(meeting: MeetingSnapshot) -> bytes:
    from secretariat.documents.rendering.csv import rows_csv

    return rows_csv(COLUMNS, [_cells(line) for line in agenda_lines(meeting)])


def _agenda_json(meeting: MeetingSnapshot) -> bytes:
    items = [_item_plain(item) for item in meeting.items]
    return _json({"meeting": meeting.ref, "items": items})


_AGENDA: dict[str, Callable[[MeetingSnapshot], bytes]] = {
    "md": _agenda_markdown,
    "pdf": _agenda_pdf,
    "csv": _agenda_csv,
    "json": _agenda_json,
}


def _cells(line: AgendaLine) -> tuple[str, ...]:
    minutes = str(line.minutes or "")
    return (
        line.number,
        line.title,
        line.presenter,
        minutes,
        "part" if line.is_part else "",
        line.ref,
    )


def _meeting_plain(meeting: MeetingSnapshot) -> dict[str, Any]:
    return {
        "ref": meeting.ref,
        "body": meeting.body.slug,
        "title": meeting.title,
        "kind": meeting.kind,
        "state": meeting.state,
        "on": meeting.on.isoformat(),
        "starts_at": _instant(meeting.starts_at),
        "ends_at": _instant(meeting.ends_at),
        "zone": meeting.zone,
        "chair": meeting.chair,
        "secretary": meeting.secretary,
        "called_at": _instant(meeting.called_at),
        "adjourned_at": _instant(meeting.adjourned_at),
        "cancelled_reason": meeting.cancelled_reason,
        "occasion": meeting.occasion,
        "moved": [
            {"from": _instant(move.from_at), "reason": move.reason} for move in meeting.moves
        ],
        "joint_with": [party.body.slug for party in meeting.joint_with],
        "remarks": list(meeting.departures.lines),
        "recording_url": meeting.recording_url,
        "items": [_item_plain(item) for item in meeting.items],
        "present": [_attendee_plain(meeting, who.person) for who in meeting.attendees],
    }


def _item_plain(item: ItemSnapshot) -> dict[str, Any]:
    return {
        "ref": item.ref,
        "number": item.number,
        "label": item.label,
        "part_of": item.part_of,
        "kind": item.kind,
        "title": item.title,
        "presenters": list(item.presenters),
        "minutes": item.minutes,
        "text": item.text,
        "state": item.state,
        "outcome": item.outcome,
        "links": [{"title": link.title, "url": _address(link.url)} for link in item.links],
        "notes": [{"key": n.key, "depth": n.depth, "text": n.text} for n in item.notes],
    }


def _attendee_plain(meeting: MeetingSnapshot, handle: str) -> dict[str, Any]:
    who = next(each for each in meeting.attendees if each.person == handle)
    return {
        "person": who.person,
        "name": who.name,
        "organization": who.organization,
        "stays": [[_instant(arrived), _instant(left)] for arrived, left in who.stretches],
    }


def _line_plain(line: CalendarLine) -> dict[str, Any]:
    row = line.meeting
    return {
        "on": line.on.isoformat(),
        "starts_at": _instant(line.starts_at),
        "ends_at": _instant(line.ends_at),
        "zone": line.zone,
        "ref": row.ref if row else "",
        "title": row.title if row else "",
        "state": row.state if row else "",
        "kind": row.kind if row else "",
        "remarks": list(departures_of(row).lines) if row else [],
        "warning": line.warning,
    }


def _line_event(line: CalendarLine, wanted: Wanted, body_slug: str, body_name: str) -> Any:
    from secretariat.documents.rendering.ical import CalendarEvent

    if line.meeting is not None:
        return _event(line.meeting, wanted)
    series = line.series.slug if line.series else ""
    return CalendarEvent(
        uid=_uid(body_slug, f"{series}-{line.on}"),
        title=f"{body_name} (not planned yet)",
        starts_at=line.starts_at,
        ends_at=line.ends_at,
        zone=line.zone,
        stamped_at=clock.now(),
        url=_address(f"/{body_slug}/calendar"),
    )


def _event(row: Meeting, wanted: Wanted) -> Any:
    from secretariat.documents.rendering.ical import CalendarEvent

    sight, departures = policy.sight_of(wanted.actor, row), departures_of(row)
    return CalendarEvent(
        uid=_uid(row.body.slug, _steady(row)),
        title=row.title or _name(departures, row.body.name),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        zone=row.zone,
        stamped_at=clock.now(),
        sequence=row.revision,
        description="\n".join(departures.lines),
        place=row.link if sight.sees_link else "",
        url=_address(f"/{row.ref}"),
        is_cancelled=row.state == Meeting.State.CANCELLED,
    )


def _steady(row: Meeting) -> str:
    """What names a meeting in calendars for ever: its day of the series, else its first day."""
    if row.series is not None and row.occurrence_on is not None:
        return f"{row.series.slug}-{row.occurrence_on}"
    return next((move.from_slug for move in row.moves.all()), row.slug)


def _name(departures: Departures, body_name: str) -> str:
    """A meeting without a title of its own, as a calendar lists it."""
    if len(departures.bodies) > 1:
        return f"Joint meeting of {joined(departures.bodies)}"
    return f"{body_name} meeting"


def _uid(body_slug: str, name: str) -> str:
    host = settings.BASE_URL.partition("//")[2].partition(":")[0]
    return f"{body_slug}-{name}@{host}"


def _ics(name: str, events: Iterable[Any]) -> bytes:
    from secretariat.documents.rendering.ical import calendar

    return calendar(name, events)


def _json(value: Any) -> bytes:
    return json.dumps(value, indent=2, ensure_ascii=False).encode()


def _instant(at: datetime | date | None) -> str:
    return at.isoformat() if at else ""


def _address(url: str) -> str:
    return f"{settings.BASE_URL}{url}" if url.startswith("/") else url


register(rf"{MEETING}/agenda", tuple(_AGENDA), agenda_file)
register(MEETING, ("json", "ics"), meeting_file)
register(rf"{BODY}/calendar", ("ics", "json"), calendar_file)
