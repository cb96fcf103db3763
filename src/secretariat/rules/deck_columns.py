"""Tables on slides: how wide each column is, how high each row, and what breaks in them.

Widths grow with the type size, so a table is measured once for all sizes that are tried.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from secretariat.rules.deck import TableSlide
from secretariat.rules.deck_layout import (
    AIRS,
    CELL_PAD_X,
    CELL_PAD_Y,
    CONTENT_HEIGHT,
    CONTENT_WIDTH,
    FULL,
    head_runs,
    is_figure,
    lead_height,
    shown,
)
from secretariat.rules.measure import LINE, in_points, line_count, units, units_of_longest_word
from secretariat.rules.runs import Runs

DATES_BREAK, WORDS_BREAK = 1, 2


@dataclass(frozen=True, slots=True)
class TableLayout:
    """Widths of the columns and heights of the head and the rows, in points. `pad` is the room
    above and below the text of a row, in type sizes.
    """

    size: int
    widths: tuple[int, ...]
    head: float
    rows: tuple[float, ...]
    pad: float = CELL_PAD_Y


@dataclass(frozen=True, slots=True)
class _Column:
    """What a column needs, in the units of `measure`: to keep words whole, dates and words, and
    every text on one line.
    """

    word: int
    unbroken: int
    whole: int


@lru_cache(maxsize=256)
def _measured(slide: TableSlide) -> tuple[_Column, ...]:
    return tuple(_column(slide, index) for index in range(len(slide.columns)))


def _column(slide: TableSlide, index: int) -> _Column:
    head, cells = head_runs(slide.columns[index]), [row[index] for row in slide.rows]
    texts = [head, *(shown(cell) for cell in cells)]
    word = max(map(units_of_longest_word, texts))
    # The mark of a date may stand below it.
    unbroken = max(map(_unbroken, [head, *(cell.runs for cell in cells)]))
    return _Column(word, max(word, unbroken), max(map(units, texts)))


def _unbroken(text: Runs) -> int:
    """What a text needs so that no word breaks, nor a date between its words."""
    return units(text) if is_figure(text) else units_of_longest_word(text)


def column_widths(slide: TableSlide, size: int) -> list[int]:
    """Widths that fill the content: every column holds its longest word where all of them can, and
    what is left goes to the columns with long texts, by weight. In a part of a split table the
    weights are the widths, so that all parts look alike.
    """
    if slide.part:
        return [column.weight for column in slide.columns]
    columns = _measured(slide)
    pad = 2 * CELL_PAD_X
    # Whole points: what is cut off to round a width down must not break a date.
    least = [ceil(in_points(column.unbroken, size)) + pad for column in columns]
    if sum(least) >= CONTENT_WIDTH:
        least = [ceil(in_points(column.word, size)) + pad for column in columns]
    if sum(least) >= CONTENT_WIDTH:
        return _whole(_shared(least))
    most = [ceil(in_points(column.whole, size)) + pad for column in columns]
    lows, wishes = least, [high - low + 1 for low, high in zip(least, most, strict=True)]
    if sum(most) <= CONTENT_WIDTH:
        lows, wishes = most, most
    weights = [max(column.weight, 1) for column in slide.columns]
    shares = [wish * weight for wish, weight in zip(wishes, weights, strict=True)]
    spare = CONTENT_WIDTH - sum(lows)
    return _whole(
        [low + spare * share / sum(shares) for low, share in zip(lows, shares, strict=True)]
    )


def _whole(widths: list[float]) -> list[int]:
    """Whole points with the same sum; what rounding down left over goes to the first columns."""
    whole = [int(room) for room in widths]
    return [room + (index < CONTENT_WIDTH - sum(whole)) for index, room in enumerate(whole)]


def _shared(least: Sequence[float]) -> list[float]:
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
    rooms = [wide - 2 * CELL_PAD_X for wide in column_widths(slide, size)]
    columns = list(zip(_measured(slide), rooms, strict=True))
    if any(in_points(column.word, size) > room for column, room in columns):
        return WORDS_BREAK
    if any(in_points(column.unbroken, size) > room for column, room in columns):
        return DATES_BREAK
    return 0


def row_height(texts: list[Runs], widths: list[int], size: int) -> float:
    """The height of a row of cells, in points."""
    lines = max(
        line_count(text, room - 2 * CELL_PAD_X, size)
        for text, room in zip(texts, widths, strict=True)
    )
    return lines * size * LINE + 2 * size * CELL_PAD_Y


def table_layout(slide: TableSlide, size: int) -> TableLayout:
    """The measures of a table set in that size, with as much air as leaves it on the slide."""
    tight = tight_layout(slide, size)
    above = lead_height(slide, size)
    # The parts of a split table look alike, however many rows each has.
    for air in AIRS[1:] if slide.part else AIRS:
        more = 2 * size * (air - CELL_PAD_Y)
        rows = tuple(height + more for height in tight.rows)
        if above + tight.head + more + sum(rows) <= CONTENT_HEIGHT * FULL:
            return TableLayout(size, tight.widths, tight.head + more, rows, air)
    return tight


def tight_layout(slide: TableSlide, size: int) -> TableLayout:
    """The measures of a table set in that size with the least room between its rows."""
    widths = column_widths(slide, size)
    head = row_height([head_runs(column) for column in slide.columns], widths, size)
    heights = [row_height([shown(cell) for cell in row], widths, size) for row in slide.rows]
    return TableLayout(size, tuple(widths), head, tuple(heights))
