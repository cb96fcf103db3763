"""Events: what hangs, how days and times are told, and times that a clock leaves out."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.rules.errors import Refused
from secretariat.rules.events import (
    DeadlineFacts,
    EventFacts,
    EventState,
    check_days,
    check_times,
    days_words,
    state_on,
    what_hangs,
)
from secretariat.rules.times import ANYWHERE, instant_words, session_words

NOON = time(12)
DAYS = st.dates(date(2019, 1, 1), date(2025, 12, 31))
INSTANTS = st.integers(0, 7 * 365 * 24).map(
    lambda hours: datetime(2019, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
)
ZONES = st.sampled_from(["UTC", "Europe/Berlin", "America/Los_Angeles", "Asia/Kolkata", ANYWHERE])


@st.composite
def events(draw: st.DrawFn) -> EventFacts:
    """An event as any record may have it."""
    first = draw(DAYS)
    deadlines = st.builds(
        DeadlineFacts,
        label=st.just("Call for papers"),
        closes_at=INSTANTS,
        zone=ZONES,
        is_ended=st.booleans(),
    )
    return EventFacts(
        first_on=first,
        last_on=first + timedelta(days=draw(st.integers(0, 9))),
        is_cancelled=draw(st.booleans()),
        is_followed_up=draw(st.booleans()),
        deadlines=draw(st.lists(deadlines, max_size=3)),
        bare_since=draw(st.lists(DAYS, max_size=2)),
        open_since=draw(st.lists(DAYS, max_size=2)),
    )


@given(events(), DAYS)
def test_nothing_in_the_past_without_an_outcome_is_missing(event: EventFacts, today: date) -> None:
    now = datetime.combine(today, NOON, UTC)
    whys = " ".join(hang.why for hang in what_hangs(event, now, today))

    is_left = event.last_on < today and not event.is_cancelled and not event.is_followed_up
    assert is_left == ("not followed up" in whys)
    passed = [d for d in event.deadlines if d.closes_at < now and not d.is_ended]
    assert (bool(passed) and not event.is_cancelled) == ("nobody said what came" in whys)
    assert bool(event.open_since) == ("question" in whys)


@given(events(), DAYS)
def test_what_hangs_does_not_hang_from_the_future(event: EventFacts, today: date) -> None:
    now = datetime.combine(today, NOON, UTC)
    late = today + timedelta(days=1)
    known = [d for d in (*event.bare_since, *event.open_since) if d > today]

    for hang in what_hangs(event, now, today):
        # A deadline in a zone ahead of ours may have closed tomorrow.
        assert hang.since_on <= max([late, *known])


@given(events(), DAYS)
def test_every_event_is_in_exactly_one_state(event: EventFacts, today: date) -> None:
    state = state_on(event, today)

    assert (state is EventState.CANCELLED) == event.is_cancelled
    if not event.is_cancelled and not event.is_followed_up:
        expected = (
            EventState.OVER if today > event.last_on
            else EventState.UNDER_WAY if today >= event.first_on
            else EventState.ANNOUNCED
        )  # fmt: skip
        assert state is expected


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ((2021, 10, 7), (2021, 10, 7), "7 Oct 2021"),
        ((2021, 9, 20), (2021, 9, 24), "20–24 Sep 2021"),
        ((2021, 9, 30), (2021, 10, 2), "30 Sep – 2 Oct 2021"),
        ((2021, 12, 30), (2022, 1, 2), "30 Dec 2021 – 2 Jan 2022"),
    ],
)
def test_days_are_told_once(
    first: tuple[int, int, int], last: tuple[int, int, int], words: str
) -> None:
    assert days_words(date(*first), date(*last)) == words


def test_times_are_those_of_the_event() -> None:
    start = datetime(2021, 9, 27, 21, 30, tzinfo=UTC)
    end = start + timedelta(minutes=50)

    assert session_words(start, end, "America/Los_Angeles") == "Mon 27 Sep, 14:30–15:20 PDT"
    assert session_words(start, None, "Asia/Kolkata") == "Tue 28 Sep, 03:00 IST"
    assert session_words(start, start + timedelta(hours=11), "America/Los_Angeles") == (
        "Mon 27 Sep, 14:30 – Tue 28 Sep, 01:30 PDT"
    )
    night = datetime(2021, 10, 30, 23, 30, tzinfo=UTC)
    assert session_words(night, night + timedelta(hours=2), "Europe/Berlin") == (
        "Sun 31 Oct, 01:30 CEST–02:30 CET"
    )
    closes = datetime(2021, 10, 16, 11, 59, tzinfo=UTC)
    assert instant_words(closes, ANYWHERE) == "15 Oct 2021, 23:59 anywhere on Earth"
    assert instant_words(closes, "Europe/Berlin") == "16 Oct 2021, 13:59 CEST"


def test_backward_periods_are_refused() -> None:
    with pytest.raises(Refused) as days:
        check_days(date(2021, 10, 7), date(2021, 10, 6))
    at = datetime(2021, 10, 7, tzinfo=UTC)
    with pytest.raises(Refused) as times:
        check_times(at, at)
    assert (days.value.code, times.value.code) == ("wrong_period", "wrong_period")
    check_times(None, None)
