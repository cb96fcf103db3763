"""Series of meetings: the rhythm, changes of clocks, and departures from the rhythm."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.rules.calendar import (
    ChangeKind,
    SeriesChange,
    SeriesRule,
    check_series,
    check_zone,
    next_dates,
    occurrences,
    series_days,
    series_words,
)
from secretariat.rules.errors import Refused
from secretariat.rules.times import local_instant

ZONE = "America/Los_Angeles"
RULE = SeriesRule(date(2021, 1, 14), time(7), time(9), ZONE, holidays="us, cn")
AUTUMN = (date(2021, 10, 1), date(2021, 12, 31))


def days_of(*changes: SeriesChange) -> list[str]:
    return [
        f"{one.on:%d %b} {one.change or ''}".strip() for one in occurrences(RULE, *AUTUMN, changes)
    ]


def test_every_second_thursday() -> None:
    assert days_of() == [
        "07 Oct",
        "21 Oct",
        "04 Nov",
        "18 Nov",
        "02 Dec",
        "16 Dec",
        "30 Dec",
    ]
    assert series_words(RULE) == "every second Thursday, 07:00 to 09:00 (America/Los_Angeles)"


def test_local_time_is_kept_when_clocks_change() -> None:
    starts = [one.starts_at for one in occurrences(RULE, date(2021, 11, 1), date(2021, 11, 20))]
    assert starts == [
        datetime(2021, 11, 4, 14, tzinfo=UTC),
        datetime(2021, 11, 18, 15, tzinfo=UTC),
    ]


def test_time_that_clocks_skip_is_an_hour_later() -> None:
    at = local_instant(date(2021, 3, 14), time(2, 30), ZONE)
    assert at.astimezone(ZoneInfo(ZONE)).time() == time(3, 30)


@pytest.mark.parametrize(
    ("on", "zone", "start", "hours", "warning"),
    [
        (date(2021, 3, 14), ZONE, time(2, 30), 0.5, "02:30 is 03:30."),
        (date(2021, 3, 14), ZONE, time(1, 30), 0.5, "02:00 is 03:00."),
        (date(2021, 11, 7), ZONE, time(1, 30), 1.5, "01:30 is the first of two."),
        (date(2021, 4, 4), "Australia/Lord_Howe", time(1, 45), 1, "01:45 is the first of two."),
        (date(2021, 10, 24), ZONE, time(1, 30), 0.5, ""),
    ],
)
def test_rhythm_in_the_night_of_a_change_is_held_and_says_so(
    on: date, zone: str, start: time, hours: float, warning: str
) -> None:
    end = (datetime.combine(on, start) + timedelta(minutes=30)).time()
    weekly = SeriesRule(on, start, end, zone, every_weeks=1)

    night, later = occurrences(weekly, on, on + timedelta(weeks=1))

    assert night.ends_at - night.starts_at == timedelta(hours=hours)
    assert night.warning.endswith(warning) if warning else night.warning == ""
    assert later.warning == ""
    assert later.starts_at.astimezone(ZoneInfo(zone)).time() == start


def test_moved_cancelled_and_extra_meetings_are_applied() -> None:
    zone = ZoneInfo(ZONE)
    moved = SeriesChange(
        date(2021, 11, 18), ChangeKind.MOVED, datetime(2021, 11, 17, 8, tzinfo=zone)
    )
    cancelled = SeriesChange(date(2021, 12, 30), ChangeKind.CANCELLED, reason="Holidays")
    extra = SeriesChange(date(2021, 10, 14), ChangeKind.EXTRA)
    assert days_of(moved, cancelled, extra) == [
        "07 Oct",
        "14 Oct extra",
        "21 Oct",
        "04 Nov",
        "17 Nov moved",
        "02 Dec",
        "16 Dec",
        "30 Dec cancelled",
    ]
    found = {one.on: one for one in occurrences(RULE, *AUTUMN, [moved, cancelled, extra])}
    assert found[date(2021, 11, 17)].series_on == date(2021, 11, 18)
    assert found[date(2021, 11, 17)].ends_at == datetime(2021, 11, 17, 18, tzinfo=UTC)
    assert found[date(2021, 10, 14)].series_on is None
    assert (found[date(2021, 12, 30)].takes_place, found[date(2021, 12, 30)].reason) == (
        False,
        "Holidays",
    )


def test_meeting_moved_into_the_window_is_found_and_one_moved_out_is_not() -> None:
    into = SeriesChange(date(2021, 9, 23), ChangeKind.MOVED, datetime(2021, 10, 1, 15, tzinfo=UTC))
    out = SeriesChange(date(2021, 12, 30), ChangeKind.MOVED, datetime(2022, 1, 6, 15, tzinfo=UTC))
    found = days_of(into, out)
    assert (found[0], found[-1]) == ("01 Oct moved", "16 Dec")


def test_next_dates_skip_what_is_cancelled_and_what_has_begun() -> None:
    after = datetime(2021, 10, 7, 14, tzinfo=UTC)
    cancelled = SeriesChange(date(2021, 10, 21), ChangeKind.CANCELLED)
    assert [one.on for one in next_dates(RULE, after, 2, [cancelled])] == [
        date(2021, 11, 4),
        date(2021, 11, 18),
    ]
    assert next_dates(RULE, after - timedelta(seconds=1), 1)[0].on == date(2021, 10, 7)


def test_series_ends_on_its_last_day() -> None:
    rule = SeriesRule(date(2021, 1, 14), time(7), time(9), ZONE, ends_on=date(2021, 1, 28))
    assert series_days(rule, date(2020, 1, 1), date(2022, 1, 1)) == [
        date(2021, 1, 14),
        date(2021, 1, 28),
    ]
    assert next_dates(rule, datetime(2021, 2, 1, tzinfo=UTC), 5) == []


def test_meeting_on_a_holiday_is_warned_about() -> None:
    weekly = SeriesRule(date(2021, 1, 14), time(7), time(9), ZONE, 1, holidays="us cn")
    warnings = {one.on: one.warning for one in occurrences(weekly, *AUTUMN) if one.warning}
    assert warnings == {
        date(2021, 10, 7): "This day is National Day holiday, day 7 in China.",
        date(2021, 11, 11): "This day is Veterans Day in the United States.",
        date(2021, 11, 25): "This day is Thanksgiving in the United States.",
    }


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (SeriesRule(date(2021, 1, 1), time(9), time(9), "UTC"), "ends after it begins"),
        (SeriesRule(date(2021, 1, 1), time(7), time(9), "Mars/Base"), "no time zone “Mars/Base”"),
        (SeriesRule(date(2021, 1, 1), time(7), time(9), "UTC", 0), "every 1 to 52 weeks"),
        (
            SeriesRule(date(2021, 1, 1), time(7), time(9), "UTC", ends_on=date(2020, 1, 1)),
            "lies before the first",
        ),
        (
            SeriesRule(date(2021, 1, 1), time(7), time(9), "UTC", holidays="us, xx"),
            "no holiday calendar “xx”",
        ),
    ],
)
def test_rhythm_that_cannot_be_kept_is_refused(rule: SeriesRule, words: str) -> None:
    with pytest.raises(Refused) as refused:
        check_series(rule)
    assert words in refused.value.message


@pytest.mark.parametrize("name", ["", "america", "America", "../etc/passwd", "Europe/Nowhere"])
def test_unknown_time_zone_is_refused(name: str) -> None:
    with pytest.raises(Refused) as refused:
        check_zone(name)
    assert "write it as America/Los_Angeles" in refused.value.message


def test_rhythm_in_words_for_rare_meetings() -> None:
    check_series(RULE)
    rare = SeriesRule(date(2021, 1, 14), time(7), time(8, 30), "UTC", 6)
    assert series_words(rare) == "Thursday every 6 weeks, 07:00 to 08:30 (UTC)"


@given(
    st.dates(date(2019, 1, 1), date(2030, 1, 1)),
    st.integers(1, 6),
    st.dates(date(2019, 1, 1), date(2031, 1, 1)),
    st.integers(0, 400),
)
def test_series_days_are_exactly_the_days_of_the_rhythm(
    first: date, weeks: int, from_on: date, length: int
) -> None:
    rule = SeriesRule(first, time(7), time(9), ZONE, weeks)
    window = [from_on + timedelta(days=n) for n in range(length + 1)]
    expected = [d for d in window if d >= first and (d - first).days % (7 * weeks) == 0]
    assert series_days(rule, window[0], window[-1]) == expected
