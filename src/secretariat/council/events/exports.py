"""Events as CSV, Markdown, JSON and iCal: the list of a body with its deadlines, and one event."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from secretariat.council.events import queries, slides
from secretariat.council.events.models import Event
from secretariat.council.events.snapshots import DeadlineAt, EventAt, NoteAt, SessionAt, event_at
from secretariat.documents.rendering.ical import CalendarEvent, calendar
from secretariat.documents.rendering.list_files import (
    ListFile,
    list_csv,
    list_json,
    list_markdown,
)
from secretariat.documents.rendering.markdown_text import Blocks, escaped, inline
from secretariat.foundation.people.queries import body_named, day_in
from secretariat.foundation.records import clock
from secretariat.foundation.records.exports import Wanted, register
from secretariat.rules.days import day_words
from secretariat.rules.events import EventState
from secretariat.rules.runs import Paragraph, bullet, linked
from secretariat.rules.wording import capitalized

COLUMNS = {
    "ref": "Reference",
    "name": "Event",
    "from_on": "From",
    "to_on": "To",
    "place": "Place",
    "zone": "Zone",
    "url": "Address",
    "state": "State",
    "deadlines": "Deadlines",
    "sessions": "Sessions",
    "attended": "Who",
    "came_of_it": "What came of it",
}
BEFORE_CLOSING = timedelta(minutes=30)
"""A deadline stands in a calendar as the half hour that ends with it."""


def events_file(wanted: Wanted) -> bytes:
    """Every event of a body as of a day (today without `as_of`), as everybody may read it."""
    body = body_named(wanted.parts["body"])
    at = wanted.until(body.zone)
    known = queries.events_at(body, at)
    if wanted.format == "ics":
        found = [entry for event in known for entry in event_entries(event)]
        return calendar(f"Events of the {body.name}", found)
    day = day_in(body, at)
    file = ListFile(
        title=f"Events of the {body.name}",
        about=f"{body.name}, {body.host.name}, as of {day_words(day)}.",
        keys=tuple(COLUMNS),
        titles=tuple(COLUMNS.values()),
        rows=tuple(_cells(event) for event in known),
    )
    if wanted.format == "json":
        return list_json(file, {"ref": wanted.ref, "as_of": day.isoformat()}, "events")
    return list_csv(file) if wanted.format == "csv" else list_markdown(file)


def event_file(wanted: Wanted) -> bytes:
    """One event with its sessions, deadlines and what is to follow."""
    body = body_named(wanted.parts["body"])
    row = queries.event_named(body, wanted.parts["event"])
    at = wanted.until(body.zone)
    event = event_at(row, at, day_in(body, at), queries.items_carrying(body.slug))
    if wanted.format == "ics":
        return calendar(event.name, [*event_entries(event), *_sessions(event, row)])
    if wanted.format == "json":
        return json.dumps(_plain(event), indent=2, ensure_ascii=False).encode()
    return _markdown(event)


def _cells(event: EventAt) -> tuple[str, ...]:
    return (
        event.ref,
        event.name,
        event.from_on.isoformat(),
        event.last_on.isoformat(),
        event.place,
        event.zone,
        event.url,
        event.state_words,
        "; ".join(f"{each.label}: {each.outcome or each.when}" for each in event.deadlines),
        str(len(event.held)),
        slides.attended_words(event),
        event.follow_up_words or event.cancelled_reason,
    )


def event_entries(event: EventAt) -> Iterator[CalendarEvent]:
    """The event as days, and each deadline as the half hour before it."""
    zone = ZoneInfo(event.zone)
    yield CalendarEvent(
        uid=_uid(event.ref),
        title=event.name,
        starts_at=datetime.combine(event.from_on, time(), zone),
        ends_at=datetime.combine(event.last_on + timedelta(days=1), time(), zone),
        zone=event.zone,
        stamped_at=clock.now(),
        sequence=event.revision,
        description=event.cancelled_reason or event.about,
        place=event.place,
        url=f"{settings.BASE_URL}/{event.ref}",
        is_cancelled=event.state is EventState.CANCELLED,
        is_all_day=True,
    )
    for each in event.deadlines:
        yield _deadline(event, each)


def _deadline(event: EventAt, each: DeadlineAt) -> CalendarEvent:
    return CalendarEvent(
        uid=_uid(f"{event.ref}/deadlines/{each.number}"),
        title=f"{event.name}: {each.label} closes",
        starts_at=each.closes_at - BEFORE_CLOSING,
        ends_at=each.closes_at,
        zone=each.zone,
        stamped_at=clock.now(),
        sequence=each.revision,
        description=each.outcome,
        url=each.url or f"{settings.BASE_URL}/{event.ref}",
        is_cancelled=event.state is EventState.CANCELLED,
    )


def _sessions(event: EventAt, row: Event) -> Iterator[CalendarEvent]:
    for each in event.sessions:
        if each.starts_at is None:
            continue
        yield CalendarEvent(
            uid=_uid(each.ref),
            title=each.title,
            starts_at=each.starts_at,
            ends_at=each.ends_at or each.starts_at + timedelta(hours=1),
            zone=row.zone,
            stamped_at=clock.now(),
            sequence=each.revision,
            description="\n".join(filter(None, (each.speaker_words, each.about))),
            place=each.room or event.place,
            url=each.url,
            is_cancelled=bool(each.dropped_reason) or event.state is EventState.CANCELLED,
        )


def _uid(ref: str) -> str:
    host = settings.BASE_URL.partition("//")[2].partition(":")[0]
    return f"{ref.replace('/', '-')}@{host}"


def _plain(event: EventAt) -> dict[str, Any]:
    """The event as plain JSON values."""
    return {
        **dict(zip(COLUMNS, _cells(event), strict=True)),
        "about": event.about,
        "deadlines": [
            {
                "label": each.label,
                "closes_at": each.closes_at.isoformat(),
                "zone": each.zone,
                "url": each.url,
                "outcome": each.outcome,
            }
            for each in event.deadlines
        ],
        "sessions": [_plain_session(each) for each in event.sessions],
        "notes": [_plain_note(each) for each in event.notes],
        "source": event.source_words,
    }


def _plain_session(each: SessionAt) -> dict[str, Any]:
    return {
        "ref": each.ref,
        "title": each.title,
        "starts_at": each.starts_at.isoformat() if each.starts_at else "",
        "ends_at": each.ends_at.isoformat() if each.ends_at else "",
        "room": each.room,
        "url": each.url,
        "speakers": [{"name": s.name, "organization": s.organization} for s in each.speakers],
        "more_speakers": each.more_speakers,
        "not_held": each.dropped_reason,
    }


def _plain_note(note: NoteAt) -> dict[str, Any]:
    return {
        "ref": note.ref,
        "kind": note.kind,
        "text": note.text,
        "url": note.url,
        "by": note.by,
        "on": note.on.isoformat(),
        "answer": note.answer,
        "action": note.action_ref,
        "items": list(note.item_refs),
        "notes": [_plain_note(each) for each in note.under],
    }


def _markdown(event: EventAt) -> bytes:
    blocks = Blocks()
    blocks.add(f"# {escaped(event.name)}")
    facts = [capitalized(event.state_words), event.days, event.place, event.url]
    blocks.add(inline(linked(", ".join(filter(None, facts))), is_start=True))
    if event.follow_up_words or event.cancelled_reason:
        blocks.add(inline(linked(event.follow_up_words or event.cancelled_reason), is_start=True))
    for title, lines in _sections(event):
        if lines:
            blocks.add(f"## {title}")
            blocks.add_paragraphs(lines)
    return blocks.text().encode()


def _sections(event: EventAt) -> Iterator[tuple[str, list[Paragraph]]]:
    closing = [bullet(f"{each.label}: {each.outcome or each.when}") for each in event.deadlines]
    yield "Deadlines", closing
    yield "Sessions", slides.session_paragraphs(event)
    yield "What is to follow", slides.follow_up_paragraphs(event)


register(r"(?P<body>[a-z][a-z0-9-]*)/events", ("csv", "json", "md", "ics"), events_file)
register(
    r"(?P<body>[a-z][a-z0-9-]*)/events/(?P<event>[a-z0-9-]+)", ("json", "md", "ics"), event_file
)
