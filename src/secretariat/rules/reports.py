"""Reports to another body: the days they cover, and what counts as changed since the one before.

The day of the report before is often not known exactly. Then a cell counts as changed only if it
is so for every day that report can have had; where the days disagree, the rule says that it cannot
tell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from secretariat.rules.days import UncertainDate, date_words, day_words, parse_date
from secretariat.rules.errors import Refused
from secretariat.rules.hanging import Hanging

T = TypeVar("T")

DAY = timedelta(days=1)
YEAR = timedelta(days=365)
DUE_WITHIN = timedelta(days=28)
"""So long before its day a report begins to be proposed for agendas."""
_BETWEEN = re.compile(r"between\s+(?P<first>.+?)\s+and\s+(?P<last>.+)", re.IGNORECASE)
_EXAMPLES = (
    "Write a day as 29 Sep 2021, a month as Jan 2021, or what is known of it as "
    "between 10 September and 12 November 2020."
)


@dataclass(frozen=True, slots=True)
class Baseline:
    """The report before: one day, or the first and the last day it can have had."""

    earliest: date
    latest: date

    @property
    def is_exact(self) -> bool:
        """Whether its day is known."""
        return self.earliest == self.latest

    @property
    def words(self) -> str:
        """ "29 Sep 2021", or "a day from 11 Sep 2020 to 11 Nov 2020"."""
        if self.is_exact:
            return day_words(self.earliest)
        return f"a day from {day_words(self.earliest)} to {day_words(self.latest)}"


@dataclass(frozen=True, slots=True)
class Judged:
    """What changed since the report before for every day it can have had (`changed`), and what
    changed for some of these days only (`unsure`).
    """

    changed: frozenset[str]
    unsure: frozenset[str]


def parse_baseline(text: str) -> Baseline | None:
    """Read the day of the report before: a day, a month or a year, or "between … and …", in which
    days that are named are left out and months are not. None for an empty text.

    Refuses ("malformed_baseline", "baseline_backwards").
    """
    words = " ".join(text.split())
    if not words:
        return None
    between = _BETWEEN.fullmatch(words)
    if between is None:
        when = _dated(words, words)
        assert when.earliest is not None
        assert when.latest is not None
        return Baseline(when.earliest, when.latest)
    last = _dated(between["last"], words)
    first = _dated(between["first"], words, year=last.year)
    return _between(first, last, words)


def _between(first: UncertainDate, last: UncertainDate, words: str) -> Baseline:
    assert first.earliest is not None
    assert last.latest is not None
    earliest = first.earliest + DAY if first.day else first.earliest
    latest = last.latest - DAY if last.day else last.latest
    if latest < earliest:
        raise Refused(
            "baseline_backwards",
            f"No day lies “{words}”. Nothing has changed. Write the earlier day first.",
            {"field": "baseline"},
        )
    return Baseline(earliest, latest)


def _dated(text: str, whole: str, year: int | None = None) -> UncertainDate:
    when = parse_date(text)
    if when is not None and when.year is None and year is not None:
        when = parse_date(f"{date_words(when)} {year}")
    if when is None or when.year is None:
        raise Refused(
            "malformed_baseline",
            f"“{whole}” does not say when the report before was given. Nothing has changed. "
            f"{_EXAMPLES}",
            {"field": "baseline"},
        )
    return when


def proposed_period(previous_on: date | None, on: date) -> tuple[date, date]:
    """The days a report of a day covers: from the day after the report before, or a year, to its
    own day.
    """
    first = previous_on + DAY if previous_on is not None and previous_on < on else on - YEAR
    return first, on


def check_period(from_on: date, to_on: date, on: date, baseline: Baseline | None) -> None:
    """Refuse a period that ends before it begins ("period_backwards") or after the day of the
    report ("period_too_long"), and a report before that lies after it ("baseline_too_late").
    """
    if to_on < from_on:
        raise Refused(
            "period_backwards",
            f"The report would cover {day_words(from_on)} to {day_words(to_on)}, which ends before "
            "it begins. Nothing has changed. Put the earlier day first.",
            {"field": "to_on"},
        )
    if to_on > on:
        raise Refused(
            "period_too_long",
            f"The report is given on {day_words(on)} and cannot cover days until "
            f"{day_words(to_on)}. Nothing has changed. End its time on its own day or before.",
            {"field": "to_on"},
        )
    if baseline is not None and baseline.latest >= to_on:
        raise Refused(
            "baseline_too_late",
            f"The report before can have been given on {day_words(baseline.latest)}, which does "
            f"not lie before {day_words(to_on)}. Nothing has changed. Give the day of the one "
            "before this.",
            {"field": "baseline"},
        )


def days_to_compare(baseline: Baseline, turns: Iterable[date]) -> tuple[date, ...]:
    """The days of the baseline on which the record said different things: its first, and each on
    which something turned (`turns`). Any other day of it says what the one before it said.
    """
    inside = {day for day in turns if baseline.earliest < day <= baseline.latest}
    return (baseline.earliest, *sorted(inside))


def judged(changed_since: Sequence[Iterable[str]]) -> Judged:
    """Put together what changed since each day the report before can have had."""
    sets = [frozenset(each) for each in changed_since]
    if not sets:
        return Judged(frozenset(), frozenset())
    sure = frozenset.intersection(*sets)
    return Judged(sure, frozenset.union(*sets) - sure)


def is_due(on: date, today: date) -> bool:
    """Whether a report that is not given yet is due within four weeks, or late."""
    return on - today <= DUE_WITHIN


def what_hangs(on: date, today: date) -> Hanging | None:
    """What hangs in a report that is not given: its day has come."""
    if today < on:
        return None
    return Hanging("due and not given", on)


def contents(entries: Sequence[str]) -> tuple[str, ...]:
    """The table of contents from what each chapter is listed as: neighbours of one name are one
    line, chapters without a name none.
    """
    lines: list[str] = []
    for entry in entries:
        if entry and (not lines or lines[-1] != entry):
            lines.append(entry)
    return tuple(lines)


def period_words(from_on: date, to_on: date) -> str:
    """ "1 Oct 2020 to 29 Sep 2021"."""
    return f"{day_words(from_on)} to {day_words(to_on)}"


def unsure_words(day: date | None, baseline: Baseline) -> str:
    """Why it cannot be told whether something is new: when it changed, and what is not known of
    the report before.
    """
    on = f"changed on {day_words(day)}" if day is not None else "changed in that time"
    return f"{on}; the report before was given on {baseline.words}"


def moved(names: Sequence[T], order: Sequence[str], name_of: Callable[[T], str]) -> list[T]:
    """The things in this order of names; those not named follow in theirs."""
    place = {name: index for index, name in enumerate(order)}
    return sorted(names, key=lambda each: place.get(name_of(each), len(order)))
