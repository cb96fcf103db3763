"""Where things stand on a slide and how large its type is, the same in every format.

A slide is 960 by 540 points. Nothing here splits a slide (see `deck_pages`); it says what a slide
takes up, and cuts a heading, foot or stamp that no size makes fit.
"""

from __future__ import annotations

from dataclasses import dataclass

from secretariat.rules.deck import (
    AgendaLine,
    AnySlide,
    Cell,
    Column,
    Cover,
    Mark,
    ResolutionSlide,
    SectionSlide,
    TableSlide,
    agenda_minutes,
)
from secretariat.rules.measure import (
    LINE,
    cut,
    line_count,
    longest_word,
    text_width,
    width,
    wrap,
)
from secretariat.rules.runs import CONTINUED_DOT, DOT, Paragraph, Run, Runs, plain, words

PAGE_WIDTH, PAGE_HEIGHT = 960, 540
MARGIN = 56
CONTENT_WIDTH = PAGE_WIDTH - 2 * MARGIN
TITLE_TOP, TITLE_HEIGHT = 28, 74
CONTENT_TOP, CONTENT_HEIGHT = 116, 350
NOTE_TOP, NOTE_HEIGHT, NOTE_SIZE = 470, 28, 11
STAMP_SIZE, STAMP_WIDTH = 11, 220
BAR_HEIGHT = 7
MAX_LINES = 9
MAX_ROWS = 8

Sizes = tuple[tuple[int, int], ...]
"""Type sizes from the largest down, each with the lines there is room for."""

TEXT_SIZES = (24, 20)
AGENDA_SIZES = (22, 18)
TABLE_SIZES = (18, 16, 14, 13, 12, 11)
TITLE_SIZES = ((30, 1), (24, 2), (18, 3))
COVER_SIZES = ((54, 2), (44, 3), (34, 4), (24, 5))
SUBTITLE_SIZES = ((26, 1), (20, 2), (16, 3))
COVER_WIDTH, SUBTITLE_WIDTH = CONTENT_WIDTH - 16, 560
GAP = 0.35
RESOLUTION_INSET = 28
CELL_PAD_X, CELL_PAD_Y = 6, 0.32
PRESENTER_SHARE = 0.36
SHORT = 12
"""Cells of up to so many letters with a figure in them (dates, sums) stay on one line."""
PART_INDENT, AGENDA_GAP, NUMBER_MOST = 26, 16, 120
LONGEST_HEAD = 40
DATES_BREAK, WORDS_BREAK = 1, 2


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text at the size it fits, cut with "…" if it fits at none. `is_cut` says so."""

    runs: Runs
    size: int
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class TableLayout:
    """Widths of the columns and heights of the head and the rows, in points."""

    size: int
    widths: tuple[int, ...]
    head: float
    rows: tuple[float, ...]


def fitted(runs: Runs, line_width: float, sizes: Sizes, tail: Runs = ()) -> Fitted:
    """The runs and their `tail` at the first size (with its number of lines) they fit in. At the
    last size the runs are cut until they and the tail fit.
    """
    for size, lines in sizes:
        if line_count((*runs, *tail), line_width, size) <= lines:
            return Fitted((*runs, *tail), size)
    size, lines = sizes[-1]
    end = (Run("…"), *tail)
    kept = sum(len(words(line)) for line in wrap(runs, line_width, size)[:lines])
    while kept and line_count((*cut(runs, 0, kept), *end), line_width, size) > lines:
        kept -= 1
    return Fitted((*cut(runs, 0, kept), *end), size, is_cut=True)


def heading(slide: AnySlide) -> Fitted:
    """The heading in bold, on one to three lines. Its number and part are never cut."""
    title = (Run(f"{slide.number_words}{slide.title}", is_bold=True),)
    return fitted(title, CONTENT_WIDTH, TITLE_SIZES, plain(slide.part_words))


def cover_title(slide: Cover | SectionSlide) -> Fitted:
    """The title of a cover, with its item number on a divider."""
    text = f"{slide.number_words}{slide.title}"
    return fitted((Run(text, is_bold=True),), COVER_WIDTH, COVER_SIZES)


def cover_subtitle(slide: Cover | SectionSlide) -> Fitted:
    return fitted(plain(slide.subtitle), SUBTITLE_WIDTH, SUBTITLE_SIZES)


def foot(slide: AnySlide) -> Fitted:
    """The line under the content, on at most two lines."""
    text = slide.foot or (legend(slide) if isinstance(slide, TableSlide) else "")
    return fitted(plain(text), CONTENT_WIDTH, ((NOTE_SIZE, 2),))


def stamp(slide: AnySlide) -> Fitted:
    """The provenance of a reused slide, on one line at the top."""
    return fitted(plain(slide.stamp), STAMP_WIDTH, ((STAMP_SIZE, 1),))


def legend(slide: TableSlide) -> str:
    """What the marks of a table mean, for the marks it has."""
    meanings = {Mark.TENTATIVE: "“?” on yellow: tentative", Mark.CHANGED: "“new” on green: changed"}
    used = {entry.mark for row in slide.rows for entry in row}
    return " · ".join(text for mark, text in meanings.items() if mark in used)


def level_size(size: int, level: int) -> int:
    """The type size of a paragraph of that level on a slide of that size."""
    return size if level == 0 else max(size - 2 - 2 * level, 14)


def hang(entry: Paragraph, size: int) -> float:
    """The room left of a paragraph's text for its label."""
    if not entry.label:
        return 0.0
    own = level_size(size, entry.level)
    if entry.label in {DOT, CONTINUED_DOT}:
        return own * 1.1
    return max(own * 1.7, text_width(entry.label, own, is_bold=True) + own * 0.5)


