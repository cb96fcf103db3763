"""A calendar read elsewhere shows the right hour, before, between and after changes of the clock.

The files are read by a program that knows only what stands in them.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from secretariat.documents.rendering.ical import CalendarEvent, calendar
from secretariat.rules.calendar import SeriesRule, occurrences
from tests.documents.ical_reader import broken_lines, starts

HELD_IN = "America/Los_Angeles"
FORTNIGHTLY = SeriesRule(date(2007, 1, 4), time(7), time(9), HELD_IN)
READERS = ("Europe/Berlin", "Asia/Kolkata")
ZONES = (
    "America/Los_Angeles",
    "Europe/Berlin",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "America/Sao_Paulo",
    "Africa/Casablanca",
    "Pacific/Apia",
    "Europe/Dublin",
    "UTC",
)


def event(uid: str, starts_at: datetime, zone: str) -> CalendarEvent:
    return CalendarEvent(
        uid=uid,
        title="Technical Council",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        zone=zone,
        stamped_at=datetime(2021, 10, 1, tzinfo=UTC),
    )


@given(
    st.sampled_from(ZONES),
    st.dates(min_value=date(2001, 1, 1), max_value=date(2036, 1, 1)),
    st.times(),
    st.integers(min_value=1, max_value=40),
)
def test_file_alone_tells_the_instant_of_every_meeting(
    zone: str, first: date, at: time, weeks: int
) -> None:
    days = [first + timedelta(weeks=2 * n) for n in range(weeks)]
    clock = at.replace(second=0, microsecond=0)
    told = {str(day): datetime.combine(day, clock, ZoneInfo(zone)).astimezone(UTC) for day in days}
    file = calendar("TAC", [event(uid, starts_at, zone) for uid, starts_at in told.items()])

    assert broken_lines(file) == []
    assert starts(file) == told
    assert (b"BEGIN:VTIMEZONE" in file) == (zone != "UTC")


@given(st.integers(min_value=2007, max_value=2036), st.sampled_from(READERS))
def test_every_second_thursday_at_seven_is_at_the_right_hour_elsewhere(
    year: int, reader: str
) -> None:
    days = occurrences(FORTNIGHTLY, date(year, 1, 1), date(year, 12, 31))
    file = calendar("TAC", [event(str(day.on), day.starts_at, HELD_IN) for day in days])
    read = {uid: at.astimezone(ZoneInfo(reader)) for uid, at in starts(file).items()}

    assert len(days) in (26, 27)
    for day in days:
        here, there = day.starts_at.astimezone(ZoneInfo(HELD_IN)), read[str(day.on)]
        assert (here.weekday(), here.time()) == (3, time(7))
        assert there == here
        assert there.date() == here.date()
    hours = [read[str(day.on)].time() for day in days]
    # Berlin changes its clock some weeks before or after Los Angeles; Kolkata never does.
    usual = {"Europe/Berlin": {time(16), time(15)}, "Asia/Kolkata": {time(19, 30), time(20, 30)}}
    assert set(hours) <= usual[reader]
    changes = sum(1 for before, after in pairwise(hours) if before != after)
    assert changes in ({2} if reader == "Asia/Kolkata" else {2, 4})


@pytest.mark.parametrize(
    ("on", "berlin", "kolkata"),
    [
        (date(2021, 3, 11), "16:00", "20:30"),  # both in winter
        (date(2021, 3, 25), "15:00", "19:30"),  # Los Angeles in summer, Berlin not yet
        (date(2021, 4, 8), "16:00", "19:30"),  # both in summer
        (date(2021, 10, 7), "16:00", "19:30"),
        (date(2021, 11, 4), "15:00", "19:30"),  # Berlin in winter, Los Angeles not yet
        (date(2021, 11, 18), "16:00", "20:30"),
    ],
)
def test_hours_of_single_thursdays(on: date, berlin: str, kolkata: str) -> None:
    at = datetime.combine(on, time(7), ZoneInfo(HELD_IN))
    (read,) = starts(calendar("TAC", [event("x", at.astimezone(UTC), HELD_IN)])).values()

    shown = [f"{read.astimezone(ZoneInfo(reader)):%H:%M}" for reader in READERS]
    assert shown == [berlin, kolkata]


def test_other_programs_read_the_same_instants() -> None:
    at = datetime(2021, 11, 4, 14, tzinfo=UTC)
    file = Calendar.from_ical(calendar("TAC", [event("x", at, HELD_IN)]))

    assert file.walk("VEVENT")[0].decoded("dtstart") == at
    assert [str(zone["TZID"]) for zone in file.walk("VTIMEZONE")] == [HELD_IN]


def test_day_needs_no_zone() -> None:
    at = datetime(2021, 11, 4, 7, tzinfo=UTC)
    all_day = CalendarEvent(
        uid="x",
        title="Closes",
        starts_at=at,
        ends_at=at + timedelta(days=1),
        zone=HELD_IN,
        stamped_at=at,
        is_all_day=True,
    )

    assert b"VTIMEZONE" not in calendar("TAC", [all_day])
