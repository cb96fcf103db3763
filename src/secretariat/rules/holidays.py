"""Holidays computed by rule, to warn before a meeting is planned on one.

They are warnings, not law: a calendar holds what most people of a country do not work on. Holidays
that follow the moon (Chinese New Year, Diwali, Eid) are not here, for they cannot be computed
simply. Sources: the calendar rules of each country as commonly published.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from secretariat.rules.errors import Refused
from secretariat.rules.wording import joined

Rule = Callable[[int], date | None]
MONDAY, THURSDAY, FRIDAY = 0, 3, 4


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar."""
    golden = year % 19
    century, of_century = divmod(year, 100)
    leap_centuries, rest = divmod(century, 4)
    moon = (8 * century + 13) // 25
    epact = (19 * golden + century - leap_centuries - moon + 15) % 30
    leaps, leap_rest = divmod(of_century, 4)
    weekday = (32 + 2 * rest + 2 * leaps - epact - leap_rest) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def _fixed(month: int, day: int, since: int = 0) -> Rule:
    return lambda year: date(year, month, day) if year >= since else None


def _nth(month: int, number: int, weekday: int, plus: int = 0, since: int = 0) -> Rule:
    """The n-th such weekday of a month, -1 the last; `plus` days after it."""

    def rule(year: int) -> date | None:
        if year < since:
            return None
        days = range(1, calendar.monthrange(year, month)[1] + 1)
        fitting = [day for day in days if date(year, month, day).weekday() == weekday]
        chosen = fitting[number if number < 0 else number - 1]
        return date(year, month, chosen) + timedelta(days=plus)

    return rule


def _after_easter(days: int) -> Rule:
    return lambda year: easter(year) + timedelta(days=days)


_COMMON: dict[str, Rule] = {
    "New Year's Day": _fixed(1, 1),
    "Christmas Day": _fixed(12, 25),
}
_EASTER: dict[str, Rule] = {"Good Friday": _after_easter(-2), "Easter Monday": _after_easter(1)}
CALENDARS: Mapping[str, Mapping[str, Rule]] = {
    "international": {
        **_COMMON,
        "Labour Day": _fixed(5, 1),
        "Christmas Eve": _fixed(12, 24),
        "26 December": _fixed(12, 26),
        "New Year's Eve": _fixed(12, 31),
    },
    "us": {
        **_COMMON,
        "Martin Luther King Jr. Day": _nth(1, 3, MONDAY, since=1986),
        "Presidents' Day": _nth(2, 3, MONDAY),
        "Memorial Day": _nth(5, -1, MONDAY),
        "Juneteenth": _fixed(6, 19, since=2021),
        "Independence Day": _fixed(7, 4),
        "Labor Day": _nth(9, 1, MONDAY),
        "Columbus Day and Indigenous Peoples' Day": _nth(10, 2, MONDAY),
        "Veterans Day": _fixed(11, 11),
        "Thanksgiving": _nth(11, 4, THURSDAY),
        "the day after Thanksgiving": _nth(11, 4, THURSDAY, plus=1),
    },
    "gb": {
        **_COMMON,
        **_EASTER,
        "Early May bank holiday": _nth(5, 1, MONDAY),
        "Spring bank holiday": _nth(5, -1, MONDAY),
        "Summer bank holiday": _nth(8, -1, MONDAY),
        "Boxing Day": _fixed(12, 26),
    },
    "de": {
        **_COMMON,
        **_EASTER,
        "Labour Day": _fixed(5, 1),
        "Ascension Day": _after_easter(39),
        "Whit Monday": _after_easter(50),
        "German Unity Day": _fixed(10, 3, since=1990),
        "26 December": _fixed(12, 26),
    },
    "fr": {
        **_COMMON,
        "Easter Monday": _after_easter(1),
        "Labour Day": _fixed(5, 1),
        "Victory Day": _fixed(5, 8),
        "Ascension Day": _after_easter(39),
        "Whit Monday": _after_easter(50),
        "Bastille Day": _fixed(7, 14),
        "Assumption Day": _fixed(8, 15),
        "All Saints' Day": _fixed(11, 1),
        "Armistice Day": _fixed(11, 11),
    },
    "cn": {
        "New Year's Day": _fixed(1, 1),
        "Labour Day": _fixed(5, 1),
        **{f"National Day holiday, day {n}": _fixed(10, n) for n in range(1, 8)},
    },
    "in": {
        "Republic Day": _fixed(1, 26),
        "Independence Day": _fixed(8, 15),
        "Gandhi Jayanti": _fixed(10, 2),
    },
}
CALENDAR_WORDS: Mapping[str, str] = {
    "international": "in many countries",
    "us": "in the United States",
    "gb": "in the United Kingdom",
    "de": "in Germany",
    "fr": "in France",
    "cn": "in China",
    "in": "in India",
}


def parse_calendars(text: str) -> tuple[str, ...]:
    """Read "us, de". Refused (code "unknown_calendar") if one is not known."""
    names = tuple(dict.fromkeys(text.lower().replace(",", " ").split()))
    for name in names:
        if name not in CALENDARS:
            raise Refused(
                "unknown_calendar",
                f"There is no holiday calendar “{name}”. Nothing has changed. Choose among "
                f"{joined(CALENDARS)}.",
            )
    return names


def holidays_on(day: date, calendars: Iterable[str]) -> tuple[str, ...]:
    """The holidays of these calendars on a day: "Thanksgiving in the United States"."""
    return tuple(
        f"{name} {CALENDAR_WORDS[key]}"
        for key in calendars
        for name, rule in CALENDARS[key].items()
        if rule(day.year) == day
    )


def holiday_warning(day: date, calendars: Iterable[str]) -> str:
    """A sentence if the day is a holiday somewhere, else empty."""
    found = holidays_on(day, calendars)
    return f"This day is {joined(found)}." if found else ""
