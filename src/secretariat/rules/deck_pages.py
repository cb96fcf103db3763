"""Splitting a deck so that nothing overflows: at most nine lines or eight table rows a slide.

Whatever is longer goes on with "1/2", "2/2" in the heading; the parts are filled evenly, in the
largest type that does not need more slides. No word is lost, and paginating twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

from secretariat.rules import deck_columns as tables
from secretariat.rules import deck_layout as layout
from secretariat.rules.deck import (
    AgendaLine,
    AgendaSlide,
    AnySlide,
    Cell,
    Cover,
    Deck,
    Mark,
    Part,
    ResolutionSlide,
    Row,
    SectionSlide,
    TableSlide,
    TextSlide,
)
from secretariat.rules.measure import LINE, cut, line_count, wrap
from secretariat.rules.runs import (
    CONTINUED,
    CONTINUED_DOT,
    DOT,
    Paragraph,
    Runs,
    plain,
    unbroken,
    words,
)

T = TypeVar("T")
Pages = list[list[T]]


def paginate(deck: Deck) -> Deck:
    """The deck with every slide that does not fit split into parts. Headings and feet that had to
    be cut keep their full text in the presenter notes.
    """
    slides = [part for slide in deck.slides for part in split(slide)]
    return replace(deck, slides=tuple(slides))


def split(slide: AnySlide) -> list[AnySlide]:
    """One slide as the slides it needs; the slide itself where it fits."""
    slide = _with_cut_text_in_notes(slide)
    if isinstance(slide, TextSlide):
        entries = [replace(entry, runs=unbroken(entry.runs)) for entry in slide.paragraphs]
        slide = replace(slide, paragraphs=tuple(entries))
    if isinstance(slide, Cover | SectionSlide):
        return [slide]
    size, parts = _smallest_number(slide)
    if len(parts) == 1:
        return [slide]
    return [_part(part, Part(index, len(parts), size)) for index, part in enumerate(parts, start=1)]


def type_size(slide: AnySlide) -> int:
    """The type size of the slide's content: the one its parts share, or the largest that fits."""
    if slide.part and slide.part.size:
        return slide.part.size
    return 0 if isinstance(slide, Cover | SectionSlide) else _smallest_number(slide)[0]


@lru_cache(maxsize=512)
def _smallest_number(slide: AnySlide) -> tuple[int, list[AnySlide]]:
    """The largest type size that needs no more slides than any other and breaks no word that a
    smaller size would not, and the slides.
    """
    best: tuple[int, list[AnySlide]] | None = None
    least = (0, 0)
    for size in _sizes(slide):
        parts = _split_at(slide, size)
        cost = len(parts), tables.broken(slide, size) if isinstance(slide, TableSlide) else 0
        if best is None or cost < least:
            best, least = (size, parts), cost
        if least == (1, 0):
            break
    assert best is not None
    return best


def _sizes(slide: AnySlide) -> tuple[int, ...]:
    if slide.part and slide.part.size:
        return (slide.part.size,)
    match slide:
        case TableSlide():
            return layout.TABLE_SIZES
        case AgendaSlide():
            return layout.AGENDA_SIZES
        case _:
            return layout.TEXT_SIZES


def _split_at(slide: AnySlide, size: int) -> list[AnySlide]:
    match slide:
        case TextSlide():
            return _split_text(slide, size)
        case TableSlide():
            return _split_table(slide, size)
        case ResolutionSlide():
            return _split_resolution(slide, size)
        case AgendaSlide():
            return _split_agenda(slide, size)
    return [slide]


def _part(slide: AnySlide, part: Part) -> AnySlide:
    notes = slide.notes if part.index == 1 else ""
    return replace(slide, part=part, notes=notes)


def _with_cut_text_in_notes(slide: AnySlide) -> AnySlide:
    if slide.part:
        return slide
    pairs = [
        *_cut_in_table(slide),
        (slide.title, layout.heading(slide)),
        (slide.foot, layout.foot(slide)),
        (slide.stamp, layout.stamp(slide)),
    ]
    shortened = [text.strip() for text, fitted in pairs if fitted.is_cut]
    full = [text for text in shortened if text not in slide.notes]
    return replace(slide, notes="\n\n".join([*full, slide.notes]).strip()) if full else slide


