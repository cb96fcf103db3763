"""What of the project table hangs: expected days that passed, questions, rows without people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from secretariat.council.projects.models import Project
from secretariat.council.projects.snapshots import Ledger, ledger_of
from secretariat.foundation.people.models import Body
from secretariat.rules import milestones as law
from secretariat.rules.hanging import Hanging, cell_hangs, people_hang


@dataclass(frozen=True, slots=True)
class CellHanging:
    """A cell of today's table and what of it hangs."""

    project: law.Project
    column: law.Column
    cell: law.Cell
    hangs: tuple[Hanging, ...]


def hanging_cells(body: Body, today: date) -> list[CellHanging]:
    """The cells of a body's table that hang, row by row. Four queries."""
    ledger = ledger_of(body.slug)
    table, listed = ledger.table(today), {row.slug: row for row in ledger.projects}
    found = []
    for project, cells in table.rows():
        for column, cell in zip(table.columns, cells, strict=True):
            if column.is_people:
                since = _without_since(ledger, listed[project.slug], column, today)
                hangs = people_hang(cell, since)
            else:
                hangs = cell_hangs(cell, today)
            if hangs:
                found.append(CellHanging(project, column, cell, tuple(hangs)))
    return found


def _without_since(ledger: Ledger, row: Project, column: law.Column, today: date) -> date:
    """The day since which a row is without people in a column: after the last of them, else since
    it is listed or first spoken of.
    """
    mine = [
        each for each in ledger.holders if (each.project, each.column) == (row.slug, column.slug)
    ]
    ended = [each.to_on for each in mine if each.to_on is not None and each.to_on < today]
    if ended:
        return max(ended) + timedelta(days=1)
    said = [each.said_on for each in ledger.entries if each.project == row.slug]
    return row.listed_from_on or min(said, default=today)
