"""Two meetings of the five-seat council: one adjourned with notes, the next one called to order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest

from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.models import Meeting
from secretariat.council.minutes import commands
from secretariat.council.minutes.models import Minutes
from secretariat.foundation.records import clock
from tests.council.meetings.conftest import (  # noqa: F401 - fixtures
    START,
    Council,
    _before_the_meeting,
    agenda,
    council,
    item_of,
    meeting,
    minute,
    session,
)
from tests.replay import replayed

TWO_WEEKS = timedelta(weeks=2)
CORRECTIONS_UNTIL = date(2021, 10, 18)
NOTE = "The map is drawn anew."


def later(minutes: int) -> datetime:
    """So many minutes after the start of the meeting of 21 Oct."""
    return minute(minutes) + TWO_WEEKS


@pytest.fixture
def held(council: Council, session: Meeting) -> Iterator[Meeting]:  # noqa: F811
    """The meeting of 7 Oct: three seats present, a note, adjourned at 08:00; it is 08:10."""
    adjourned = _adjourned(council, session)
    with clock.fixed(minute(70)):
        yield adjourned


@replayed
def _adjourned(council: Council, session: Meeting) -> Meeting:  # noqa: F811
    for name in ("Ada", "Ben", "Cyd"):
        meetings.mark_present(council.secretary, session, council.people[name])
    meetings.add_note(council.secretary, item_of(session, "harbour-map"), NOTE)
    with clock.fixed(minute(60)):
        return meetings.adjourn(council.secretary, session)


@pytest.fixture
@replayed
def drafted(council: Council, held: Meeting) -> Minutes:  # noqa: F811
    """Its minutes, drafted."""
    return commands.draft_minutes(council.secretary, held)


@pytest.fixture
@replayed
def released(council: Council, drafted: Minutes) -> Minutes:  # noqa: F811
    """Its minutes, released for corrections until 18 Oct."""
    return commands.release_minutes(
        council.secretary, drafted, corrections_until_on=CORRECTIONS_UNTIL
    )


@replayed
def next_session(council: Council) -> Meeting:  # noqa: F811
    """The meeting of 21 Oct with what the kinds propose, called to order, three seats present."""
    plan = meetings.MeetingPlan(starts_at=later(0), ends_at=later(120))
    upcoming = meetings.plan_meeting(council.secretary, council.body, plan).meeting
    meetings.accept_proposals(council.secretary, upcoming)
    meetings.publish_agenda(council.secretary, upcoming)
    called = meetings.call_to_order(council.secretary, upcoming)
    for name in ("Ada", "Ben", "Cyd"):
        meetings.mark_present(council.secretary, called, council.people[name])
    return called
