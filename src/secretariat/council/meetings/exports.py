"""Agenda, meeting and calendar as files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from secretariat.council.meetings import policy
from secretariat.council.meetings.calendar_files import (
    address_of,
    calendar_ics,
    calendar_list,
    instant_of,
    json_of,
    line_plain,
    meeting_ics,
)
from secretariat.council.meetings.compose import agenda_document, agenda_lines
from secretariat.council.meetings.hand_over import hand_over_document
from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.queries.calendar import calendar_of
from secretariat.council.meetings.queries.finding import meeting_named
from secretariat.council.meetings.queries.notices import NoticeVersion, all_versions
from secretariat.council.meetings.queries.viewing import meeting_view
from secretariat.council.meetings.snapshots import meeting_snapshot
from secretariat.documents.rendering.list_files import ListFile
from secretariat.documents.rendering.list_formats import LIST_FORMATS, list_written
from secretariat.foundation.people.queries import body_named, today
from secretariat.foundation.people.snapshots import host_name, look_of
from secretariat.foundation.records import clock
from secretariat.foundation.records.exports import Wanted, register
from secretariat.rules.agenda_document import AgendaDocument
from secretariat.rules.days import day_words
from secretariat.rules.deck import AgendaLine
from secretariat.rules.errors import Refused
from secretariat.rules.meetings import ItemSnapshot, MeetingSnapshot
from secretariat.rules.visibility import Audience, may_see, require

BODY = r"(?P<body>[a-z][a-z0-9-]*)"
MEETING = rf"{BODY}/(?P<meeting>\d{{4}}-\d{{2}}-\d{{2}}(?:-\d{{1,2}})?)"
BACK, AHEAD = timedelta(days=400), timedelta(days=400)
NOTICE_COLUMNS = {
    "title": "Notice",
    "version": "Version",
    "state": "State",
    "from_on": "From",
    "until_on": "Until",
    "text": "Text",
    "source": "Source",
    "shown_in": "Read in",
    "ref": "Reference",
}
COLUMNS = ("number", "title", "presenter", "minutes", "part", "reference")


def agenda_file(wanted: Wanted) -> bytes:
    """The agenda as the actor may read it. Refuses ("not_allowed") before its publication."""
    meeting = _meeting_of(wanted)
    if not policy.sight_of(wanted.actor, meeting).sees_agenda:
        raise Refused("not_allowed", "The agenda of this meeting is not published yet.")
    shown = meeting_snapshot(meeting, wanted.actor)
    if wanted.format == "pdf":
        return _agenda_pdf(shown, wanted.dated)
    return _AGENDA[wanted.format](shown)


def hand_over_file(wanted: Wanted) -> bytes:
    """The hand-over pack of a meeting. Refuses ("not_allowed") whoever is no member of the body."""
    meeting = _meeting_of(wanted)
    require(may_see(wanted.actor, meeting.body.slug, Audience.MEMBERS))
    document = hand_over_document(meeting, wanted.actor, clock.now())
    if wanted.format == "pdf":
        return _sheet_pdf(document, wanted.dated)
    return _SHEETS[wanted.format](document)


def meeting_file(wanted: Wanted) -> bytes:
    """A meeting with its agenda, and its record as far as the actor may read it."""
    meeting = _meeting_of(wanted)
    if wanted.format == "ics":
        return meeting_ics(meeting, wanted.actor)
    view = meeting_view(meeting, wanted.actor, clock.now())
    quorums = [
        {"body": each.body.slug, "words": each.state.sentence, "is_reached": each.state.is_reached}
        for each in view.quorums
    ]
    return json_of(_meeting_plain(view.meeting) | {"quorum": quorums})


def calendar_file(wanted: Wanted) -> bytes:
    """The meetings of a body from a year ago to a year ahead, and the days of its series to come.

    A day of the rhythm that has passed without a meeting was none.
    """
    body = body_named(wanted.parts["body"])
    day = wanted.as_of or today(body)
    around = calendar_of(body, day - BACK, day + AHEAD)
    lines = [line for line in around if line.meeting is not None or line.on >= day]
    if wanted.format == "ics":
        return calendar_ics(body, lines, wanted.actor)
    if wanted.format == "json":
        return json_of({"body": body.slug, "meetings": [line_plain(line) for line in lines]})
    return list_written(calendar_list(body, day, lines), wanted.format, {}, "", wanted.dated)


def notices_file(wanted: Wanted) -> bytes:
    """Every version of every notice of a body, in the order they are read."""
    body = body_named(wanted.parts["body"])
    day = wanted.as_of or today(body)
    file = ListFile(
        title=f"Notices of the {body.name}",
        about=f"{body.name}, {host_name(body, day)}, as of {day_words(day)}.",
        keys=tuple(NOTICE_COLUMNS),
        titles=tuple(NOTICE_COLUMNS.values()),
        rows=tuple(_notice_cells(row) for row in all_versions(body, day)),
        look=look_of(body),
    )
    head = {"ref": wanted.ref, "as_of": day.isoformat()}
    return list_written(file, wanted.format, head, "notices", wanted.dated)


def _notice_cells(row: NoticeVersion) -> tuple[str, ...]:
    notice = row.notice
    return (
        notice.title,
        str(notice.version),
        row.state,
        notice.from_on.isoformat(),
        notice.retired_on.isoformat() if notice.retired_on else "",
        notice.text,
        notice.source_words,
        ", ".join(meeting.ref for meeting in row.shown_in),
        row.ref,
    )


def _meeting_of(wanted: Wanted) -> Meeting:
    return meeting_named(wanted.parts["body"], wanted.parts["meeting"])


def _sheet_html(document: AgendaDocument) -> bytes:
    from secretariat.documents.rendering.html_sheet import agenda_html

    return agenda_html(document).encode()


def _sheet_markdown(document: AgendaDocument) -> bytes:
    from secretariat.documents.rendering.markdown import agenda_markdown

    return agenda_markdown(document).encode()


def _sheet_pdf(document: AgendaDocument, dated: datetime | None) -> bytes:
    from secretariat.documents.rendering.pdf import agenda_pdf

    return agenda_pdf(document, dated)


_SHEETS: dict[str, Callable[[AgendaDocument], bytes]] = {
    "html": _sheet_html,
    "md": _sheet_markdown,
}


def _agenda_html(meeting: MeetingSnapshot) -> bytes:
    return _sheet_html(agenda_document(meeting, clock.now()))


def _agenda_markdown(meeting: MeetingSnapshot) -> bytes:
    return _sheet_markdown(agenda_document(meeting, clock.now()))


def _agenda_pdf(meeting: MeetingSnapshot, dated: datetime | None) -> bytes:
    return _sheet_pdf(agenda_document(meeting, clock.now()), dated)


def _agenda_csv(meeting: MeetingSnapshot) -> bytes:
    from secretariat.documents.rendering.csv import rows_csv

    return rows_csv(COLUMNS, [_cells(line) for line in agenda_lines(meeting)])


def _agenda_json(meeting: MeetingSnapshot) -> bytes:
    items = [_item_plain(item) for item in meeting.items]
    remarks = list(meeting.departures.lines)
    return json_of({"meeting": meeting.ref, "remarks": remarks, "items": items})


_AGENDA: dict[str, Callable[[MeetingSnapshot], bytes]] = {
    "html": _agenda_html,
    "md": _agenda_markdown,
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
        "starts_at": instant_of(meeting.starts_at),
        "ends_at": instant_of(meeting.ends_at),
        "zone": meeting.zone,
        "chair": meeting.chair,
        "secretary": meeting.secretary,
        "called_at": instant_of(meeting.called_at),
        "adjourned_at": instant_of(meeting.adjourned_at),
        "cancelled_reason": meeting.cancelled_reason,
        "occasion": meeting.occasion,
        "moved": [
            {"from": instant_of(move.from_at), "reason": move.reason} for move in meeting.moves
        ],
        "joint_with": [party.body.slug for party in meeting.joint_with],
        "remarks": list(meeting.departures.lines),
        "link": meeting.link,
        "passcode": meeting.passcode,
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
        "links": [{"title": link.title, "url": address_of(link.url)} for link in item.links],
        "notes": [{"key": n.key, "depth": n.depth, "text": n.text} for n in item.notes],
    }


def _attendee_plain(meeting: MeetingSnapshot, handle: str) -> dict[str, Any]:
    who = next(each for each in meeting.attendees if each.person == handle)
    return {
        "person": who.person,
        "name": who.name,
        "organization": who.organization,
        "stays": [[instant_of(arrived), instant_of(left)] for arrived, left in who.stretches],
    }


register(rf"{MEETING}/agenda", ("html", "md", "pdf", "csv", "json"), agenda_file, has_days=False)
register(rf"{MEETING}/hand-over", ("html", "md", "pdf"), hand_over_file, has_days=False)
register(MEETING, ("json", "ics"), meeting_file, has_days=False)
register(rf"{BODY}/notices", LIST_FORMATS, notices_file)
register(rf"{BODY}/calendar", ("ics", *LIST_FORMATS), calendar_file)
