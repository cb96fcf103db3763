"""When a person is written to without having asked: on which mornings a digest is due, and whether
it says anything new.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum

FIRST_HOUR, LAST_HOUR = 7, 19
WEEK = timedelta(days=7)
MONDAY = 0


class DigestRhythm(StrEnum):
    """How often somebody wants a digest."""

    DAILY = "daily"
    WEEKLY = "weekly"
    NONE = "none"


def is_time_to_write(local: datetime) -> bool:
    """Whether letters of the morning may leave: from seven; until the evening for a program that
    was not running at seven. Nobody is written to at night.
    """
    return FIRST_HOUR <= local.hour < LAST_HOUR


def is_digest_due(rhythm: DigestRhythm, last_on: date | None, today: date) -> bool:
    """Whether today is a morning of this rhythm that has not been used. A week is counted from
    Monday; a Monday that was missed is made up for.
    """
    if rhythm is DigestRhythm.NONE or last_on == today:
        return False
    if rhythm is DigestRhythm.DAILY or today.weekday() == MONDAY:
        return True
    return last_on is not None and today - last_on > WEEK


def is_news(now: Iterable[str], told: Iterable[str]) -> bool:
    """Whether anything waits now that the last digest did not say."""
    return not set(now) <= set(told)
