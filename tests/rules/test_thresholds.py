"""Shares of a base in integers, checked against the definition with exact fractions."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.rules.thresholds import Base, Threshold
from secretariat.rules.wording import counted, joined, minutes_words

HALF = Threshold(Base.ALL, 1, 2, is_strict=False)
MAJORITY = Threshold(Base.ALL, 1, 2, is_strict=True)
TWO_THIRDS = Threshold(Base.ALL, 2, 3, is_strict=False)


@pytest.mark.parametrize(
    ("seats", "half", "majority", "two_thirds"),
    [(7, 4, 4, 5), (8, 4, 5, 6), (9, 5, 5, 6), (10, 5, 6, 7), (11, 6, 6, 8)],
)
def test_needed_for_7_to_11_seats(seats: int, half: int, majority: int, two_thirds: int) -> None:
    needed = (HALF.needed(seats), MAJORITY.needed(seats), TWO_THIRDS.needed(seats))
    assert needed == (half, majority, two_thirds)


@given(st.integers(1, 9), st.integers(0, 9), st.booleans(), st.integers(0, 200))
def test_needed_is_the_least_number_that_meets_the_share(
    parts: int, more: int, is_strict: bool, count: int
) -> None:
    threshold = Threshold(Base.ALL, parts, parts + more, is_strict)
    needed = threshold.needed(count)

    def meets(number: int) -> bool:
        share = Fraction(parts, parts + more) * count
        return number > share if is_strict else number >= share

    assert meets(needed)
    assert needed == 1 or not meets(needed - 1)


@pytest.mark.parametrize(
    ("threshold", "words"),
    [
        (HALF, "at least half of all seats"),
        (Threshold(Base.PRESENT, 1, 2, is_strict=True), "more than half of the seats present"),
        (Threshold(Base.CAST, 2, 3, is_strict=False), "at least two-thirds of the votes cast"),
        (Threshold(Base.ALL, 3, 5, is_strict=False), "at least 3/5 of all seats"),
        (Threshold(Base.ALL, 1, 1, is_strict=False), "every one of all seats"),
    ],
)
def test_threshold_in_words(threshold: Threshold, words: str) -> None:
    assert threshold.words == words


def test_wording_of_counts_lists_and_lengths() -> None:
    assert [counted(1, "seat"), counted(0, "seat"), counted(2, "entry", "entries")] == [
        "1 seat",
        "0 seats",
        "2 entries",
    ]
    assert [joined([]), joined(["A"]), joined(["A", "B"]), joined("ABC", "or")] == [
        "",
        "A",
        "A and B",
        "A, B or C",
    ]
    assert [minutes_words(m) for m in (0, 45, 60, 115)] == ["0 min", "45 min", "1 h", "1 h 55 min"]
