"""Every read of reports and areas of focus."""

from __future__ import annotations

from .focus import (
    area_named,
    areas_at,
    focus_year_named,
    focus_years,
    newest_year,
    year_for,
)
from .reports import (
    Later,
    answer_numbered,
    answers_waiting,
    chapter_named,
    due_reports,
    find_report,
    later_changes,
    newest_given,
    previous_report,
    report_named,
    reports_of,
    shown_already,
    today,
    unshown_reports,
)

__all__ = [
    "Later",
    "answer_numbered",
    "answers_waiting",
    "area_named",
    "areas_at",
    "chapter_named",
    "due_reports",
    "find_report",
    "focus_year_named",
    "focus_years",
    "later_changes",
    "newest_given",
    "newest_year",
    "previous_report",
    "report_named",
    "reports_of",
    "shown_already",
    "today",
    "unshown_reports",
    "year_for",
]
