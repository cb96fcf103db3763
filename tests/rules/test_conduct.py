"""What a transparency report may say, and its numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.rules.conduct import Outcome, Told, check_names_nobody, year_lines
from secretariat.rules.errors import Refused

NAMES = ["Ada Quill", "Ben de Stone", "Zoe"]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Quill shouted",
        "It was ADA  QUILL.",
        "About (ada-quill), in chat",
        "by Ben de Stone's friend",
        "write to somebody@example.org",
    ],
)
def test_names_and_addresses_are_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        check_names_nobody(text, NAMES, "about")

    assert (refused.value.code, refused.value.details["field"]) == ("names_somebody", "about")


@pytest.mark.parametrize(
    "text", ["Somebody shouted", "A quill and Ada", "Adam Quillon", "Stone walls", "Zoe"]
)
def test_words_that_name_nobody_in_full_pass(text: str) -> None:
    check_names_nobody(text, NAMES, "about")


def test_each_year_tells_its_numbers_in_the_order_of_the_ladder() -> None:
    entries = [
        Told(2026, Outcome.TEMPORARY_BAN),
        Told(2025, Outcome.NO_BREACH),
        Told(2026, Outcome.CORRECTION),
        Told(2026, Outcome.CORRECTION),
    ]

    assert year_lines(entries) == [
        (2026, "3 reports: 2 correction and 1 temporary ban"),
        (2025, "1 report: 1 no breach found"),
    ]


@given(st.lists(st.builds(Told, st.integers(2019, 2026), st.sampled_from(Outcome))))
def test_every_entry_is_counted_once(entries: list[Told]) -> None:
    lines = year_lines(entries)

    assert sum(int(words.split()[0]) for _, words in lines) == len(entries)
    assert [year for year, _ in lines] == sorted({e.year for e in entries}, reverse=True)
