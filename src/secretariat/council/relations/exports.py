"""Relations as CSV, Markdown and JSON; consultations as the same, and their deadlines as iCal."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from secretariat.council.relations import policy, queries
from secretariat.council.relations.queries import RelationLine
from secretariat.council.relations.snapshots import ConsultationAt
from secretariat.documents.rendering.ical import CalendarEvent
from secretariat.documents.rendering.list_files import (
    ListFile,
    list_csv,
    list_json,
    list_markdown,
)
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import body_named, day_in
from secretariat.foundation.records import clock
from secretariat.foundation.records.exports import Wanted, register
from secretariat.rules.consultations import Step
from secretariat.rules.days import day_words

RELATION_COLUMNS = {
    "ref": "Reference",
    "name": "Organization",
    "kind": "Kind",
    "about": "About",
    "from_on": "From",
    "to_on": "To",
    "ours": "Our contacts",
    "last_contact": "Last contact",
    "talks": "Talks",
    "exchanges": "Exchanges",
    "ended_reason": "Why it ended",
}
CONSULTATION_COLUMNS = {
    "ref": "Reference",
    "title": "Title",
    "kind": "Kind",
    "asked_by": "Asked by",
    "called_on": "Called",
    "closes_on": "Closes",
    "step": "Step",
    "since": "Since",
    "drafter": "Drafter",
    "voted_by": "Voted in",
    "approved_by": "Approved in",
    "sent_on": "Sent",
    "published": "Published",
}


def relations_file(wanted: Wanted) -> bytes:
    """Every relation with our contacts and the last contact; names of the other side stay here."""
    body = body_named(wanted.parts["body"])
    day = wanted.as_of or queries.today(body)
    inside = bool(policy.may_see_inside(wanted.actor, body))
    lines = queries.relation_lines(body, day, sees_inside=inside)
    file = ListFile(
        title=f"Relations of the {body.name}",
        about=f"{body.name}, {body.host.name}, as of {day_words(day)}.",
        keys=tuple(RELATION_COLUMNS),
        titles=tuple(RELATION_COLUMNS.values()),
        rows=tuple(_relation_cells(line) for line in lines),
    )
    return _as(wanted, file, "relations", day.isoformat())


def consultations_file(wanted: Wanted) -> bytes:
    """Every consultation and statement as of a day (today without `as_of`)."""
    body = body_named(wanted.parts["body"])
    at = wanted.until(body.zone)
    rows = queries.consultations_at(body.slug, at, wanted.actor)
    if wanted.format == "ics":
        return _deadlines(body, rows)
    day = day_in(body, at)
    file = ListFile(
        title=f"Consultations and statements of the {body.name}",
        about=f"{body.name}, {body.host.name}, as of {day_words(day)}.",
        keys=tuple(CONSULTATION_COLUMNS),
        titles=tuple(CONSULTATION_COLUMNS.values()),
        rows=tuple(_consultation_cells(row) for row in rows),
    )
    return _as(wanted, file, "consultations", day.isoformat())


def _as(wanted: Wanted, file: ListFile, name: str, day: str) -> bytes:
    if wanted.format == "json":
        return list_json(file, {"ref": wanted.ref, "as_of": day}, name)
    return list_csv(file) if wanted.format == "csv" else list_markdown(file)


def _deadlines(body: Body, rows: list[ConsultationAt]) -> bytes:
    from secretariat.documents.rendering.ical import calendar

    return calendar(f"Deadlines of the {body.name}", deadline_events(body, rows))


def deadline_events(body: Body, rows: list[ConsultationAt]) -> list[CalendarEvent]:
    """The deadlines as days; that of what was dropped is cancelled."""
    host = settings.BASE_URL.partition("//")[2].partition(":")[0]
    zone = ZoneInfo(body.zone)
    return [
        CalendarEvent(
            uid=f"{body.slug}-consultation-{row.slug}@{host}",
            title=f"{row.title} closes",
            starts_at=datetime.combine(row.closes_on, time(), zone),
            ends_at=datetime.combine(row.closes_on + timedelta(days=1), time(), zone),
            zone=body.zone,
            stamped_at=clock.now(),
            sequence=len(row.steps),
            description=row.closes_words,
            url=f"{settings.BASE_URL}/{row.ref}",
            is_cancelled=row.step is Step.DROPPED,
            is_all_day=True,
        )
        for row in rows
        if row.closes_on is not None
    ]


def _relation_cells(line: RelationLine) -> tuple[str, ...]:
    row = line.relation
    return (
        row.ref,
        row.name,
        row.get_kind_display(),
        row.about,
        row.from_on.isoformat() if row.from_on else "",
        row.to_on.isoformat() if row.to_on else "",
        ", ".join(contact.name for contact in line.ours),
        line.last_on.isoformat() if line.last_on else "",
        str(line.talks),
        str(line.exchanges),
        row.ended_reason,
    )


def _consultation_cells(row: ConsultationAt) -> tuple[str, ...]:
    return (
        row.ref,
        row.title,
        row.kind,
        row.asked_by,
        row.called_on.isoformat() if row.called_on else "",
        row.closes_on.isoformat() if row.closes_on else "",
        row.step_words,
        row.since_on.isoformat(),
        row.drafter,
        row.voted_ref,
        row.approved_ref,
        row.sent_on.isoformat() if row.sent_on else "",
        row.published_url,
    )


register(r"(?P<body>[a-z][a-z0-9-]*)/relations", ("csv", "json", "md"), relations_file)
register(
    r"(?P<body>[a-z][a-z0-9-]*)/consultations", ("csv", "json", "md", "ics"), consultations_file
)
