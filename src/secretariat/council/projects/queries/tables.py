"""The milestone table of a day and what changed since another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from secretariat.council.projects.snapshots import Ledger, ledger_of
from secretariat.foundation.people.models import Body
from secretariat.rules import milestones as law

from .days import end_of_day


@dataclass(frozen=True, slots=True)
class CellLine:
    """One cell as a page or slide shows it. `is_changed` compares with the day asked for."""

    column: law.Column
    cell: law.Cell
    is_changed: bool

    @property
    def text(self) -> str:
        return self.cell.text


@dataclass(frozen=True, slots=True)
class RowLine:
    """One project with its cells, in the order of the columns; `is_new` since the day compared."""

    project: law.Project
    cells: tuple[CellLine, ...]
    is_new: bool


@dataclass(frozen=True, slots=True)
class TableView:
    """A table with what changed since another day, its order warnings, and the rows that left."""

    table: law.Table
    rows: tuple[RowLine, ...]
    warnings: tuple[str, ...]
    compared_with: date | None
    removed: tuple[law.Project, ...]

    @property
    def has_tentative(self) -> bool:
        return any(line.cell.is_tentative for row in self.rows for line in row.cells)


def table(body: Body, as_of: date, known_on: date | None = None) -> law.Table:
    """The milestone table of a day, as known on another (None: all that is known). Four queries."""
    return ledger_of(body.slug).table(as_of, end_of_day(body, known_on) if known_on else None)


def difference(body: Body, earlier: date, later: date) -> law.TableDifference:
    """What the tables of two days say differently. Four queries."""
    ledger = ledger_of(body.slug)
    return law.table_difference(ledger.table(earlier), ledger.table(later))


def table_view(
    body: Body,
    as_of: date,
    *,
    compared_with: date | None = None,
    known_at: datetime | None = None,
) -> TableView:
    """The table of a day for pages and slides, with the cells that say something else than on the
    day compared. Four queries.
    """
    return view_of(ledger_of(body.slug), as_of, compared_with=compared_with, known_at=known_at)


def view_of(
    ledger: Ledger,
    as_of: date,
    *,
    compared_with: date | None = None,
    known_at: datetime | None = None,
) -> TableView:
    """The same from a ledger already read."""
    shown = ledger.table(as_of, known_at)
    changed: set[law.Place] = set()
    new: set[str] = set()
    removed: tuple[law.Project, ...] = ()
    if compared_with is not None:
        found = law.table_difference(ledger.table(compared_with, known_at), shown)
        changes = (*found.text_changes, *found.certainty_changes)
        changed = {(change.project.slug, change.column.slug) for change in changes}
        new, removed = {project.slug for project in found.added}, found.removed
    rows = tuple(
        RowLine(
            project,
            tuple(
                CellLine(
                    column, cell, project.slug in new or (project.slug, column.slug) in changed
                )
                for column, cell in zip(shown.columns, cells, strict=True)
            ),
            project.slug in new,
        )
        for project, cells in shown.rows()
    )
    return TableView(shown, rows, tuple(law.order_warnings(shown)), compared_with, removed)
