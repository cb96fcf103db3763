"""Late forms are believed about when they were typed, within the session and for two hours."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from secretariat.rules.typed import LONGEST_DELAY, when_typed

CALLED = datetime(2031, 3, 6, 7, 0, tzinfo=UTC)
NOW = CALLED + timedelta(minutes=30)
seconds = st.integers(min_value=-(10**12), max_value=10**12)
spans = st.integers(min_value=0, max_value=5 * 3600).map(lambda s: timedelta(seconds=s))


def typed(ago: int, called_at: datetime | None = CALLED, end: datetime | None = None) -> object:
    return when_typed(ago, now=NOW, called_at=called_at, adjourned_at=end)


def test_form_that_waited_a_minute_counts_from_when_it_was_typed() -> None:
    assert typed(60) == NOW - timedelta(minutes=1)


def test_form_that_came_at_once_counts_from_now() -> None:
    assert [typed(ago) for ago in (-9, 0, 4)] == [None, None, None]


def test_nothing_is_typed_before_the_call_or_without_one() -> None:
    assert typed(3600) == CALLED
    assert typed(60, called_at=None) is None


def test_what_was_typed_after_the_end_counts_at_the_end() -> None:
    end = NOW - timedelta(minutes=10)
    assert typed(60, end=end) == end
    assert typed(15 * 60, end=end) == NOW - timedelta(minutes=15)


@given(ago=seconds, since_call=spans, since_end=st.none() | spans)
def test_late_form_counts_within_the_session_and_two_hours(
    ago: int, since_call: timedelta, since_end: timedelta | None
) -> None:
    called = NOW - since_call
    end = None if since_end is None else max(NOW - since_end, called)
    at = when_typed(ago, now=NOW, called_at=called, adjourned_at=end)

    if at is None:
        return
    assert called <= at <= NOW
    assert end is None or at <= end
    assert at >= NOW - LONGEST_DELAY or at == end
