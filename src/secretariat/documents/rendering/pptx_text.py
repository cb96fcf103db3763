"""Text and tables of the document model written into shapes of python-pptx.

Colours go by their names in the theme, so that a chair who changes the theme changes the deck.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

from secretariat.documents.rendering.words import tidy
from secretariat.rules import deck_layout as layout
from secretariat.rules.deck import Align
from secretariat.rules.runs import DOT, Paragraph, Run, Runs

if TYPE_CHECKING:
    from pptx.util import Length

Box = tuple[float, float, float, float]
"""Left, top, width and height in points."""
LINK, SECOND, MUTED, PAPER = "TEXT_2", "ACCENT_3", "ACCENT_6", "BACKGROUND_1"

_AUTO_NUMBER = re.compile(r"([1-9][0-9]{0,3})\.\Z")
_ADDRESS_LETTERS = ":/?#@!$&'()*+,;=%~-._"


def emu(points: float) -> Length:
    """Points as the unit of the file format."""
    return cast("Length", round(points * 12700))


def paint(fill: Any, colour: str) -> None:
    """Fill with a colour of the theme."""
    from pptx.enum.dml import MSO_THEME_COLOR_INDEX

    fill.solid()
    fill.fore_color.theme_color = MSO_THEME_COLOR_INDEX[colour]


def place(shape: Any, box: Box) -> None:
    """Put a shape with text where the box says, without margins around the text."""
    shape.left, shape.top, shape.width, shape.height = map(emu, box)
    frame = shape.text_frame
    frame.margin_left = frame.margin_top = frame.margin_right = frame.margin_bottom = 0


def add_element(parent: Any, tag: str, **attributes: str) -> Any:
    """Append what python-pptx has no call for: list marks, styles of placeholders."""
    from lxml import etree
    from pptx.oxml.ns import qn

    return etree.SubElement(parent, qn(tag), attributes)


def write_runs(paragraph: Any, runs: Runs, size: float, colour: str = "") -> None:
    """Add runs, line ends as breaks. Without a colour they have that of their shape; a paragraph
    that stays empty keeps its height.
    """
    for run in runs:
        for index, text in enumerate(run.text.replace("\t", " ").split("\n")):
            if index:
                paragraph._p.add_br().get_or_add_rPr().sz = round(size * 100)
            if text:
                _write_run(paragraph, run, text, size, colour)
    if not runs:
        paragraph._p.get_or_add_endParaRPr().sz = round(size * 100)


def _write_run(paragraph: Any, run: Run, text: str, size: float, colour: str) -> None:
    written = deepcopy(_styled(size, run.is_bold, run.is_italic, "" if run.link else colour))
    written.text = text
    paragraph._p._insert_r(written)
    if run.link:
        paragraph.runs[-1].hyperlink.address = quote(run.link, safe=_ADDRESS_LETTERS)


@lru_cache(maxsize=256)
def _styled(size: float, is_bold: bool, is_italic: bool, colour: str) -> Any:  # noqa: FBT001
    """A run in that style, to be copied: several times as fast as styling each run of a table."""
    from pptx.oxml.xmlchemy import OxmlElement
    from pptx.text.text import Font

    element = OxmlElement("a:r")
    font: Any = Font(element.get_or_add_rPr())
    font.size, font.bold = emu(size), is_bold
    if is_italic:
        font.italic = True
    if colour:
        paint(font.fill, colour)
    add_element(element, "a:t")
    return element


def write_line(frame: Any, runs: Runs, size: float, colour: str = "") -> None:
    """Add the runs as a paragraph of their own."""
    write_runs(_next_paragraph(frame), runs, size, colour)


def write_entries(frame: Any, entries: Sequence[Paragraph], size: int) -> None:
    """Add paragraphs with their labels, hanging as measured."""
    for index, entry in enumerate(entries):
        own = layout.level_size(size, entry.level)
        paragraph = _next_paragraph(frame)
        paragraph.level = entry.level
        if index:
            paragraph.space_before = emu(own * (0.12 if entry.level else layout.GAP))
        hang = 0 if entry.is_continued else layout.hang(entry, size)
        style = paragraph._p.get_or_add_pPr()
        style.set("marL", str(emu(layout.indent(entry, size))))
        style.set("indent", str(-emu(hang)))
        number = _AUTO_NUMBER.match(entry.label)
        if number:
            add_element(style, "a:buAutoNum", type="arabicPeriod", startAt=number.group(1))
        elif entry.label != DOT:  # the dot is the master's
            add_element(style, "a:buNone")
            if hang:
                write_runs(paragraph, (Run(f"{entry.label} ", is_bold=True),), own, LINK)
        write_runs(paragraph, tidy(entry.runs), own)


def _next_paragraph(frame: Any) -> Any:
    """A new last paragraph; the empty one that every shape begins with is used first."""
    first = frame.paragraphs[0]
    return first if len(first._p) == 0 else frame.add_paragraph()


def add_table(slide: Any, widths: Sequence[float], heights: Sequence[float], top: float) -> Any:
    """Add a real table, its rows at least that high; answers its frame."""
    box = (layout.MARGIN, top, sum(widths), sum(heights))
    frame = slide.shapes.add_table(len(heights), len(widths), *map(emu, box))
    frame.table.horz_banding = False
    for column, width in zip(frame.table.columns, widths, strict=True):
        column._gridCol.w = emu(width)
    for row, height in zip(frame.table.rows, heights, strict=True):
        row._tr.h = emu(height)
    return frame


def write_cell(
    cell: Any, runs: Runs, size: float, margins: Box, align: Align = Align.LEFT, colour: str = ""
) -> None:
    """Write a cell; `margins` are left, top, right and bottom."""
    from pptx.enum.text import PP_PARAGRAPH_ALIGNMENT

    paragraph = cell.text_frame.paragraphs[0]
    if align is not Align.LEFT:
        paragraph.alignment = PP_PARAGRAPH_ALIGNMENT[align.name]
    write_runs(paragraph, tidy(runs), size, colour)
    around = cell._tc.get_or_add_tcPr()
    for side, margin in zip(("marL", "marT", "marR", "marB"), margins, strict=True):
        around.set(side, str(emu(margin)))
