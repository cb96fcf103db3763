"""The five-seat council with last year's chair election and this year's timeline."""

from __future__ import annotations

from datetime import date

import pytest

from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.models import AgendaItem, Meeting
from secretariat.elections import commands
from secretariat.elections.models import Timeline
from secretariat.elections.queries import timeline_named
from secretariat.rules.elections import Days, Step
from tests.council.meetings.conftest import (  # noqa: F401 - fixtures
    START,
    Council,
    _before_the_meeting,
    agenda,
    council,
    meeting,
    minute,
    session,
)
from tests.replay import replayed

LAST: Days = dict(
    zip(
        Step,
        (
            date(2020, 11, 10),
            date(2020, 11, 17),
            date(2020, 11, 18),
            date(2020, 11, 25),
            date(2020, 12, 1),
        ),
        strict=True,
    )
)


@pytest.fixture
@replayed
def last(council: Council, _before_the_meeting: None) -> Timeline:  # noqa: F811
    """The chair election of 2020, over."""
    row = commands.propose_timeline(council.secretary, council.body, "chair", LAST)
    return commands.end_timeline(council.secretary, row, "Ada was elected.")


@pytest.fixture
@replayed
def this(council: Council, last: Timeline) -> Timeline:  # noqa: F811
    """The timeline of 2021, proposed on the same weekdays."""
    return commands.propose_from_last(council.secretary, last)


def fresh(row: Timeline) -> Timeline:
    """The timeline as the record has it now."""
    return timeline_named(row.body, row.slug)


def on_agenda(council: Council, meeting: Meeting, row: Timeline) -> AgendaItem:  # noqa: F811
    """It as an item of the meeting."""
    new = meetings.NewItem(title="Election", kind="election_timeline", source_ref=row.ref)
    return meetings.add_item(council.secretary, meeting, new)
