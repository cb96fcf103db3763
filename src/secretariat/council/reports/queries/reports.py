"""Reports: the list, one of them, what is due, what was answered, what the record says since."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from secretariat.council.meetings.models import AgendaItem
from secretariat.council.reports import policy
from secretariat.council.reports.compose import drafted
from secretariat.council.reports.models import Answer, Chapter, Report
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import day_in, today
from secretariat.rules.deck import from_plain
from secretariat.rules.errors import Refused
from secretariat.rules.report_changes import later_words
from secretariat.rules.reports import is_due
from secretariat.rules.visibility import Actor

__all__ = ["today"]

_NAMED = re.compile(r"(?P<body>[a-z][a-z0-9-]*)/reports/(?P<slug>\d{4}-\d{2}-\d{2}(?:-\d{1,2})?)")


@dataclass(frozen=True, slots=True)
class Later:
    """What the record says otherwise than a report that was given, until a day."""

    until_on: date
    changes: tuple[str, ...]


def reports_of(actor: Actor, body: Body) -> list[Report]:
    """The reports the actor may read, the newest first, without their decks. One query."""
    return list(policy.visible_to(actor, _rows().filter(body=body)).defer("frozen"))


def report_named(body: Body, slug: str) -> Report:
    """The report of this day. Refuses ("not_found")."""
    found = _rows().filter(body=body, slug=slug).first()
    if found is None:
        raise Refused("not_found", f"{body.short_name} has no report of {slug}.")
    return found


def find_report(ref: str) -> Report | None:
    """The report of a reference, or None if it names something else. One query."""
    parts = _NAMED.fullmatch(ref)
    if parts is None:
        return None
    return _rows().filter(body__slug=parts["body"], slug=parts["slug"]).first()


def previous_report(body: Body, to_words: str, before: date | None = None) -> Report | None:
    """The newest report that was given to somebody, before a day if one is named. One query."""
    rows = _rows().filter(body=body, state=Report.State.GIVEN, to_words__iexact=to_words)
    return (rows.filter(on__lt=before) if before else rows).first()


def newest_given(body: Body) -> Report | None:
    """The newest report that was given to anybody. One query."""
    return _rows().filter(body=body, state=Report.State.GIVEN).defer("frozen").first()


def chapter_named(report: Report, slug: str) -> Chapter:
    """The chapter of this short name. Refuses ("not_found")."""
    found = report.chapters.filter(slug=slug).first()
    if found is None:
        raise Refused("not_found", f"The report has no chapter “{slug}”.")
    found.report = report
    return found


def answer_numbered(report: Report, number: int) -> Answer:
    """The answer of this number. Refuses ("not_found")."""
    found = report.answers.filter(number=number).first()
    if found is None:
        raise Refused("not_found", "That answer is not there any more. Nothing has changed.")
    found.report = report
    return found


def due_reports(body: Body, day: date) -> list[Report]:
    """Drafts whose day has come or comes within four weeks, the next first; those to this body,
    too. One query.
    """
    rows = (
        _rows()
        .filter(state=Report.State.DRAFT)
        .filter(Q(body=body) | Q(to_body=body))
        .order_by("on", "id")
    )
    return [row for row in rows if is_due(row.on, day)]


def unshown_reports(body: Body, day: date) -> list[Report]:
    """Reports given by a day that stand on no agenda since. Two queries."""
    rows = list(_rows().filter(body=body, state=Report.State.GIVEN, on__lte=day).defer("frozen"))
    shown = shown_already(rows)
    return [row for row in rows if row.ref not in shown]


def shown_already(reports: Iterable[Report]) -> set[str]:
    """Which of these stood on the agenda of a meeting of their body on or after their day. One
    query.
    """
    by_ref = {row.ref: row for row in reports}
    items = AgendaItem.objects.filter(source_ref__in=by_ref).exclude(state="withdrawn")
    found = set()
    for item in items.select_related("meeting__body"):
        report = by_ref[item.source_ref]
        day = item.meeting.starts_at.astimezone(ZoneInfo(item.meeting.zone)).date()
        if item.meeting.body_id == report.body_id and day >= report.on:
            found.add(report.ref)
    return found


def answers_waiting(body: Body) -> list[Answer]:
    """What was answered and has neither become an action nor an outcome, oldest first. One
    query.
    """
    rows = Answer.objects.filter(report__body=body, ended_on__isnull=True)
    return list(rows.select_related("report__body").defer("report__frozen").order_by("on", "id"))


def later_changes(report: Report, now: datetime) -> Later:
    """What the record says otherwise than the report, until now or the day of the next one given to
    the same body. Reads the facts of every chapter.
    """
    rows = _rows().filter(body=report.body, state=Report.State.GIVEN, to_words=report.to_words)
    following = rows.filter(on__gt=report.on).order_by("on").first()
    until = now if following is None or following.given_at is None else following.given_at
    day = max(day_in(report.body, until), report.to_on)
    return Later(day, later_words(from_plain(report.frozen), drafted(report, until, day)))


def _rows() -> QuerySet[Report]:
    return Report.objects.select_related("body__host", "to_body")
