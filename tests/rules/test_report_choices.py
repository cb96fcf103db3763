"""What may be chosen about a chapter of a report."""

from __future__ import annotations

import pytest

from secretariat.rules.errors import Refused
from secretariat.rules.report_choices import Choice, Sort, chosen, offered, standing_choice

NUMBERS = Choice(name="numbers", label="Numbers", sort=Sort.YES_OR_NO, usual=True)
YEAR = Choice(name="year", label="Year", sort=Sort.ONE, among=(("2021", "Year 1"),))
PAPERS = Choice(
    name="papers",
    label="Papers",
    sort=Sort.SEVERAL,
    among=(("faq", "FAQ"), ("map", "Map"), ("tides", "Tides")),
)
ALL = (NUMBERS, YEAR, PAPERS)


def test_what_is_as_usual_is_not_kept() -> None:
    assert chosen(ALL, {"numbers": True, "year": "", "papers": []}) == {}
    assert chosen(ALL, {"numbers": False, "year": "2021", "papers": ["tides", "faq"]}) == {
        "numbers": False,
        "year": "2021",
        "papers": ["tides", "faq"],
    }


@pytest.mark.parametrize(
    "wanted", [{"year": "2020"}, {"papers": ["faq", "gone"]}, {"colour": "red"}]
)
def test_what_is_not_there_cannot_be_chosen(wanted: dict[str, object]) -> None:
    with pytest.raises(Refused) as refused:
        chosen(ALL, wanted)
    assert refused.value.code == "unknown_choice"


def test_what_was_chosen_keeps_its_order_and_what_is_gone_is_not_offered() -> None:
    known = {"papers": ["tides", "gone", "faq"]}

    assert [value for value, _ in offered(PAPERS, known)] == ["tides", "faq", "map"]
    assert standing_choice(PAPERS, known) == ["tides", "gone", "faq"]


def test_without_a_choice_the_usual_holds() -> None:
    assert [standing_choice(each, {}) for each in ALL] == [True, "", []]
    assert standing_choice(NUMBERS, {"numbers": "nonsense"}) is True
