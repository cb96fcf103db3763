"""Words as search compares them, and the part of a text that shows a find.

Accents and case make no difference. Both databases are asked for rows only: what is marked is
decided here, so that it is the same on both.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

# Private-use characters mark a find in a snippet: no keyboard types them.
MARK_FROM, MARK_TO = "\ue000", "\ue001"
BEFORE, LENGTH = 60, 220
MOST_WORDS, LONGEST_WORD = 12, 100

_WORD = re.compile(r"[^\W_]+")
_BULLET = re.compile(r"(?:^|\s*\n)\s*(?:[-*+]|#+)\s+")
_COMBINING = "[\u0300-\u036f]*"
_LATIN = (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))


def words_of(text: str) -> list[str]:
    """The words of a search, lower-case and without accents."""
    bare = re.sub("[\u0300-\u036f]+", "", unicodedata.normalize("NFD", text.lower()))
    return [word[:LONGEST_WORD] for word in _WORD.findall(bare)[:MOST_WORDS]]


def snippet(text: str, words: Sequence[str]) -> str:
    """The part of a text around its first find, every find in it between the marks.

    The last word may be the beginning of one. Without a find, it is how the text begins.
    """
    flat = " ".join(_BULLET.sub(" · ", text).split()).removeprefix("· ")
    pattern = _pattern(words)
    first = pattern.search(flat)
    start = _cut(flat, first.start() - BEFORE) if first else 0
    end = _cut(flat, start + LENGTH)
    part = pattern.sub(lambda found: f"{MARK_FROM}{found[0]}{MARK_TO}", flat[start:end].strip())
    return f"{'…' if start else ''}{part}{'…' if end < len(flat) else ''}"


def _cut(text: str, at: int) -> int:
    """The beginning of a word near a place; the ends of the text where it lies beyond them."""
    if at <= 0 or at >= len(text):
        return min(max(at, 0), len(text))
    return text.rfind(" ", 0, at) + 1 or at


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    *whole, last = [_spelled(word) for word in words]
    ways = [rf"{each}(?![^\W_])" for each in whole] + [rf"{last}[^\W_]*"]
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(ways)})", re.IGNORECASE)


def _spelled(word: str) -> str:
    return "".join(f"[{letter}{_accented().get(letter, '')}]{_COMBINING}" for letter in word)


@cache
def _accented() -> dict[str, str]:
    """The accented forms of each letter: "e" → "éèê…"."""
    forms: dict[str, str] = {}
    for letter in map(chr, _LATIN):
        base = unicodedata.normalize("NFD", letter)[0]
        if base != letter and letter == letter.lower():
            forms[base] = forms.get(base, "") + letter
    return forms
