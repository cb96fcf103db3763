"""Runs of text: what stays together on one line."""

from __future__ import annotations

import pytest

from secretariat.rules.deck import Deck, TextSlide
from secretariat.rules.deck_pages import paginate
from secretariat.rules.measure import wrap
from secretariat.rules.runs import Run, numbered_entry, unbroken, words


@pytest.mark.parametrize("line_width", range(120, 400, 7))
def test_state_in_brackets_never_breaks_over_two_lines(line_width: int) -> None:
    runs = (Run("Reach out to the harbour for a talk "), Run("[IN PROGRESS]", is_bold=True))

    lines = [words(line) for line in wrap(unbroken(runs), line_width, 12)]

    assert [line for line in lines if line.count("[") != line.count("]")] == []


def test_long_words_in_brackets_may_break() -> None:
    runs = (Run("[the list of everybody who is to hear of it]"),)

    assert unbroken(runs) == runs


def test_slides_keep_brackets_whole_and_the_record_stays_as_it_was_typed() -> None:
    entry = numbered_entry("1.", "[Ann Ash] Ask [IN PROGRESS]")
    deck = Deck(
        title="T",
        body_name="B",
        organization_name="O",
        date_words="today",
        slides=(TextSlide(title="Review", paragraphs=(entry,)),),
    )

    (slide,) = paginate(deck).slides

    assert isinstance(slide, TextSlide)
    assert slide.paragraphs[0].words == "[Ann\u00a0Ash] Ask [IN\u00a0PROGRESS]"
    assert entry.words == "[Ann Ash] Ask [IN PROGRESS]"
