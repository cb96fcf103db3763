"""The timeline of an election: five days in order, and the same weekdays proposed a year later.

A year of weeks is 364 days; it slips a day or two each year, so now and then a year of 371 days is
needed to stay in the season. The votes themselves are not here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from secretariat.rules.days import WEEKDAYS, day_words
from secretariat.rules.errors import Refused
from secretariat.rules.hanging import Hanging
from secretariat.rules.holidays import holidays_on
from secretariat.rules.wording import joined

YEAR_OF_WEEKS = timedelta(days=364)
LONG_YEAR_OF_WEEKS = timedelta(days=371)
AHEAD = timedelta(days=42)
"""So long before the first step of this year, seen from last year's, the timeline is asked for."""
SOON_DAYS = 14
_SATURDAY = 5


class Step(StrEnum):
    """The steps of an election, in order."""

    NOMINATIONS_OPEN = "nominations_open"
    NOMINATIONS_CLOSE = "nominations_close"
    VOTING_OPENS = "voting_opens"
    VOTING_CLOSES = "voting_closes"
    RESULTS = "results"


STEP_WORDS: Mapping[Step, str] = {
    Step.NOMINATIONS_OPEN: "Call for nominations opens",
    Step.NOMINATIONS_CLOSE: "Call for nominations closes",
    Step.VOTING_OPENS: "Voting period opens",
    Step.VOTING_CLOSES: "Voting period closes",
    Step.RESULTS: "Election results announced",
}
DEADLINES = (Step.NOMINATIONS_CLOSE, Step.VOTING_CLOSES)
"""Steps until which people have to do something themselves."""
_MAY_SHARE_A_DAY = frozenset({Step.VOTING_OPENS, Step.RESULTS})
"""Steps that may fall on the day of the step before."""

Days = Mapping[Step, date]


@dataclass(frozen=True, slots=True)
class Warned:
    """Why a day may be a bad choice for a step. It is a warning, not law."""

    step: Step
    words: str


def check_order(days: Days) -> None:
    """Refuse days that are not in the order of the steps (code "wrong_order", with the field)."""
    for before, after in pairwise(Step):
        may_share = after in _MAY_SHARE_A_DAY
        is_fitting = days[after] > days[before] or (may_share and days[after] == days[before])
        if not is_fitting:
            raise Refused(
                "wrong_order",
                f"“{STEP_WORDS[after]}” on {day_words(days[after])} does not fit: it has to come "
                f"{'on or ' if may_share else ''}after {day_words(days[before])}, the day of "
                f"“{STEP_WORDS[before]}”. Nothing has changed.",
                {"field": after.value},
            )


def shift(last: Days) -> timedelta:
    """By how much the days of the year before are moved: 364 days; 371 where 364 would begin in the
    month before.
    """
    first = last[Step.NOMINATIONS_OPEN]
    is_in_season = (first + YEAR_OF_WEEKS).month == first.month
    return YEAR_OF_WEEKS if is_in_season else LONG_YEAR_OF_WEEKS


def same_weekdays(last: Days) -> dict[Step, date]:
    """The days a year later, each on its weekday, with the distances between them kept."""
    by = shift(last)
    return {step: last[step] + by for step in Step}


def shift_words(last: Days) -> str:
    """Why the days lie where they do, in a sentence."""
    by = shift(last).days
    year = last[Step.NOMINATIONS_OPEN].year
    if by == YEAR_OF_WEEKS.days:
        return f"The weekdays of {year}, {by} days later."
    early = day_words(last[Step.NOMINATIONS_OPEN] + YEAR_OF_WEEKS)
    return (
        f"The weekdays of {year}, {by} days later: 364 days would begin on {early}, in the month "
        "before."
    )


def warnings(days: Days, calendars: Sequence[str]) -> list[Warned]:
    """Steps on a weekend or a holiday, and deadlines on the eve of a holiday, in order of time."""
    found = []
    for step in Step:
        day = days[step]
        on = holidays_on(day, calendars)
        eve = holidays_on(day + timedelta(days=1), calendars) if step in DEADLINES else ()
        if day.weekday() >= _SATURDAY:
            found.append(Warned(step, f"{day_words(day)} is a {WEEKDAYS[day.weekday()]}."))
        if on:
            found.append(Warned(step, f"{day_words(day)} is {joined(on)}."))
        elif eve:
            found.append(Warned(step, f"{day_words(day)} is the eve of {joined(eve)}."))
    return found


def weekday_words(day: date) -> str:
    """A day with its weekday: "Tue 9 Nov 2021"."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day_words(day)}"


def next_step(days: Days, today: date) -> tuple[Step, date] | None:
    """The first step that is not over; None after the last."""
    return next(((step, days[step]) for step in Step if days[step] >= today), None)


@dataclass(frozen=True, slots=True)
class Standing:
    """A timeline as the rules look at it. `since_on` is the day since which its present days are
    proposed.
    """

    days: Days
    since_on: date
    is_adopted: bool
    is_over: bool
    """Whether somebody said what came of it, or that it was dropped."""


def what_hangs(standing: Standing, today: date) -> list[Hanging]:
    """What of a timeline waits without an outcome; the gravest first."""
    if standing.is_over:
        return []
    results, first = standing.days[Step.RESULTS], standing.days[Step.NOMINATIONS_OPEN]
    if results < today:
        return [Hanging(f"results were due on {day_words(results)}", results)]
    if standing.is_adopted:
        return []
    if first <= today:
        return [Hanging(f"begins on {day_words(first)} and is not adopted", first)]
    return [Hanging("proposed and not adopted", standing.since_on)]


def is_asked_for(last: Days, today: date) -> bool:
    """Whether the year after `last` needs a timeline by now."""
    return last[Step.NOMINATIONS_OPEN] + shift(last) - AHEAD <= today
