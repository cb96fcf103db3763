"""Real PowerPoint tables: the tables of a deck, and the agenda as one without lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from secretariat.documents.rendering.look import HAIRLINE, MARK_FILL, MUTED, Palette
from secretariat.documents.rendering.pptx_xml import (
    Relate,
    emu,
    fill_xml,
    paragraph_xml,
    place_xml,
    runs_xml,
)
from secretariat.documents.rendering.words import bold, tidy
from secretariat.rules import deck_layout as layout
from secretariat.rules.deck import AgendaLine, AgendaSlide, Align, TableSlide, agenda_minutes
from secretariat.rules.measure import LINE
from secretariat.rules.runs import Runs, plain

NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""The format's own name for "No Style, No Grid"."""
_ALIGN = {Align.LEFT: "l", Align.CENTER: "ctr", Align.RIGHT: "r"}
_URI = "http://schemas.openxmlformats.org/drawingml/2006/table"


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell to be: its text and how it stands. `margins` are left, top, right, bottom."""

    runs: Runs
    size: float
    align: Align = Align.LEFT
    colour: str = ""
    fill: str = ""
    line: tuple[str, float] | None = None
    margins: tuple[float, float, float, float] = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class _Grid:
    """A table to be: its cells, the widths of the columns and the heights of the rows."""

    rows: Sequence[Sequence[_Cell]]
    widths: Sequence[float]
    heights: Sequence[float]
    top: float
    title: str
    has_head: bool


def table_xml(slide: TableSlide, size: int, colours: Palette, relate: Relate) -> list[str]:
    """The table below its lead, the head row marked as one."""
    measured = layout.table_layout(slide, size)
    pad = size * layout.CELL_PAD_Y
    margins = (layout.CELL_PAD_X, pad, layout.CELL_PAD_X, pad)
    rows = [
        [
            _Cell(
                layout.head_runs(column),
                size,
                column.align,
                line=(colours.accent, 1.5),
                margins=margins,
            )
            for column in slide.columns
        ]
    ]
    rows += [
        [
            _Cell(
                layout.shown(cell),
                size,
                column.align,
                fill=MARK_FILL.get(cell.mark, ""),
                line=(HAIRLINE, 0.5),
                margins=margins,
            )
            for cell, column in zip(row, slide.columns, strict=True)
        ]
        for row in slide.rows
    ]
    top = layout.CONTENT_TOP + layout.lead_height(slide, size)
    heights = [measured.head, *measured.rows]
    return [
        _grid_xml(_Grid(rows, measured.widths, heights, top, slide.heading, has_head=True), relate)
    ]


def agenda_xml(slide: AgendaSlide, size: int, colours: Palette, relate: Relate) -> list[str]:
    """The agenda: number, title, presenter, time. Nothing for an empty one."""
    if not slide.lines:
        return []
    widths = layout.agenda_widths(slide.lines, size)
    columns = [widths.number, widths.title, widths.presenter, widths.minutes]
    gap = size * layout.GAP
    heights = [
        layout.agenda_line_count(line, widths, size) * size * LINE + gap for line in slide.lines
    ]
    rows = [_agenda_row(line, size, gap, colours) for line in slide.lines]
    top = layout.CONTENT_TOP
    return [_grid_xml(_Grid(rows, columns, heights, top, slide.heading, has_head=False), relate)]


def _agenda_row(line: AgendaLine, size: int, gap: float, colours: Palette) -> list[_Cell]:
    number = (bold(f"{line.number}."),) if line.number else ()
    inset = layout.PART_INDENT if line.is_part else 0
    title_colour = MUTED if line.is_part else ""
    flush = (0, 0, 0, gap)
    return [
        _Cell(number, size, colour=colours.link, margins=flush),
        _Cell(plain(line.title), size, colour=title_colour, margins=(inset, 0, 0, gap)),
        _Cell(plain(line.presenter), size - 4, Align.RIGHT, MUTED, margins=flush),
        _Cell(plain(agenda_minutes(line)), size - 4, Align.RIGHT, MUTED, margins=flush),
    ]


def _grid_xml(grid: _Grid, relate: Relate) -> str:
    box = (layout.MARGIN, grid.top, sum(grid.widths), sum(grid.heights))
    columns = "".join(f'<a:gridCol w="{emu(wide)}"/>' for wide in grid.widths)
    rows = "".join(
        f'<a:tr h="{emu(high)}">{"".join(_cell_xml(cell, relate) for cell in row)}</a:tr>'
        for row, high in zip(grid.rows, grid.heights, strict=True)
    )
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="4" name="Table" '
        f'descr="{escape(grid.title)}"/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/>'
        f"</p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>{place_xml(box, 'p:xfrm')}"
        f'<a:graphic><a:graphicData uri="{_URI}"><a:tbl><a:tblPr firstRow="{int(grid.has_head)}">'
        f"<a:tableStyleId>{NO_STYLE}</a:tableStyleId></a:tblPr><a:tblGrid>{columns}</a:tblGrid>"
        f"{rows}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )


def _cell_xml(cell: _Cell, relate: Relate) -> str:
    left, top, right, bottom = map(emu, cell.margins)
    content = runs_xml(tidy(cell.runs), cell.size, relate, cell.colour)
    text = paragraph_xml(content, f'<a:pPr algn="{_ALIGN[cell.align]}"/>', cell.size)
    line = ""
    if cell.line:
        colour, points = cell.line
        line = f'<a:lnB w="{emu(points)}">{fill_xml(colour)}</a:lnB>'
    fill = fill_xml(cell.fill) if cell.fill else "<a:noFill/>"
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{text}</a:txBody>"
        f'<a:tcPr marL="{left}" marR="{right}" marT="{top}" marB="{bottom}">{line}{fill}</a:tcPr>'
        "</a:tc>"
    )
