"""How much room text needs, without a font: widths of Arial, rounded up where they are not known.

Every slide is fitted with these numbers before any program draws it, so they err on the wide side.
Sizes and widths are in points.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from secretariat.rules.runs import Run, Runs, words

SAFETY = 1.03
LINE = 1.2
"""Height of a line, as a multiple of the type size."""

# Thousandths of the type size for U+0020 to U+007E. Arial and the fonts made to its measure agree.
_REGULAR = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
]  # fmt: skip
_BOLD = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667,
    611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556,
    278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
]  # fmt: skip
_KNOWN = {
    "‘": 278,
    "’": 278,
    "“": 500,
    "”": 500,
    "–": 556,
    "‐": 333,
    "•": 350,
    "\u00a0": 278,
    "\t": 278,
}
_ACCENT = 60
_WIDE, _SYMBOL, _UPPER, _LOWER, _OTHER = 1000, 1400, 930, 730, 1000
_TOKEN = re.compile(r"\n|[^\S\n\u00a0]+|[\S\u00a0]+")
_ZERO_WIDTH_JOINER = "\u200d"


@lru_cache(maxsize=8192)
def _units(character: str, is_bold: bool) -> int:  # noqa: FBT001 - positional for the cache
    code = ord(character)
    if 0x20 <= code <= 0x7E:
        return (_BOLD if is_bold else _REGULAR)[code - 0x20]
    if character in _KNOWN:
        return _KNOWN[character]
    category = unicodedata.category(character)
    if category in {"Mn", "Me", "Cf", "Cc"}:
        return 0
    base = unicodedata.normalize("NFKD", character)[0]
    if base != character and 0x20 < ord(base) <= 0x7E and category[0] == "L":
        return _units(base, is_bold) + _ACCENT
    if unicodedata.east_asian_width(character) in "WF":
        return _WIDE if category[0] == "L" else _SYMBOL
    by_category = {"So": _SYMBOL, "Lu": _UPPER, "Ll": _LOWER, "Lo": _LOWER}
    return by_category.get(category, _OTHER)


def width(runs: Runs, size: float) -> float:
    """The width of the runs set in one line, in points."""
    return in_points(units(runs), size)


def units(runs: Runs) -> int:
    """The width of the runs in one line, in thousandths of any type size."""
    return sum(_letters(runs))


def in_points(some: int, size: float) -> float:
    """So many thousandths of a type size in points, on the wide side."""
    return some * size * SAFETY / 1000


def text_width(text: str, size: float, *, is_bold: bool = False) -> float:
    """The width of a text set in one line, in points."""
    return width((Run(text, is_bold),), size)


def longest_word(runs: Runs, size: float) -> float:
    """The width of the widest piece that has no space in it, in points."""
    return in_points(units_of_longest_word(runs), size)


@lru_cache(maxsize=4096)
def units_of_longest_word(runs: Runs) -> int:
    """The width of the widest piece that has no space in it, in thousandths of any type size."""
    letters = _letters(runs)
    spans = [match.span() for match in _TOKEN.finditer(words(runs)) if not match.group().isspace()]
    return max((sum(letters[start:end]) for start, end in spans), default=0)


def wrap(runs: Runs, line_width: float, size: float) -> list[Runs]:
    """The lines the runs take, broken at spaces and, where a word is wider than a line, inside it.

    Nothing is lost: the lines put together are the runs again. No text is one empty line.
    """
    return [cut(runs, start, end) for start, end in _spans(runs, line_width, size)]


def line_count(runs: Runs, line_width: float, size: float) -> int:
    """How many lines `wrap` gives."""
    return len(_spans(runs, line_width, size))


@lru_cache(maxsize=4096)
def _spans(runs: Runs, line_width: float, size: float) -> list[tuple[int, int]]:
    """The lines as spans of characters. One that fits as a whole needs no search for breaks."""
    text, letters = words(runs), _letters(runs)
    room = line_width * 1000 / (size * SAFETY)
    if "\n" not in text and sum(letters) <= room:
        return [(0, len(text))]
    return _line_spans(text, letters, room)


def cut(runs: Runs, start: int, end: int) -> Runs:
    """The runs of the characters from `start` to before `end`, styles kept."""
    kept: list[Run] = []
    position = 0
    for run in runs:
        first, last = max(start - position, 0), min(end - position, len(run.text))
        if first < last:
            kept.append(replace(run, text=run.text[first:last]))
        position += len(run.text)
    return tuple(kept)


@lru_cache(maxsize=4096)
def _letters(runs: Runs) -> tuple[int, ...]:
    return tuple(_units(letter, run.is_bold) for run in runs for letter in run.text)


def _line_spans(text: str, letters: Sequence[int], room: float) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    start = 0
    used = 0.0
    for match in _TOKEN.finditer(text):
        first, last = match.span()
        if match.group() == "\n":
            spans.append((start, last))
            start, used = last, 0.0
            continue
        needed = sum(letters[first:last])
        if match.group().isspace():
            used += needed
            continue
        if used + needed > room and first > start:
            spans.append((start, first))
            start, used = first, 0.0
        if needed > room:
            broken = _break_word(text, letters, (first, last), room)
            spans.extend(zip((start, *broken), broken, strict=False))
            start = broken[-1] if broken else start
            needed = sum(letters[start:last])
        used += needed
    return [*spans, (start, len(text))] if start < len(text) or not spans else spans


def _break_word(text: str, letters: Sequence[int], span: tuple[int, int], room: float) -> list[int]:
    """Where a word wider than a line is broken; never inside a character made of several."""
    breaks: list[int] = []
    used = 0.0
    for index in range(*span):
        is_joined = letters[index] == 0 or text[index - 1] == _ZERO_WIDTH_JOINER
        if used + letters[index] > room and index > span[0] and not is_joined:
            breaks.append(index)
            used = 0.0
        used += letters[index]
    return breaks
