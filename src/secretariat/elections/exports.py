"""Timelines as CSV, Markdown, JSON and iCal."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from secretariat.documents.rendering.ical import CalendarEvent
from secretariat.documents.rendering.list_files import (
    ListFile,
    list_csv,
    list_json,
    list_markdown,
)
from secretariat.elections import queries
from secretariat.elections.snapshots import TimelineAt
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import body_named, day_in
from secretariat.foundation.records import clock
from secretariat.foundation.records.exports import Wanted, register
from secretariat.rules.days import day_words
from secretariat.rules.elections import STEP_WORDS, Step

COLUMNS = {
    "ref": "Reference",
    "office": "Office",
    "year": "Year",
    "state": "State",
    "adopted_on": "Adopted",
    "adopted_by": "Adopted by",
    **{step.value: STEP_WORDS[step] for step in Step},
    "outcome": "What came of it",
}


def elections_file(wanted: Wanted) -> bytes:
    """Every timeline of a body as of a day (today without `as_of`)."""
    body = body_named(wanted.parts["body"])
    at = wanted.until(body.zone)
    rows = queries.timelines_at(body.slug, at)
    if wanted.format == "ics":
        return _steps(body, rows)
    day = day_in(body, at)
    file = ListFile(
        title=f"Election timelines of the {body.name}",
        about=f"{body.name}, {body.host.name}, as of {day_words(day)}.",
        keys=tuple(COLUMNS),
        titles=tuple(COLUMNS.values()),
        rows=tuple(_cells(row) for row in rows),
    )
    if wanted.format == "json":
        return list_json(file, {"ref": wanted.ref, "as_of": day.isoformat()}, "elections")
    return list_csv(file) if wanted.format == "csv" else list_markdown(file)


def _cells(row: TimelineAt) -> tuple[str, ...]:
    adopted_on = row.current.adopted_on
    return (
        row.ref,
        row.office_words,
        str(row.year),
        row.state_words,
        adopted_on.isoformat() if adopted_on else "",
        row.current.adopted_ref,
        *(row.day(step).isoformat() for step in Step),
        row.outcome,
    )


def _steps(body: Body, rows: list[TimelineAt]) -> bytes:
    from secretariat.documents.rendering.ical import calendar

    return calendar(f"Elections of the {body.name}", step_events(body, rows))


def step_events(body: Body, rows: list[TimelineAt]) -> list[CalendarEvent]:
    """Every step as a day of its own; those of what nobody adopted yet are tentative, of what was
    dropped cancelled.
    """
    host = settings.BASE_URL.partition("//")[2].partition(":")[0]
    zone = ZoneInfo(body.zone)
    return [
        CalendarEvent(
            uid=f"{row.ref.replace('/', '-')}-{step.value}@{host}",
            title=f"{row.title}: {STEP_WORDS[step].lower()}",
            starts_at=datetime.combine(row.day(step), time(), zone),
            ends_at=datetime.combine(row.day(step) + timedelta(days=1), time(), zone),
            zone=body.zone,
            stamped_at=clock.now(),
            sequence=row.current.number,
            description=row.state_sentence,
            url=f"{settings.BASE_URL}/{row.ref}",
            is_cancelled=row.is_dropped,
            is_tentative=row.current.adopted_on is None and not row.is_over,
            is_all_day=True,
        )
        for row in rows
        for step in Step
    ]


register(r"(?P<body>[a-z][a-z0-9-]*)/elections", ("csv", "json", "md", "ics"), elections_file)
