"""Times in words and as typed, where clocks change, here and at the reader's."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.rules.errors import Refused
from secretariat.rules.times import (
    ANYWHERE,
    Turn,
    clock_change,
    clock_name,
    instant_near,
    local_instant,
    long_span_words,
    own_sentence,
    own_words,
    span_clock,
    span_words,
    turn_of,
    typed_instant,
    utc_words,
    zone_name,
)

PACIFIC, BERLIN, KOLKATA = "America/Los_Angeles", "Europe/Berlin", "Asia/Kolkata"
LORD_HOWE, APIA = "Australia/Lord_Howe", "Pacific/Apia"
ZONES = (PACIFIC, BERLIN, KOLKATA, LORD_HOWE, APIA, "Africa/Casablanca", "UTC", ANYWHERE)
MINUTES = st.times().map(lambda at: at.replace(second=0, microsecond=0))
DAYS = st.dates(min_value=date(2007, 1, 1), max_value=date(2036, 12, 31))


def at(zone: str, *parts: int) -> datetime:
    return datetime(*parts, tzinfo=ZoneInfo(zone)).astimezone(UTC)  # type: ignore[arg-type, misc]


@pytest.mark.parametrize(
    ("on", "berlin", "kolkata", "lord_howe"),
    [
        ((2021, 3, 11), "16:00", "20:30", "02:00 next day"),  # winter, winter, summer down under
        ((2021, 3, 25), "15:00", "19:30", "01:00 next day"),  # Los Angeles in summer already
        ((2021, 4, 1), "16:00", "19:30", "01:00 next day"),  # Berlin too
        ((2021, 4, 8), "16:00", "19:30", "00:30 next day"),  # Lord Howe in winter, half an hour
        ((2021, 10, 7), "16:00", "19:30", "01:00 next day"),
        ((2021, 11, 4), "15:00", "19:30", "01:00 next day"),  # Berlin in winter already
        ((2021, 11, 18), "16:00", "20:30", "02:00 next day"),
    ],
)
def test_seven_in_los_angeles_on_other_clocks(
    on: tuple[int, int, int], berlin: str, kolkata: str, lord_howe: str
) -> None:
    start = at(PACIFIC, *on, 7)

    shown = [own_words(start, None, PACIFIC, own) for own in (BERLIN, KOLKATA, LORD_HOWE)]

    assert shown == [berlin, kolkata, lord_howe]


def test_reader_on_the_same_clock_is_told_nothing_twice() -> None:
    start = at(BERLIN, 2021, 10, 7, 16)

    assert own_words(start, start + timedelta(hours=2), BERLIN, "Europe/Paris") == ""
    assert own_words(start, None, BERLIN, "") == ""
    assert own_sentence(start, None, BERLIN, "Europe/Paris") == ""


def test_clocks_that_part_before_the_end_are_told() -> None:
    start = at("Africa/Lagos", 2021, 3, 28, 1, 30)  # Lagos never changes; Berlin does at 02:00.
    words = own_words(start, start + timedelta(hours=1), "Africa/Lagos", BERLIN)

    assert words == "01:30 to 03:30"


@pytest.mark.parametrize(
    ("hour", "own", "words"),
    [
        (17, BERLIN, "02:00 to 04:00 next day"),
        (14, BERLIN, "23:00 to 01:00 next day"),
        (7, BERLIN, "16:00 to 18:00"),
    ],
)
def test_other_day_is_said_where_it_differs(hour: int, own: str, words: str) -> None:
    start = at(PACIFIC, 2021, 10, 7, hour)

    assert own_words(start, start + timedelta(hours=2), PACIFIC, own) == words


def test_previous_day_and_days_further_away_are_said() -> None:
    morning = at(BERLIN, 2021, 10, 7, 8)
    assert own_words(morning, None, BERLIN, PACIFIC) == "23:00 previous day"
    over = own_words(morning, morning + timedelta(hours=2), BERLIN, PACIFIC)
    assert over == "23:00 previous day to 01:00"
    closes = at(ANYWHERE, 2021, 10, 15, 23, 59)
    assert own_words(closes, None, ANYWHERE, "Pacific/Kiritimati") == "01:59 2 days later"


def test_letter_says_the_reader_s_day_in_full() -> None:
    start = at(PACIFIC, 2021, 10, 7, 14)
    end = start + timedelta(hours=2)

    assert long_span_words(start, end, PACIFIC) == "Thursday 7 October 2021, 14:00 to 16:00 PDT"
    assert own_sentence(start, end, PACIFIC, BERLIN) == (
        "On your clock (Europe/Berlin): Thursday 7 October 2021, 23:00 to Friday 8 October 2021, "
        "01:00."
    )
    assert own_sentence(start, None, PACIFIC, LORD_HOWE) == (
        "On your clock (Australia/Lord Howe): Friday 8 October 2021, 08:00."
    )


def test_zones_are_named_in_words_never_as_an_offset() -> None:
    start = at(PACIFIC, 2021, 10, 7, 7)

    named = {zone: clock_name(start, zone) for zone in (PACIFIC, LORD_HOWE, APIA, ANYWHERE)}

    assert named == {
        PACIFIC: "PDT",
        LORD_HOWE: "Lord Howe time",
        APIA: "Apia time",
        ANYWHERE: "anywhere on Earth",
    }
    assert zone_name("Asia/Calcutta") == "Asia/Kolkata"
    assert clock_name(start, "America/Sao_Paulo") == "Sao Paulo time"


def test_meeting_over_a_change_of_clocks_names_both() -> None:
    start = at(PACIFIC, 2021, 11, 7, 0, 30)
    end = start + timedelta(hours=2)

    assert span_words(start, end, PACIFIC) == "00:30 PDT to 01:30 PST"
    assert span_clock(start, end, PACIFIC) == "PDT, then PST"
    assert utc_words(at(PACIFIC, 2021, 10, 7, 18), PACIFIC) == "01:00 UTC on 8 Oct 2021"


@given(DAYS, MINUTES, st.sampled_from(ZONES), st.sampled_from(ZONES))
def test_words_for_a_reader_are_right_on_any_day(
    day: date, clock: time, zone: str, own: str
) -> None:
    start = local_instant(day, clock, zone)
    here, there = start.astimezone(ZoneInfo(zone)), start.astimezone(ZoneInfo(own))
    words = own_words(start, None, zone, own)

    if here.replace(tzinfo=None) == there.replace(tzinfo=None):
        assert words == ""
        return
    days = {"": 0, "next day": 1, "previous day": -1, "2 days later": 2, "2 days earlier": -2}
    hour, _, other = words.partition(" ")
    assert hour == f"{there:%H:%M}"
    assert there.date() - here.date() == timedelta(days=days[other])


@given(DAYS, MINUTES, st.sampled_from(ZONES), st.sampled_from(list(Turn)))
def test_typed_time_is_an_instant_at_which_the_clock_shows_it(
    day: date, clock: time, zone: str, turn: Turn
) -> None:
    local = datetime.combine(day, clock, ZoneInfo(zone)).astimezone(UTC).astimezone(ZoneInfo(zone))
    if local.time() != clock:
        with pytest.raises(Refused, match="go forward"):
            typed_instant(day, clock, zone, turn)
        return
    shown = typed_instant(day, clock, zone, turn).astimezone(ZoneInfo(zone))
    assert (shown.date(), shown.time()) == (day, clock)


@pytest.mark.parametrize(
    ("zone", "day", "clock", "instead"),
    [
        (PACIFIC, date(2021, 3, 14), time(2, 30), "03:30"),
        (BERLIN, date(2021, 3, 28), time(2, 30), "03:30"),
        (LORD_HOWE, date(2021, 10, 3), time(2, 15), "02:45"),  # half an hour is left out
    ],
)
def test_time_that_the_clock_leaves_out_is_refused(
    zone: str, day: date, clock: time, instead: str
) -> None:
    with pytest.raises(Refused, match=f"there is no {clock:%H:%M}.*{instead}") as refused:
        typed_instant(day, clock, zone, field="start_time")
    assert (refused.value.code, refused.value.details["field"]) == ("no_such_time", "start_time")
    assert clock_change(day, clock, zone).endswith(f"{clock:%H:%M} is {instead}.")


@pytest.mark.parametrize(
    ("zone", "day", "clock", "apart"),
    [
        (PACIFIC, date(2021, 11, 7), time(1, 30), 60),
        (BERLIN, date(2021, 10, 31), time(2), 60),
        (LORD_HOWE, date(2021, 4, 4), time(1, 45), 30),
    ],
)
def test_time_that_comes_twice_is_asked(zone: str, day: date, clock: time, apart: int) -> None:
    with pytest.raises(Refused, match="comes twice") as refused:
        typed_instant(day, clock, zone)
    assert (refused.value.code, refused.value.details["field"]) == ("time_comes_twice", "turn")
    first, second = (typed_instant(day, clock, zone, turn) for turn in Turn)
    assert second - first == timedelta(minutes=apart)
    assert [turn_of(each, zone) for each in (first, second)] == ["first", "second"]
    assert local_instant(day, clock, zone) == first
    assert instant_near(day, clock, zone, second + timedelta(hours=2)) == second
    assert "the first of two" in clock_change(day, clock, zone)


def test_question_names_both_times_by_clock_and_utc() -> None:
    with pytest.raises(Refused) as refused:
        typed_instant(date(2021, 11, 7), time(1, 30), PACIFIC)

    assert refused.value.message.startswith(
        "On 7 Nov 2021 the clocks in America/Los Angeles go back: 01:30 comes twice, as 01:30 PDT "
        "(08:30 UTC) and as 01:30 PST (09:30 UTC). Nothing has changed."
    )


def test_first_moment_after_a_change_exists_once() -> None:
    assert turn_of(at(BERLIN, 2021, 10, 31, 3), BERLIN) == ""
    assert typed_instant(date(2021, 3, 28), time(3), BERLIN) == at("UTC", 2021, 3, 28, 1)
    assert clock_change(date(2021, 3, 28), time(3), BERLIN) == ""