def _cut_in_table(slide: AnySlide) -> list[tuple[str, layout.Fitted]]:
    if not isinstance(slide, TableSlide):
        return []
    heads = [
        (column.title, layout.Fitted((), 0, is_cut=len(column.title) > layout.LONGEST_HEAD))
        for column in slide.columns
    ]
    return [*heads, (words(slide.lead), layout.lead(slide, max(layout.TABLE_SIZES)))]


# Filling pages ------------------------------------------------------------------------------------


def _fill(units: Sequence[T], cost: Callable[[T], float], room: float) -> Pages[T]:
    pages: Pages[T] = [[]]
    used = 0.0
    for unit in units:
        needed = cost(unit)
        if pages[-1] and used + needed > room:
            pages.append([])
            used = 0.0
        pages[-1].append(unit)
        used += needed
    return pages


def _evenly(units: Sequence[T], cost: Callable[[T], float], room: float) -> Pages[T]:
    """Pages filled to the same height, as few as the room allows."""
    pages = _fill(units, cost, room)
    low, high = 0.0, room
    while len(pages) > 1 and high - low > 1:
        middle = (low + high) / 2
        tried = _fill(units, cost, middle)
        if len(tried) == len(pages) and max(sum(map(cost, page)) for page in tried) <= room:
            pages, high = tried, middle
        else:
            low = middle
    return pages


# Text ---------------------------------------------------------------------------------------------


def _split_text(slide: TextSlide, size: int) -> list[AnySlide]:
    def lines(unit: list[Paragraph]) -> int:
        return sum(layout.paragraph_lines(entry, size) for entry in unit)

    def pages_of(groups: list[list[Paragraph]]) -> Pages[list[Paragraph]]:
        units: list[list[Paragraph]] = []
        for group in groups:
            if lines(group) <= layout.MAX_LINES:
                units.append(group)
            else:
                units += [[piece] for entry in group for piece in _pieces(entry, size)]
        return _evenly(units, lines, layout.MAX_LINES)

    pages = pages_of(_kept_together(slide.paragraphs))
    whole = pages_of(_families(slide.paragraphs))
    pages = whole if len(whole) <= len(pages) else pages
    return [replace(slide, paragraphs=tuple(e for unit in page for e in unit)) for page in pages]


def _families(paragraphs: Sequence[Paragraph]) -> list[list[Paragraph]]:
    """A point and everything below it belong on one slide where that needs no further slide."""
    top = min((entry.level for entry in paragraphs), default=0)
    groups: list[list[Paragraph]] = []
    for entry in paragraphs:
        if groups and entry.level > top:
            groups[-1].append(entry)
        else:
            groups.append([entry])
    return groups


def _kept_together(paragraphs: Sequence[Paragraph]) -> list[list[Paragraph]]:
    """A paragraph and the deeper one that follows it belong on one slide."""
    groups: list[list[Paragraph]] = []
    for entry in paragraphs:
        if groups and entry.level > groups[-1][-1].level:
            groups[-1].append(entry)
        else:
            groups.append([entry])
    return groups


def _pieces(entry: Paragraph, size: int) -> list[Paragraph]:
    """A paragraph cut into pieces of at most one slide each."""
    if layout.paragraph_lines(entry, size) <= layout.MAX_LINES:
        return [entry]
    room = max(layout.CONTENT_WIDTH - layout.indent(entry, size), size)
    chunks = _chunks(entry.runs, room, layout.level_size(size, entry.level), layout.MAX_LINES)
    rest = CONTINUED if entry.label else ""
    if entry.label in {DOT, CONTINUED_DOT}:
        rest = CONTINUED_DOT
    return [
        replace(entry, runs=chunk, label=entry.label if index == 0 else rest)
        for index, chunk in enumerate(chunks)
    ]


def _chunks(runs: Runs, room: float, size: int, lines: int) -> list[Runs]:
    """The runs cut at ends of lines, so many lines each."""
    spans = [len(words(line)) for line in wrap(runs, room, size)]
    chunks: list[Runs] = []
    start = 0
    for index in range(0, len(spans), lines):
        end = start + sum(spans[index : index + lines])
        chunks.append(cut(runs, start, end))
        start = end
    return chunks


# Resolutions --------------------------------------------------------------------------------------


def _split_resolution(slide: ResolutionSlide, size: int) -> list[AnySlide]:
    if layout.resolution_lines(slide, size) <= layout.MAX_LINES:
        return [slide]
    first: list[AnySlide] = []
    if slide.lead:
        before = TextSlide(
            title=slide.title,
            number=slide.number,
            notes=slide.notes,
            ref=slide.ref,
            foot=slide.foot,
            stamp=slide.stamp,
            paragraphs=slide.lead,
        )
        first = _split_text(before, size)
    chunks = _even_chunks(slide.text, layout.resolution_width(), size, layout.MAX_LINES - 1)
    return [*first, *(replace(slide, lead=(), text=chunk) for chunk in chunks)]


