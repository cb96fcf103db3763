"""Reports and their chapters as the kinds of chapters see them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from secretariat.council.meetings.report_kinds import ChapterSnapshot, ReportSnapshot
from secretariat.council.reports.models import Chapter, Report
from secretariat.foundation.people.queries import day_in
from secretariat.rules.reports import Baseline, parse_baseline


def chapter_snapshot(row: Chapter) -> ChapterSnapshot:
    """One chapter."""
    return ChapterSnapshot(
        kind=row.kind,
        title=row.title,
        options=dict(row.options),
        text=row.text,
        stamp=row.stamp,
        listed_as=row.listed_as,
    )


def report_snapshot(report: Report, to_on: date | None = None) -> ReportSnapshot:
    """The report with the chapters that are in it; until another day where one is given. One
    query.
    """
    rows = [row for row in report.chapters.all() if not row.is_left_out]
    return ReportSnapshot(
        body_slug=report.body.slug,
        ref=report.ref,
        from_on=report.from_on,
        to_on=to_on or report.to_on,
        baseline=baseline_of(report),
        chapters=tuple(map(chapter_snapshot, rows)),
    )


def baseline_of(report: Report) -> Baseline | None:
    """The report before, as far as its day is known."""
    return parse_baseline(report.baseline_text)


def instant_of(report: Report, now: datetime) -> datetime:
    """The instant at which a draft shows the record: now, or the end of its last day if that is
    over.
    """
    zone = ZoneInfo(report.body.zone)
    end = datetime.combine(report.to_on + timedelta(days=1), time(), zone) - timedelta.resolution
    return min(now, end)


def body_day(report: Report, at: datetime) -> date:
    """The day of an instant where the body meets."""
    return day_in(report.body, at)
