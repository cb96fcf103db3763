"""Where things stand on a slide and how large its type is, the same in every format.

A slide is 960 by 540 points. Nothing here splits a slide (see `deck_pages`) or sets a table (see
`deck_columns`); it says what a slide takes up, and cuts a heading, foot or stamp that no size makes
fit.
"""

from __future__ import annotations

from dataclasses import dataclass

from secretariat.rules.deck import (
    AgendaLine,
    AgendaSlide,
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
    text_width,
    wrap,
)
from secretariat.rules.runs import CONTINUED_DOT, DOT, Paragraph, Run, Runs, plain, words

PAGE_WIDTH, PAGE_HEIGHT = 960, 540
MARGIN = 56
CONTENT_WIDTH = PAGE_WIDTH - 2 * MARGIN
TITLE_TOP, TITLE_HEIGHT = 28, 74
CONTENT_TOP, CONTENT_HEIGHT = 116, 350
NOTE_TOP, NOTE_HEIGHT, NOTE_SIZE = 470, 28, 11
STAMP_SIZE, STAMP_WIDTH = 11, 420
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
AIRS = (0.8, 0.55)
"""Room above and below a row, in type sizes, for tables that do not need the whole slide."""
AGENDA_AIRS = (0.9, 0.6)
"""The same between the lines of an agenda, instead of `GAP`."""
FULL = 0.9
"""How much of the content airy rows may take: programs that draw slides differ a little."""
PRESENTER_SHARE = 0.36
SHORT = 12
"""Cells of up to so many letters with a figure in them (dates, sums) stay on one line."""
PART_INDENT, AGENDA_GAP, NUMBER_MOST = 26, 16, 120
LONGEST_HEAD = 40


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text at the size it fits, cut with "…" if it fits at none. `is_cut` says so."""

    runs: Runs
    size: int
    is_cut: bool = False


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


def agenda_gap(slide: AgendaSlide, size: int) -> float:
    """The room between the lines of an agenda, in type sizes: as much as leaves it on the slide."""
    widths = agenda_widths(slide.lines, size)
    high = sum(agenda_line_count(line, widths, size) for line in slide.lines) * size * LINE
    for air in AGENDA_AIRS:
        if high + len(slide.lines) * air * size <= CONTENT_HEIGHT * FULL:
            return air
    return GAP


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


def is_figure(text: Runs) -> bool:
    """Whether a cell holds a date or a sum, which should stay on one line."""
    letters = words(text)
    return len(letters) <= SHORT and any(letter.isdigit() for letter in letters)


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
