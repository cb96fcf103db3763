"""What a new report begins with: the chapters of the one before, else every kind there is."""

from __future__ import annotations

from typing import Any

from secretariat.council.meetings.report_kinds import ReportKind, report_kinds
from secretariat.council.reports.models import Report

Begun = tuple[str, str, str, dict[str, Any]]
"""Kind, title, line in the contents, options."""
MIDDLE = 50


def first_chapters(before: Report | None) -> list[Begun]:
    """The chapters of a first draft, in order; the editor's words of the report before are not
    taken over.
    """
    if before is not None:
        rows = before.chapters.filter(is_left_out=False)
        return [(row.kind, row.title, row.listed_as, dict(row.options)) for row in rows]
    kinds = sorted(report_kinds(), key=lambda kind: (_place(kind), kind.label))
    return [(kind.name, kind.label, listed_as(kind), {}) for kind in kinds]


def listed_as(kind: ReportKind) -> str:
    """The line in the contents under which chapters of this kind stand; empty for none."""
    return str(getattr(kind, "listed_as", kind.label))


def _place(kind: ReportKind) -> int:
    return int(getattr(kind, "place", MIDDLE))
