"""The list of actions as a file, as it stood on any day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from secretariat.council.actions.queries import actions_as_of, carried_words
from secretariat.council.actions.snapshots import ActionAt
from secretariat.documents.rendering.list_files import ListFile
from secretariat.documents.rendering.list_formats import LIST_FORMATS, list_written
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import body_named
from secretariat.foundation.people.snapshots import host_name, look_of
from secretariat.foundation.records import clock
from secretariat.foundation.records.exports import Wanted, register
from secretariat.rules.days import day_words

PATTERN = r"(?P<body>[a-z][a-z0-9-]*)/actions"
COLUMNS = {
    "number": "Number",
    "owners": "Owner",
    "text": "Action",
    "state": "State",
    "due": "Due",
    "raised_on": "Raised",
    "raised_ref": "Raised in",
    "carried": "Carried",
    "reason": "Why it ended",
    "note": "Last note",
}


def actions_file(wanted: Wanted) -> bytes:
    """Every action known on a day (today, without `as_of`), open and ended, as it stood then."""
    body = body_named(wanted.parts["body"])
    zone = ZoneInfo(body.zone)
    at = clock.now()
    if wanted.as_of:
        at = datetime.combine(wanted.as_of + timedelta(days=1), time(), zone) - timedelta.resolution
    rows = actions_as_of(wanted.actor, body, at)
    day = at.astimezone(zone).date()
    file = _file(body, rows, carried_words(rows, body, day), day)
    head = {"ref": wanted.ref, "as_of": day.isoformat()}
    return list_written(file, wanted.format, head, "actions", wanted.dated)


def _file(body: Body, rows: list[ActionAt], carried: dict[str, str], on: date) -> ListFile:
    return ListFile(
        title=f"Actions of the {body.name}",
        about=f"{body.name}, {host_name(body, on)}, as of {day_words(on)}.",
        keys=tuple(COLUMNS),
        titles=tuple(COLUMNS.values()),
        rows=tuple(_cells(row, carried[row.ref]) for row in rows),
        look=look_of(body),
    )


def _cells(row: ActionAt, carried: str) -> tuple[str, ...]:
    return (
        row.number,
        row.owner_words,
        row.text,
        row.state_words,
        row.due,
        row.raised_on.isoformat(),
        row.raised_ref,
        carried,
        row.reason,
        row.note,
    )


register(PATTERN, LIST_FORMATS, actions_file)
