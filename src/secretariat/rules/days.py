"""Days, months, quarters and years as people write them, and the one form they are shown in.

A date may be less exact than a day and may lack its year ("NOV 18"). It is never guessed.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from secretariat.rules.errors import Refused

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MONTH_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FIRST_YEAR, LAST_YEAR = 1900, 2199
EXAMPLES = "Write a day as 7 Mar 2030, a month as Mar 2030, a quarter as Q1 2030 or a year as 2030."

_WORD = r"(?P<month>[A-Za-z]{3,9})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_DAY}\s*{_WORD},?\s*{_YEAR}",
        rf"{_WORD}\s*{_DAY},?\s+{_YEAR}",
        rf"{_YEAR}-(?P<number>\d{{2}})-(?P<day>\d{{2}})",
        rf"{_YEAR}-(?P<number>\d{{2}})",
        rf"{_WORD},?\s*{_YEAR}",
        rf"Q(?P<quarter>\d),?\s*{_YEAR}",
        rf"{_YEAR}\s*Q(?P<quarter>\d)",
        rf"{_YEAR}",
        rf"{_DAY}\s*{_WORD}",
        rf"{_WORD}\s*{_DAY}",
        rf"{_WORD}",
    )
)
_ONLY_WITH_A_MONTH = _FORMS[4:5] + _FORMS[8:]
_SLASHED = re.compile(r"\d{1,4}[/.]\d{1,2}[/.]\d{1,4}")


@dataclass(frozen=True, slots=True)
class UncertainDate:
    """A date as exact as it is known: a day, a month, a quarter or a year.

    A day or a month may lack its year; then `earliest` and `latest` are None.
    """

    year: int | None
    month: int | None = None
    day: int | None = None
    quarter: int | None = None

    @property
    def earliest(self) -> date | None:
        """The first day this may mean."""
        if self.year is None:
            return None
        first = 3 * (self.quarter - 1) + 1 if self.quarter else 1
        return date(self.year, self.month or first, self.day or 1)

    @property
    def latest(self) -> date | None:
        """The last day this may mean."""
        if self.year is None:
            return None
        month = self.month or (3 * self.quarter if self.quarter else 12)
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def on_or_after(self, day: date) -> UncertainDate:
        """The next such day or month, this one included, if the year is lacking; else unchanged."""
        if self.year is not None:
            return self
        for year in range(day.year, day.year + 9):
            if (self.month, self.day) == (2, 29) and not calendar.isleap(year):
                continue
            dated = UncertainDate(year, self.month, self.day)
            if dated.latest is not None and dated.latest >= day:
                return dated
        return self


def day_words(day: date) -> str:
    """The one form of a day on every page: "7 Oct 2021"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def long_day_words(day: date) -> str:
    """A day with its weekday: "Thursday 7 October 2021"."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def date_words(when: UncertainDate) -> str:
    """An uncertain date in the form of pages: "7 Oct 2021", "Oct 2021", "Q3 2021", "18 Nov"."""
    parts = [
        str(when.day) if when.day else "",
        MONTHS[when.month - 1] if when.month else "",
        f"Q{when.quarter}" if when.quarter else "",
        str(when.year) if when.year else "",
    ]
    return " ".join(part for part in parts if part)


def parse_date(text: str) -> UncertainDate | None:
    """Read a date. None if the text is no date at all; refused if it is a date that cannot be."""
    written = " ".join(text.split())
    if _SLASHED.fullmatch(written):
        raise _impossible(written, "with slashes, day and month cannot be told apart")
    for form in _FORMS:
        match = form.fullmatch(written)
        if match is None:
            continue
        if form in _ONLY_WITH_A_MONTH and not _month_number(match["month"]):
            continue
        return _checked(written, {k: v for k, v in match.groupdict().items() if v is not None})
    return None


def _month_number(word: str) -> int | None:
    lowered = word.lower()
    if lowered == "sept":
        return 9
    for number, name in enumerate(MONTH_NAMES, start=1):
        if lowered in (name.lower(), name[:3].lower()):
            return number
    return None


def _checked(written: str, found: dict[str, str]) -> UncertainDate:
    year = int(found["year"]) if "year" in found else None
    day = int(found["day"]) if "day" in found else None
    quarter = int(found["quarter"]) if "quarter" in found else None
    month = int(found["number"]) if "number" in found else None
    if "month" in found:
        month = _month_number(found["month"])
        if month is None:
            raise _impossible(written, f"there is no month called {found['month']}")
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        raise _impossible(written, f"the year must be between {FIRST_YEAR} and {LAST_YEAR}")
    if quarter is not None and not 1 <= quarter <= 4:
        raise _impossible(written, "a year has quarters 1 to 4")
    if month is not None and not 1 <= month <= 12:
        raise _impossible(written, "a year has months 1 to 12")
    if day is not None and month is not None:
        days = calendar.monthrange(year or 2000, month)[1]
        if not 1 <= day <= days:
            in_year = f" {year}" if year else ""
            raise _impossible(written, f"{MONTHS[month - 1]}{in_year} has days 1 to {days}")
    return UncertainDate(year, month, day, quarter)


def _impossible(written: str, why: str) -> Refused:
    return Refused(
        "malformed_date", f"“{written}” is not a date: {why}. Nothing has changed. {EXAMPLES}"
    )
