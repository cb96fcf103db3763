"""Two letters for each person of a roster, so that a clerk names anybody by two keys.

Usually the initials; where two people have the same, the one further down gets the next letters of
the name. Plain letters only, so that every keyboard has them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import product
from string import ascii_lowercase, digits

_WORDS = re.compile(r"[a-z]+")
_NO_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)
"""What Unicode does not take apart into a letter and its mark."""


def two_letters(names: Mapping[str, str]) -> dict[str, str]:
    """A code of two letters for each handle, by the names of the people in the order of the roster.
    No two have the same; who comes first has the better choice, and nobody who comes later changes
    it. The initials, else the start of the name, else its first and any other letter. A name
    without a letter of the Latin alphabet goes by its handle. Once there are no two letters left,
    codes have digits, and then nobody gets one.
    """
    taken: dict[str, str] = {}
    for handle, name in names.items():
        free = (code for code in _wishes(name, handle) if code not in taken)
        code = next(free, None)
        if code is not None:
            taken[code] = handle
    return {handle: code for code, handle in taken.items()}


def letters_typed(text: str) -> str:
    """What somebody typed, as codes are written: small letters and digits without blanks or
    marks.
    """
    return "".join(each for each in _plain(text) if each.isascii() and each.isalnum())


def _wishes(name: str, handle: str) -> Iterator[str]:
    words = _WORDS.findall(_plain(name)) or _WORDS.findall(_plain(handle))
    if words:
        first, rest = words[0][0], "".join(words)[1:]
        if len(words) > 1:
            yield first + words[-1][0]
        yield from (first + letter for letter in rest)
        yield from (first + letter for letter in ascii_lowercase)
    yield from map("".join, product(ascii_lowercase, ascii_lowercase))
    yield from map("".join, product(ascii_lowercase, digits))


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_NO_LETTERS))
    return "".join(each for each in apart if not unicodedata.combining(each))