def _even_chunks(runs: Runs, room: float, size: int, lines: int) -> list[Runs]:
    total = line_count(runs, room, size)
    pages = -(-total // lines)
    return _chunks(runs, room, size, -(-total // pages))


# Agenda -------------------------------------------------------------------------------------------


def _split_agenda(slide: AgendaSlide, size: int) -> list[AnySlide]:
    widths = layout.agenda_widths(slide.lines, size)

    def count(line: AgendaLine) -> int:
        return layout.agenda_line_count(line, widths, size)

    pieces = [piece for line in slide.lines for piece in _agenda_pieces(line, widths, size)]
    return [replace(slide, lines=tuple(page)) for page in _evenly(pieces, count, layout.MAX_LINES)]


def _agenda_pieces(line: AgendaLine, widths: layout.AgendaWidths, size: int) -> list[AgendaLine]:
    if layout.agenda_line_count(line, widths, size) <= layout.MAX_LINES:
        return [line]
    most = layout.MAX_LINES
    titles = _chunks(plain(line.title), widths.title_room(line), size, most)
    presenters = _chunks(plain(line.presenter), widths.presenter_room, size - 4, most)
    pieces = []
    for index in range(max(len(titles), len(presenters))):
        title = words(titles[index]) if index < len(titles) else ""
        presenter = words(presenters[index]) if index < len(presenters) else ""
        number, minutes = (line.number, line.minutes) if index == 0 else ("", None)
        pieces.append(
            replace(line, title=title, presenter=presenter, number=number, minutes=minutes)
        )
    return pieces


# Tables -------------------------------------------------------------------------------------------


def _split_table(slide: TableSlide, size: int) -> list[AnySlide]:
    measured = tables.tight_layout(slide, size)
    room = layout.CONTENT_HEIGHT - layout.lead_height(slide, size) - measured.head
    fixed = tuple(
        replace(column, weight=wide)
        for column, wide in zip(slide.columns, measured.widths, strict=True)
    )
    widths = list(measured.widths)
    rows = [piece for row in slide.rows for piece in _row_pieces(row, widths, size, room)]
    pages = _even_rows(rows, widths, size, room)
    if len(pages) == 1:
        return [replace(slide, rows=tuple(pages[0]))]
    return [replace(slide, columns=fixed, rows=tuple(page)) for page in pages]


def _even_rows(rows: list[Row], widths: list[int], size: int, room: float) -> Pages[Row]:
    """Pages of at most eight rows and the height there is, with about as many rows on each."""

    heights = [
        tables.row_height([layout.shown(cell) for cell in row], widths, size) for row in rows
    ]
    numbers = range(len(rows))

    def fill(most: int) -> Pages[int]:
        least = room / most - 0.001
        return _fill(numbers, lambda number: max(heights[number], least), room)

    pages = fill(layout.MAX_ROWS)
    for most in range(layout.MAX_ROWS - 1, 0, -1):
        tried = fill(most)
        if len(tried) > len(pages):
            break
        pages = tried
    return [[rows[number] for number in page] for page in pages]


def _room_for(cell: Cell, most: int) -> int:
    """Lines of text in a cell of so many lines; a marked cell keeps one for its letter."""
    return most if cell.mark is Mark.NONE else max(most - 1, 1)


def _row_pieces(row: Row, widths: list[int], size: int, room: float) -> list[Row]:
    """A row higher than a slide cut into rows; empty cells stand where a short text has ended."""
    if tables.row_height([layout.shown(cell) for cell in row], widths, size) <= room:
        return [row]
    most = max(int((room - 2 * size * layout.CELL_PAD_Y) / (size * LINE)), 1)
    columns = [
        _chunks(cell.runs, wide - 2 * layout.CELL_PAD_X, size, _room_for(cell, most))
        for cell, wide in zip(row, widths, strict=True)
    ]
    count = max((len(chunks) for chunks in columns), default=1)
    if count == 1:
        return [row]
    return [
        tuple(
            replace(cell, runs=chunks[index]) if index < len(chunks) else Cell()
            for chunks, cell in zip(columns, row, strict=True)
        )
        for index in range(count)
    ]