def indent(entry: Paragraph, size: int) -> float:
    """Where a paragraph's text begins, from the left of the content."""
    return entry.level * size * 1.3 + hang(entry, size)


def paragraph_lines(entry: Paragraph, size: int, line_width: float = CONTENT_WIDTH) -> int:
    """How many lines a paragraph takes on a slide of that size."""
    room = max(line_width - indent(entry, size), size)
    return line_count(entry.runs, room, level_size(size, entry.level))


def resolution_width() -> float:
    return CONTENT_WIDTH - RESOLUTION_INSET


def resolution_label(slide: ResolutionSlide, size: int) -> Fitted:
    """The word above the text, on one line, smaller than it."""
    label = (Run(slide.label, is_bold=True),)
    return fitted(label, resolution_width(), ((round(size * 0.72), 1),))


def resolution_lines(slide: ResolutionSlide, size: int) -> int:
    """Lines of lead, label and text together."""
    lead = sum(paragraph_lines(entry, size) for entry in slide.lead)
    return lead + 1 + line_count(slide.text, resolution_width(), size)


@dataclass(frozen=True, slots=True)
class AgendaWidths:
    """Widths of the four columns of an agenda; a column nobody needs has none."""

    number: float
    title: float
    presenter: float
    minutes: float

    def title_room(self, line: AgendaLine) -> float:
        return self.title - (PART_INDENT if line.is_part else 0)

    @property
    def presenter_room(self) -> float:
        return max(self.presenter - AGENDA_GAP, 30)


def agenda_widths(lines: tuple[AgendaLine, ...], size: int) -> AgendaWidths:
    """The widths that hold every number and time, and presenters up to a third of the slide."""
    number = min(_widest([f"{line.number}." for line in lines], size) + size * 0.5, NUMBER_MOST)
    presenter = _widest([line.presenter for line in lines], size - 4)
    minutes = _widest([agenda_minutes(line) for line in lines], size - 4)
    presenter = min(presenter + AGENDA_GAP if presenter else 0, CONTENT_WIDTH * PRESENTER_SHARE)
    minutes = minutes + AGENDA_GAP if minutes else 0
    return AgendaWidths(number, CONTENT_WIDTH - number - presenter - minutes, presenter, minutes)


def _widest(texts: list[str], size: int) -> float:
    return max((text_width(text, size, is_bold=True) for text in texts), default=0)


def agenda_line_count(line: AgendaLine, widths: AgendaWidths, size: int) -> int:
    """How many lines an agenda line takes, the longer of its title and its presenter."""
    title = line_count(plain(line.title), widths.title_room(line), size)
    return max(title, line_count(plain(line.presenter), widths.presenter_room, size - 4))


def shown(cell: Cell) -> Runs:
    """The runs of a cell with the letter of its mark, unless they say it already ("Oct 2021?")."""
    letter = cell.mark.letter
    if not letter or (cell.mark is Mark.TENTATIVE and "?" in cell.words):
        return cell.runs
    space = " " if cell.runs else ""
    return (*cell.runs, Run(f"{space}{letter}", is_bold=True))


def head_runs(column: Column) -> Runs:
    """The title of a column in bold, cut where it is absurdly long."""
    title = column.title
    short = title if len(title) <= LONGEST_HEAD else f"{title[:LONGEST_HEAD]}…"
    return (Run(short, is_bold=True),)


