"""The timeline of an election: order, the same weekdays a year later, warnings, what hangs."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.rules.elections import (
    Days,
    Standing,
    Step,
    check_order,
    is_asked_for,
    next_step,
    same_weekdays,
    shift_words,
    warnings,
    weekday_words,
    what_hangs,
)
from secretariat.rules.errors import Refused

# Slide 22 of the deck of 7 October 2021.
LAST = dict(
    zip(
        Step,
        (
            date(2020, 11, 10),
            date(2020, 11, 17),
            date(2020, 11, 18),
            date(2020, 11, 25),
            date(2020, 12, 1),
        ),
        strict=True,
    )
)
THIS = [
    "Tue 9 Nov 2021",
    "Tue 16 Nov 2021",
    "Wed 17 Nov 2021",
    "Wed 24 Nov 2021",
    "Tue 30 Nov 2021",
]


def in_order(first: date, gaps: tuple[int, int, int, int]) -> Days:
    """Five days from the first and the distances between them."""
    days = [first]
    for gap in gaps:
        days.append(days[-1] + timedelta(days=gap))
    return dict(zip(Step, days, strict=True))


timelines = st.builds(
    in_order,
    st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    st.tuples(st.integers(1, 40), st.integers(0, 40), st.integers(1, 40), st.integers(0, 40)),
)


def test_five_days_of_the_deck_come_out_of_the_year_before() -> None:
    assert [weekday_words(day) for day in same_weekdays(LAST).values()] == THIS
    assert shift_words(LAST) == "The weekdays of 2020, 364 days later."


@given(timelines)
def test_weekdays_and_distances_are_kept_and_the_season_too(last: Days) -> None:
    this = same_weekdays(last)

    assert [d.weekday() for d in this.values()] == [d.weekday() for d in last.values()]
    assert len({this[step] - last[step] for step in Step}) == 1
    assert (this[Step.NOMINATIONS_OPEN] - last[Step.NOMINATIONS_OPEN]).days in (364, 371)
    check_order(this)


@given(timelines)
def test_no_chain_of_years_ever_leaves_its_month(last: Days) -> None:
    month = last[Step.NOMINATIONS_OPEN].month
    for _ in range(30):
        last = same_weekdays(last)
        first = last[Step.NOMINATIONS_OPEN]
        assert first.month == month


def test_long_year_is_explained() -> None:
    last = in_order(date(2022, 11, 1), (7, 1, 7, 6))

    assert weekday_words(same_weekdays(last)[Step.NOMINATIONS_OPEN]) == "Tue 7 Nov 2023"
    assert shift_words(last) == (
        "The weekdays of 2022, 371 days later: 364 days would begin on 31 Oct 2023, in the month "
        "before."
    )


def test_deadline_on_the_eve_of_thanksgiving_is_warned_of() -> None:
    found = warnings(same_weekdays(LAST), ["us"])

    assert [(each.step, each.words) for each in found] == [
        (Step.VOTING_CLOSES, "24 Nov 2021 is the eve of Thanksgiving in the United States.")
    ]
    assert warnings(same_weekdays(LAST), []) == []


def test_step_on_a_holiday_or_a_weekend_is_warned_of() -> None:
    found = warnings(in_order(date(2021, 11, 11), (9, 5, 1, 1)), ["us"])

    assert [each.words for each in found] == [
        "11 Nov 2021 is Veterans Day in the United States.",
        "20 Nov 2021 is a Saturday.",
        "25 Nov 2021 is Thanksgiving in the United States.",
        "26 Nov 2021 is the day after Thanksgiving in the United States.",
        "27 Nov 2021 is a Saturday.",
    ]


@given(timelines, st.sampled_from(list(Step)[1:]), st.integers(1, 60))
def test_day_before_the_step_before_is_refused(days: Days, step: Step, early: int) -> None:
    before = list(Step)[list(Step).index(step) - 1]
    wrong = {**days, step: days[before] - timedelta(days=early)}

    with pytest.raises(Refused) as refused:
        check_order(wrong)

    assert refused.value.code == "wrong_order"
    assert refused.value.details["field"] == step.value


def test_voting_may_open_on_the_day_nominations_close_but_not_close_on_the_day_it_opens() -> None:
    check_order(in_order(date(2021, 11, 9), (7, 0, 7, 0)))

    with pytest.raises(Refused) as refused:
        check_order(in_order(date(2021, 11, 9), (7, 0, 0, 0)))

    assert "has to come after 16 Nov 2021, the day of “Voting period opens”" in str(refused.value)


@pytest.mark.parametrize(
    ("today", "is_adopted", "is_over", "why"),
    [
        (date(2021, 10, 7), False, False, "proposed and not adopted"),
        (date(2021, 11, 9), False, False, "begins on 9 Nov 2021 and is not adopted"),
        (date(2021, 11, 20), True, False, ""),
        (date(2021, 11, 30), True, False, ""),
        (date(2021, 12, 1), True, False, "results were due on 30 Nov 2021"),
        (date(2021, 12, 1), False, False, "results were due on 30 Nov 2021"),
        (date(2021, 12, 1), True, True, ""),
    ],
)
def test_what_has_no_outcome_hangs(today: date, is_adopted: bool, is_over: bool, why: str) -> None:
    row = Standing(same_weekdays(LAST), date(2021, 10, 1), is_adopted=is_adopted, is_over=is_over)

    assert [each.why for each in what_hangs(row, today)] == ([why] if why else [])


def test_next_step_and_the_day_on_which_a_new_timeline_is_asked_for() -> None:
    assert next_step(LAST, date(2020, 11, 18)) == (Step.VOTING_OPENS, date(2020, 11, 18))
    assert next_step(LAST, date(2020, 12, 2)) is None
    assert not is_asked_for(LAST, date(2021, 9, 27))
    assert is_asked_for(LAST, date(2021, 9, 28))
