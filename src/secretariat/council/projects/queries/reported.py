"""The table of a day as a report shows it: what changed since the report before, whose day may not
be known exactly.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from secretariat.council.projects.snapshots import Ledger
from secretariat.rules import milestones as law
from secretariat.rules.reports import Baseline, Judged, days_to_compare, judged, unsure_words

from .tables import CellLine, RowLine, TableView, view_of


@dataclass(frozen=True, slots=True)
class UntoldCell:
    """A cell of which the rule cannot tell whether it is new, with the reason."""

    project: law.Project
    column: law.Column
    text: str
    why: str

    @property
    def words(self) -> str:
        """In a sentence for a list."""
        return f"{self.project.name}, {self.column.label} “{self.text}”: {self.why}."


@dataclass(frozen=True, slots=True)
class ReportedTable:
    """A table with the cells that surely changed marked as such, and those it cannot tell."""

    view: TableView
    untold: tuple[UntoldCell, ...]


def reported_table(
    ledger: Ledger, as_of: date, baseline: Baseline | None, known_at: datetime | None = None
) -> ReportedTable:
    """The table of a day, a cell marked as changed only if it says something else than on every day
    the report before can have had. Without a report before nothing is marked. No query.
    """
    plain = view_of(ledger, as_of, known_at=known_at)
    if baseline is None:
        return ReportedTable(plain, ())
    views = [
        view_of(ledger, as_of, compared_with=day, known_at=known_at)
        for day in days_to_compare(baseline, _turns(ledger))
    ]
    cells = judged([[_key(r, c) for r in v.rows for c in r.cells if c.is_changed] for v in views])
    rows = judged([[r.project.slug for r in view.rows if r.is_new] for view in views])
    view = replace(
        views[0],
        rows=tuple(_marked(row, cells, rows) for row in views[0].rows),
        compared_with=baseline.earliest if baseline.is_exact else None,
    )
    return ReportedTable(view, tuple(_untold(view, cells, baseline)))


def _turns(ledger: Ledger) -> list[date]:
    """Every day from which some table said something else than the day before."""
    days = [entry.said_on for entry in ledger.entries]
    for holder in ledger.holders:
        days += [day for day in (holder.from_on, _after(holder.to_on)) if day is not None]
    for project in ledger.projects:
        ends = (project.listed_from_on, _after(project.ended_on))
        days += [day for day in ends if day is not None]
    return days


def _after(day: date | None) -> date | None:
    return day + timedelta(days=1) if day is not None else None


def _key(row: RowLine, line: CellLine) -> str:
    return f"{row.project.slug}/{line.column.slug}"


def _marked(row: RowLine, cells: Judged, rows: Judged) -> RowLine:
    lines = (replace(c, is_changed=_key(row, c) in cells.changed) for c in row.cells)
    return replace(row, cells=tuple(lines), is_new=row.project.slug in rows.changed)


def _untold(view: TableView, cells: Judged, baseline: Baseline) -> list[UntoldCell]:
    return [
        UntoldCell(row.project, c.column, c.text, unsure_words(c.cell.since, baseline))
        for row in view.rows
        for c in row.cells
        if c.text and _key(row, c) in cells.unsure
    ]