def column_widths(slide: TableSlide, size: int) -> list[int]:
    """Widths that fill the content: every column holds its longest word where all of them can, and
    what is left goes to the columns with long texts, by weight. In a part of a split table the
    weights are the widths, so that all parts look alike.
    """
    if slide.part:
        return [column.weight for column in slide.columns]
    texts = [
        (head_runs(column), *(shown(row[index]) for row in slide.rows))
        for index, column in enumerate(slide.columns)
    ]
    pad = 2 * CELL_PAD_X
    least = [_need(slide, index, size) + pad for index in range(len(slide.columns))]
    if sum(least) >= CONTENT_WIDTH:
        least = [max(longest_word(text, size) for text in column) + pad for column in texts]
    most = [max(width(text, size) for text in column) + pad for column in texts]
    if sum(least) >= CONTENT_WIDTH:
        return _whole(_shared(least))
    lows, wishes = least, [high - low + 1 for low, high in zip(least, most, strict=True)]
    if sum(most) <= CONTENT_WIDTH:
        lows, wishes = most, most
    weights = [max(column.weight, 1) for column in slide.columns]
    shares = [wish * weight for wish, weight in zip(wishes, weights, strict=True)]
    spare = CONTENT_WIDTH - sum(lows)
    return _whole(
        [low + spare * share / sum(shares) for low, share in zip(lows, shares, strict=True)]
    )


def _unbroken(text: Runs, size: int) -> float:
    """The width a text needs so that no word breaks, nor a date between its words."""
    return width(text, size) if is_figure(text) else longest_word(text, size)


def _need(slide: TableSlide, index: int, size: int) -> float:
    """The width in which a column breaks no word and no date; marks may stand below their dates."""
    cells = [row[index] for row in slide.rows]
    needs = [max(_unbroken(c.runs, size), longest_word(shown(c), size)) for c in cells]
    return max(_unbroken(head_runs(slide.columns[index]), size), *needs, 0)


def is_figure(text: Runs) -> bool:
    """Whether a cell holds a date or a sum, which should stay on one line."""
    letters = words(text)
    return len(letters) <= SHORT and any(letter.isdigit() for letter in letters)


def _whole(widths: list[float]) -> list[int]:
    """Whole points with the same sum; what rounding down left over goes to the first columns."""
    whole = [int(room) for room in widths]
    return [room + (index < CONTENT_WIDTH - sum(whole)) for index, room in enumerate(whole)]


def _shared(least: list[float]) -> list[float]:
    """Words too wide for the page: narrow columns keep their width, wide ones share the rest."""
    fair = CONTENT_WIDTH / len(least)
    narrow = [min(need, fair) for need in least]
    over = [need - kept for need, kept in zip(least, narrow, strict=True)]
    spare = CONTENT_WIDTH - sum(narrow)
    return [
        kept + (spare * extra / sum(over) if sum(over) else spare / len(least))
        for kept, extra in zip(narrow, over, strict=True)
    ]


def broken(slide: TableSlide, size: int) -> int:
    """`WORDS_BREAK` if a column cuts a word in it, `DATES_BREAK` than a date, or 0."""
    worst = 0
    for index, (wide, column) in enumerate(
        zip(column_widths(slide, size), slide.columns, strict=True)
    ):
        room = wide - 2 * CELL_PAD_X
        texts = (head_runs(column), *(shown(row[index]) for row in slide.rows))
        if any(longest_word(text, size) > room for text in texts):
            return WORDS_BREAK
        if _need(slide, index, size) > room:
            worst = DATES_BREAK
    return worst


def row_height(texts: list[Runs], widths: list[int], size: int) -> float:
    """The height of a row of cells, in points."""
    lines = max(
        line_count(text, room - 2 * CELL_PAD_X, size)
        for text, room in zip(texts, widths, strict=True)
    )
    return lines * size * LINE + 2 * size * CELL_PAD_Y


def table_layout(slide: TableSlide, size: int) -> TableLayout:
    """The measures of a table set in that size."""
    widths = column_widths(slide, size)
    head = row_height([head_runs(column) for column in slide.columns], widths, size)
    heights = [row_height([shown(cell) for cell in row], widths, size) for row in slide.rows]
    return TableLayout(size, tuple(widths), head, tuple(heights))


def lead(slide: TableSlide, size: int) -> Fitted:
    """The text before a table, on at most two lines."""
    return fitted(slide.lead, CONTENT_WIDTH, ((max(size, 16), 2),))


def lead_height(slide: TableSlide, size: int) -> float:
    """The height of the text before a table, with the space below it; nothing without one."""
    if not slide.lead:
        return 0.0
    shown_lead = lead(slide, size)
    own = shown_lead.size
    return line_count(shown_lead.runs, CONTENT_WIDTH, own) * own * LINE + own * 0.6
