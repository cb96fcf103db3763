"""Contrast as WCAG counts it, and accents that stay readable on both papers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.rules.contrast import (
    DARK_PAPERS,
    contrast,
    least_contrast,
    on_dark,
    require_readable,
)
from secretariat.rules.errors import Refused

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_contrast_agrees_with_published_values(one: str, other: str, ratio: float) -> None:
    assert round(contrast(one, other), 2) == ratio


@given(colours, colours)
def test_contrast_does_not_depend_on_order(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)


@given(colours)
def test_on_dark_is_readable_on_every_dark_paper(colour: str) -> None:
    assert least_contrast(on_dark(colour), DARK_PAPERS) >= 4.5


def test_on_dark_leaves_a_readable_colour_alone() -> None:
    assert on_dark("#8dbdf0") == "#8dbdf0"


def test_require_readable_refuses_a_pale_accent_in_words() -> None:
    with pytest.raises(Refused) as refused:
        require_readable("#e0a0c0")

    assert refused.value.code == "unreadable_colour"
    assert "too pale" in refused.value.message


def test_require_readable_takes_the_accents_of_a_deck() -> None:
    require_readable("#114e86")
    require_readable("#b3195f")


def test_require_readable_refuses_what_is_no_colour() -> None:
    with pytest.raises(Refused) as refused:
        require_readable("blue")

    assert refused.value.code == "malformed_colour"
