"""The milestone table as a slide: changed cells green, tentative ones yellow, with a letter too."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from secretariat.council.projects.queries import CellLine, RowLine, TableView
from secretariat.rules.dates import day_words
from secretariat.rules.deck import Align, Cell, Column, Mark, Row, TableSlide, cell
from secretariat.rules.deck_layout import legend
from secretariat.rules.runs import Run, plain
from secretariat.rules.wording import capitalized

NAME_WEIGHT = 2


def table_slide(
    view: TableView, *, title: str, number: str = "", ref: str = "", notes: str = "", foot: str = ""
) -> TableSlide:
    """The whole table as one slide, which pagination splits; one cell per column and project."""
    heads = [Column("Project", weight=NAME_WEIGHT)]
    heads += [Column(column.label, Align.CENTER) for column in view.table.columns]
    slide = TableSlide(
        title=title,
        number=number,
        ref=ref,
        notes=notes,
        columns=tuple(heads),
        rows=tuple(_row(row) for row in view.rows),
    )
    return replace(slide, foot=" · ".join((foot, legend(slide))).strip(" ·")) if foot else slide


def foot_words(view: TableView, *, meeting_on: date) -> str:
    """Which day the table shows, where it is not the meeting's, and what it is compared with."""
    parts = [] if view.table.as_of == meeting_on else [f"As of {day_words(view.table.as_of)}"]
    if view.compared_with is not None:
        parts.append(f"compared with {day_words(view.compared_with)}")
    words = ", ".join(parts)
    return capitalized(words)


def _row(row: RowLine) -> Row:
    name = cell(plain(row.project.name), Mark.CHANGED if row.is_new else Mark.NONE)
    return (name, *(_cell(line, is_new_row=row.is_new) for line in row.cells))


def _cell(line: CellLine, *, is_new_row: bool) -> Cell:
    """A cell both tentative and changed is yellow and says "new" as well. An empty one is marked in
    a row that is new as a whole only.
    """
    if not line.text:
        return cell("", Mark.CHANGED if is_new_row else Mark.NONE)
    if line.cell.is_tentative:
        new = (Run(f" {Mark.CHANGED.letter}", is_bold=True),) if line.is_changed else ()
        return cell((*plain(line.text), *new), Mark.TENTATIVE)
    return cell(plain(line.text), Mark.CHANGED if line.is_changed else Mark.NONE)
