"""Holidays by rule, against dates of published calendars."""

from __future__ import annotations

from datetime import date

import pytest

from secretariat.rules.errors import Refused
from secretariat.rules.holidays import (
    CALENDAR_WORDS,
    CALENDARS,
    easter,
    holiday_warning,
    holidays_on,
    parse_calendars,
)


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (2000, date(2000, 4, 23)),
        (2008, date(2008, 3, 23)),
        (2019, date(2019, 4, 21)),
        (2021, date(2021, 4, 4)),
        (2024, date(2024, 3, 31)),
        (2038, date(2038, 4, 25)),
    ],
)
def test_easter_falls_on_the_published_day(year: int, day: date) -> None:
    assert easter(year) == day


@pytest.mark.parametrize(
    ("day", "calendar", "names"),
    [
        (date(2021, 11, 25), "us", ("Thanksgiving in the United States",)),
        (date(2024, 11, 28), "us", ("Thanksgiving in the United States",)),
        (date(2021, 11, 26), "us", ("the day after Thanksgiving in the United States",)),
        (date(2021, 5, 31), "us", ("Memorial Day in the United States",)),
        (date(2020, 6, 19), "us", ()),
        (date(2021, 6, 19), "us", ("Juneteenth in the United States",)),
        (date(2021, 4, 2), "gb", ("Good Friday in the United Kingdom",)),
        (date(2021, 5, 13), "de", ("Ascension Day in Germany",)),
        (date(2021, 7, 14), "fr", ("Bastille Day in France",)),
        (date(2021, 5, 1), "international", ("Labour Day in many countries",)),
        (date(2022, 1, 26), "in", ("Republic Day in India",)),
        (date(2021, 10, 6), "us", ()),
    ],
)
def test_holiday_is_named_with_its_country(
    day: date, calendar: str, names: tuple[str, ...]
) -> None:
    assert holidays_on(day, [calendar]) == names


def test_holiday_in_several_countries_names_them_all() -> None:
    assert holiday_warning(date(2021, 12, 25), ["us", "de"]) == (
        "This day is Christmas Day in the United States and Christmas Day in Germany."
    )
    assert holiday_warning(date(2021, 12, 23), ["us", "de"]) == ""


def test_calendars_are_read_from_a_list_and_unknown_ones_refused() -> None:
    assert parse_calendars("US, de us") == ("us", "de")
    with pytest.raises(Refused) as refused:
        parse_calendars("us, mars")
    assert refused.value.code == "unknown_calendar"
    assert CALENDAR_WORDS.keys() == CALENDARS.keys()
