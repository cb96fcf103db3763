"""Updates as CSV, Markdown and JSON: those of a body, and those of one meeting. Never a draft."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from secretariat.council.updates import queries
from secretariat.council.updates.snapshots import UpdateAt
from secretariat.documents.rendering.list_files import (
    ListFile,
    list_csv,
    list_json,
    list_markdown,
)
from secretariat.foundation.people.queries import body_named, day_in
from secretariat.foundation.records.exports import Wanted, register
from secretariat.rules.days import day_words

COLUMNS = {
    "meeting": "Meeting",
    "from": "Update of",
    "state": "State",
    "due_on": "Due",
    "received_on": "Received",
    "by": "Written by",
    "text": "Text",
    "excused": "Why excused",
}


def updates_file(wanted: Wanted) -> bytes:
    """Every update as of a day (today without `as_of`), the newest meeting first."""
    body = body_named(wanted.parts["body"])
    at = wanted.until(body.zone)
    day = day_in(body, at)
    file = ListFile(
        title=f"Updates for the {body.name}",
        about=f"{body.name}, {body.host.name}, as of {day_words(day)}.",
        keys=tuple(COLUMNS),
        titles=tuple(COLUMNS.values()),
        rows=tuple(_cells(row) for row in queries.updates_of_body(body, at)),
    )
    if wanted.format == "json":
        return list_json(file, {"ref": wanted.ref, "as_of": day.isoformat()}, "updates")
    return list_csv(file) if wanted.format == "csv" else list_markdown(file)


def _cells(row: UpdateAt) -> tuple[str, ...]:
    zone = ZoneInfo(row.zone)
    received = row.received_at.astimezone(zone).date().isoformat() if row.received_at else ""
    return (
        row.meeting_ref,
        row.name,
        row.state_words,
        row.due_on.isoformat(),
        received,
        row.by,
        row.text,
        row.excused_reason,
    )


register(r"(?P<body>[a-z][a-z0-9-]*)/updates", ("csv", "json", "md"), updates_file)
