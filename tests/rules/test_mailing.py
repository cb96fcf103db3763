"""On which mornings a digest is due, and when it says anything new."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from secretariat.rules.mailing import DigestRhythm, is_digest_due, is_news, is_time_to_write

SUNDAY, MONDAY, TUESDAY = date(2031, 3, 2), date(2031, 3, 3), date(2031, 3, 4)
DAILY, WEEKLY, NONE = DigestRhythm


@pytest.mark.parametrize(
    ("rhythm", "last_on", "today", "is_due"),
    [
        (DAILY, None, SUNDAY, True),
        (DAILY, SUNDAY, MONDAY, True),
        (DAILY, MONDAY, MONDAY, False),
        (WEEKLY, None, SUNDAY, False),
        (WEEKLY, None, MONDAY, True),
        (WEEKLY, MONDAY, MONDAY, False),
        (WEEKLY, MONDAY, TUESDAY, False),
        (WEEKLY, TUESDAY, date(2031, 3, 10), True),
        # The Monday between was missed.
        (WEEKLY, date(2031, 2, 24), TUESDAY, True),
        (NONE, None, MONDAY, False),
        (NONE, date(2031, 1, 1), MONDAY, False),
    ],
)
def test_digest_is_due_on_its_mornings_and_a_missed_monday_is_made_up_for(
    rhythm: DigestRhythm, last_on: date | None, today: date, is_due: bool
) -> None:
    assert is_digest_due(rhythm, last_on, today) is is_due


@pytest.mark.parametrize(
    ("hour", "may"), [(0, False), (6, False), (7, True), (18, True), (19, False), (23, False)]
)
def test_nobody_is_written_to_at_night(hour: int, may: bool) -> None:
    assert is_time_to_write(datetime(2031, 3, 3, hour, 59, tzinfo=UTC)) is may


@pytest.mark.parametrize(
    ("now", "told", "is_new"),
    [
        ([], [], False),
        (["a"], [], True),
        (["a"], ["a", "b"], False),
        (["a", "c"], ["a", "b"], True),
    ],
)
def test_what_was_told_is_no_news_and_what_ended_is_none_either(
    now: list[str], told: list[str], is_new: bool
) -> None:
    assert is_news(now, told) is is_new
