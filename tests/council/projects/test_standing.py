"""Benefits and expectations: said, worded, ordered, ended; who may not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from secretariat.council.projects import commands
from secretariat.council.projects.commands import StandingWords
from secretariat.council.projects.models import Benefit, Expectation
from secretariat.council.projects.queries.standing import standing_named, standing_on
from secretariat.foundation.people.models import Body
from secretariat.foundation.records.models import Entry, SearchRow
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Role
from tests import factories

CLERK = factories.actor(Role.SECRETARY)
MEMBER = factories.actor(Role.MEMBER)
DAY = date(2021, 6, 1)


@pytest.fixture
def tc(db: None) -> Body:
    return factories.body()


def refused(act: Callable[[], Any]) -> str:
    with pytest.raises(Refused) as found:
        act()
    return found.value.code


def test_benefit_is_offered_from_its_day_on(tc: Body) -> None:
    words = StandingWords(text="A  berth ", since_on=DAY, source_words="Minutes of 1 Jun 2021")
    row = commands.add_benefit(CLERK, tc, words)

    assert (row.ref, row.text) == ("tc/projects/benefits/a-berth", "A berth")
    assert standing_on("tc", Benefit, date(2021, 5, 31)) == []
    assert standing_on("tc", Benefit, DAY) == [row]
    told = Entry.objects.get(command="projects.add_benefit")
    assert (told.ref, told.summary, told.after["source"]) == (
        row.ref,
        "A berth",
        "Minutes of 1 Jun 2021",
    )
    assert SearchRow.objects.get(ref=row.ref).kind == "benefit"


def test_what_is_on_the_list_is_not_said_twice(tc: Body) -> None:
    commands.add_expectation(CLERK, tc, StandingWords(text="A log"))

    again = lambda: commands.add_expectation(CLERK, tc, StandingWords(text="a LOG"))  # noqa: E731
    assert refused(again) == "said_already"
    empty = lambda: commands.add_benefit(CLERK, tc, StandingWords(text=" "))  # noqa: E731
    assert refused(empty) == "words_missing"
    assert commands.add_benefit(CLERK, tc, StandingWords(text="A log")).slug == "a-log"


def test_words_change_and_the_trail_keeps_the_earlier(tc: Body) -> None:
    row = commands.add_benefit(CLERK, tc, StandingWords(text="A berth"))
    commands.describe_standing(CLERK, row, StandingWords(text="Two berths"), seen=1)

    told = Entry.objects.get(command="projects.describe_standing")
    assert (told.before["text"], told.after["text"]) == ("A berth", "Two berths")
    late = lambda: commands.describe_standing(  # noqa: E731
        CLERK, row, StandingWords(text="Three"), seen=1
    )
    assert refused(late) == "changed_meanwhile"


def test_what_ended_holds_until_its_last_day_and_may_hold_again(tc: Body) -> None:
    row = commands.add_expectation(CLERK, tc, StandingWords(text="A lamp"))
    commands.end_standing(CLERK, row, on=DAY, reason="Too bright", seen=1)

    assert [each.text for each in standing_on("tc", Expectation, DAY)] == ["A lamp"]
    assert standing_on("tc", Expectation, date(2021, 6, 2)) == []
    found = standing_named(tc, Expectation, "a-lamp")
    twice = lambda: commands.end_standing(  # noqa: E731
        CLERK, found, on=DAY, reason="Again", seen=found.revision
    )
    assert refused(twice) == "already_ended"
    commands.resume_standing(CLERK, found, seen=found.revision)
    assert standing_named(tc, Expectation, "a-lamp").ended_on is None
    goes_on = lambda: commands.resume_standing(CLERK, found, seen=3)  # noqa: E731
    assert refused(goes_on) == "not_ended"


def test_lists_are_ordered_each_for_itself(tc: Body) -> None:
    for text in ("A", "B", "C"):
        commands.add_benefit(CLERK, tc, StandingWords(text=text))
        commands.add_expectation(CLERK, tc, StandingWords(text=text))
    commands.order_benefits(CLERK, tc, order=["c", "a"])

    assert [row.text for row in standing_on("tc", Benefit, DAY)] == ["C", "A", "B"]
    assert [row.text for row in standing_on("tc", Expectation, DAY)] == ["A", "B", "C"]


def test_members_change_nothing(tc: Body) -> None:
    row = commands.add_benefit(CLERK, tc, StandingWords(text="A berth"))
    words = StandingWords(text="Mine")
    for act in (
        lambda: commands.add_benefit(MEMBER, tc, words),
        lambda: commands.add_expectation(MEMBER, tc, words),
        lambda: commands.describe_standing(MEMBER, row, words, seen=1),
        lambda: commands.end_standing(MEMBER, row, on=DAY, reason="No", seen=1),
        lambda: commands.order_benefits(MEMBER, tc, order=[]),
        lambda: commands.order_expectations(MEMBER, tc, order=[]),
    ):
        assert refused(act) == "not_allowed"


def test_unknown_one_is_not_found(tc: Body) -> None:
    assert refused(lambda: standing_named(tc, Benefit, "moon")) == "not_found"
