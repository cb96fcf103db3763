"""The last day for corrections that is offered: late enough, and before the approval."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from secretariat.council.meetings import commands as meetings
from secretariat.council.minutes.models import Minutes
from secretariat.council.minutes.pages.reading import offered_last_day
from tests.council.meetings.conftest import START, Council


@pytest.mark.parametrize(
    ("days_to_the_next", "last_day"),
    [
        (None, date(2021, 10, 17)),
        (14, date(2021, 10, 17)),
        (10, date(2021, 10, 16)),
        (7, date(2021, 10, 13)),
        (3, date(2021, 10, 17)),
    ],
    ids=["no meeting", "after the period", "on its last day", "within it", "too soon to wait for"],
)
def test_last_day_for_corrections_is_before_the_next_meeting(
    council: Council, drafted: Minutes, days_to_the_next: int | None, last_day: date
) -> None:
    if days_to_the_next is not None:
        start = START + timedelta(days=days_to_the_next)
        plan = meetings.MeetingPlan(starts_at=start, ends_at=start + timedelta(hours=2))
        meetings.plan_meeting(council.secretary, council.body, plan)

    assert offered_last_day(drafted) == last_day
