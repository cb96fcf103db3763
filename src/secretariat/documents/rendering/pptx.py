"""The deck as a PowerPoint file a chair can edit: real titles, text, tables and notes."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

from secretariat.documents.rendering import pptx_template as base
from secretariat.documents.rendering import pptx_text as text
from secretariat.documents.rendering import typeset
from secretariat.documents.rendering.deck_data import cover_over, heading_pieces
from secretariat.documents.rendering.words import bold, clean, tidy
from secretariat.rules import deck as d
from secretariat.rules import deck_columns as tables
from secretariat.rules import deck_layout as layout
from secretariat.rules.deck_pages import paginate, type_size
from secretariat.rules.measure import LINE, line_count, width
from secretariat.rules.runs import Paragraph, Runs, plain

FILL = {d.Mark.TENTATIVE: "ACCENT_4", d.Mark.CHANGED: "ACCENT_5"}
ASCENT = 0.9
"""How far Arial rises above its line, as a multiple of the type size."""
DATE = (1980, 1, 1, 0, 0, 0)
"""The date of every part in the file, so that the same deck gives the same bytes."""


def deck_pptx(deck: d.Deck, dated: datetime | None = None) -> bytes:
    """The deck as .pptx, split where a slide is too long. The same deck gives the same bytes, with
    the date in its properties of when what it shows was last changed.
    """
    deck = paginate(deck)
    show = base.template(deck)
    _describe(show, deck, dated or typeset.EPOCH)
    slides, layouts = show.slides, {each.name: each for each in show.slide_layouts}
    for slide in deck.slides:
        _write_slide(slides.add_slide(layouts[_layout_of(slide)]), deck, slide)
    if any(slide.notes for slide in deck.slides):
        base.set_notes_theme(show)
    return _dated(show)


def _describe(show: Any, deck: d.Deck, dated: datetime) -> None:
    about = show.core_properties
    # The format keeps at most 255 letters of each.
    about.title = clean(f"{deck.title}, {deck.date_words}")[:255]
    about.subject = clean(deck.body_name)[:255]
    about.author = about.last_modified_by = clean(deck.organization_name)[:255]
    about.language, about.comments = clean(deck.language)[:255], ""
    # The library writes what it is given as UTC.
    about.created = about.modified = dated.astimezone(UTC).replace(tzinfo=None)


def _dated(show: Any) -> bytes:
    """The finished file with every part of the same date."""
    saved, file = io.BytesIO(), io.BytesIO()
    show.save(saved)
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, DATE), old.read(name), zipfile.ZIP_DEFLATED)
    return file.getvalue()


# Slides -------------------------------------------------------------------------------------------


def _layout_of(slide: d.AnySlide) -> str:
    match slide:
        case d.Cover() | d.SectionSlide():
            return base.COVER
        case d.ResolutionSlide():
            return base.RESOLUTION
        case d.AgendaSlide() | d.TableSlide(lead=()):
            return base.TITLE_ONLY
    return base.CONTENT


def _write_slide(written: Any, deck: d.Deck, slide: d.AnySlide) -> None:
    match slide:
        case d.Cover() | d.SectionSlide():
            _write_cover(written, deck, slide)
        case d.TextSlide():
            text.write_entries(_frame(written, 1), slide.paragraphs, type_size(slide))
        case d.TableSlide():
            _write_table(written, slide, type_size(slide))
        case d.ResolutionSlide():
            _write_resolution(written, slide, type_size(slide))
        case d.AgendaSlide():
            _write_agenda(written, slide, type_size(slide))
    if not isinstance(slide, d.Cover | d.SectionSlide):
        _write_heading(written, slide)
        _write_margins(written, slide)
    if slide.notes:
        written.notes_slide.notes_text_frame.text = clean(slide.notes)


def _frame(written: Any, index: int, box: text.Box | None = None) -> Any:
    """The text of a placeholder, moved to the box if there is one."""
    shape = written.placeholders[index]
    if box:
        text.place(shape, box)
    return shape.text_frame


def _add_text(written: Any, box: text.Box, runs: Runs, size: float, colour: str = "") -> Any:
    """Add a text box of one paragraph."""
    from pptx.enum.text import MSO_AUTO_SIZE

    shape = written.shapes.add_textbox(*map(text.emu, box))
    text.place(shape, box)
    shape.text_frame.word_wrap, shape.text_frame.auto_size = True, MSO_AUTO_SIZE.NONE
    text.write_line(shape.text_frame, runs, size, colour)
    return shape


def _write_heading(written: Any, slide: d.AnySlide) -> None:
    size = layout.heading(slide).size
    paragraph = _frame(written, 0).paragraphs[0]
    number, title = heading_pieces(slide)
    for runs, colour in ((number, text.LINK), (title, ""), (plain(slide.part_words), text.MUTED)):
        text.write_runs(paragraph, runs, size, colour)


def _write_cover(written: Any, deck: d.Deck, slide: d.Cover | d.SectionSlide) -> None:
    title, subtitle = layout.cover_title(slide), layout.cover_subtitle(slide)
    text.write_line(_frame(written, 0), title.runs, title.size)
    below = _frame(written, 1)
    for runs, size in ((subtitle.runs, subtitle.size), (plain(slide.date_words), 22)):
        if runs:
            text.write_line(below, runs, size)
    below.paragraphs[-1].space_before = text.emu(8)
    over = cover_over(deck, slide)
    if over:
        _add_text(written, base.COVER_OVER, (bold(over),), 16, text.PAPER)


def _write_margins(written: Any, slide: d.AnySlide) -> None:
    """The note under the content and the stamp above it."""
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

    note, stamp = layout.foot(slide).runs, layout.stamp(slide).runs
    if note:
        box = (layout.MARGIN, layout.NOTE_TOP, layout.CONTENT_WIDTH, layout.NOTE_HEIGHT)
        _add_text(written, box, note, layout.NOTE_SIZE, text.MUTED)
    if stamp:
        wide = width(stamp, layout.STAMP_SIZE) + 16
        shape = _add_text(written, (base.RIGHT - wide, 10, wide, 18), stamp, layout.STAMP_SIZE)
        shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        shape.text_frame.paragraphs[0].alignment = PP_ALIGN.CENTER
        text.paint(shape.line.fill, "ACCENT_2")


def _write_resolution(written: Any, slide: d.ResolutionSlide, size: int) -> None:
    top: float = layout.CONTENT_TOP
    if slide.lead:
        lines = sum(layout.paragraph_lines(entry, size) for entry in slide.lead)
        high = lines * size * LINE + (len(slide.lead) - 1) * size * layout.GAP
        box = (layout.MARGIN, top, layout.CONTENT_WIDTH, high)
        text.write_entries(_frame(written, 1, box), slide.lead, size)
        top += high + size * 0.7
    else:
        lead = written.placeholders[1]._element
        lead.getparent().remove(lead)
    room = layout.resolution_width()
    high = (line_count(slide.text, room, size) + 1) * size * LINE
    frame = _frame(written, 2, (layout.MARGIN + layout.RESOLUTION_INSET, top, room, high))
    label = layout.resolution_label(slide, size)
    text.write_line(frame, label.runs, label.size, text.SECOND)
    text.write_line(frame, tidy(slide.text), size)
    bar = base.add_rectangle(written.shapes, (layout.MARGIN, top, 4, high))
    text.paint(bar.fill, "ACCENT_2")


# Tables -------------------------------------------------------------------------------------------


def _write_table(written: Any, slide: d.TableSlide, size: int) -> None:
    """The table below its lead, the head row marked as one."""
    above = layout.lead_height(slide, size)
    if slide.lead:
        lead = layout.lead(slide, size)
        box = (layout.MARGIN, layout.CONTENT_TOP, layout.CONTENT_WIDTH, above)
        text.write_entries(_frame(written, 1, box), (Paragraph(lead.runs),), lead.size)
    measured = tables.table_layout(slide, size)
    heights = (measured.head, *measured.rows)
    frame = text.add_table(written, measured.widths, heights, layout.CONTENT_TOP + above)
    _name(frame, slide, base.LINES)
    pad = size * measured.pad
    margins = (layout.CELL_PAD_X, pad, layout.CELL_PAD_X, pad)
    head, *rows = frame.table.rows
    for cell, column in zip(head.cells, slide.columns, strict=True):
        text.write_cell(cell, layout.head_runs(column), size, margins, column.align)
    for row, entries in zip(rows, slide.rows, strict=True):
        for cell, entry, column in zip(row.cells, entries, slide.columns, strict=True):
            text.write_cell(cell, layout.shown(entry), size, margins, column.align)
            if entry.mark in FILL:
                text.paint(cell.fill, FILL[entry.mark])


def _write_agenda(written: Any, slide: d.AgendaSlide, size: int) -> None:
    """The agenda as a table without lines: number, title, presenter, time."""
    if not slide.lines:
        return
    w = layout.agenda_widths(slide.lines, size)
    gap = size * layout.agenda_gap(slide, size)
    heights = [layout.agenda_line_count(line, w, size) * size * LINE + gap for line in slide.lines]
    widths = (w.number, w.title, w.presenter, w.minutes)
    frame = text.add_table(written, widths, heights, layout.CONTENT_TOP)
    _name(frame, slide, base.NO_LINES)
    frame.table.first_row = False
    for row, line in zip(frame.table.rows, slide.lines, strict=True):
        _write_agenda_line(row.cells, line, size, gap)


def _write_agenda_line(cells: Any, line: d.AgendaLine, size: int, gap: float) -> None:
    number, title, presenter, minutes = cells
    shown = (bold(f"{line.number}."),) if line.number else ()
    text.write_cell(number, shown, size, (0, 0, 0, gap), colour=text.LINK)
    colour, inset = (text.MUTED, layout.PART_INDENT) if line.is_part else ("", 0)
    text.write_cell(title, plain(line.title), size, (inset, 0, 0, gap), colour=colour)
    small = size - 4
    # Lower by what the larger letters of the title rise higher, so that all stand on one line.
    margins = (0, (size - small) * ASCENT, 0, gap)
    for cell, words in ((presenter, line.presenter), (minutes, d.agenda_minutes(line))):
        text.write_cell(cell, plain(words), small, margins, d.Align.RIGHT, text.MUTED)


def _name(frame: Any, slide: d.AnySlide, style: str) -> None:
    """Give a table its style, and a name for who cannot see it."""
    frame._element.nvGraphicFramePr.cNvPr.set("descr", clean(slide.heading))
    frame.table._tbl.tblPr[0].text = style
