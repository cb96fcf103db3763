"""The five-seat council with an event it came back from and one that lies ahead."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest

from secretariat.council.events import commands
from secretariat.council.events.commands import EventFields, NoteFields, SessionFields
from secretariat.council.events.models import Event, EventNote
from secretariat.council.events.queries import event_named
from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.models import AgendaItem, Meeting
from secretariat.rules.errors import Refused
from secretariat.rules.talks import parse_speaker
from secretariat.rules.times import typed_instant
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

BERLIN = "Europe/Berlin"


@pytest.fixture
@replayed
def days(council: Council, _before_the_meeting: None) -> Event:  # noqa: F811
    """The Harbour Days of 30 September to 1 October in Hamburg; now it is 7 October."""
    fields = EventFields(
        name="Harbour Days",
        from_on=date(2021, 9, 30),
        to_on=date(2021, 10, 1),
        place="Hamburg",
        zone=BERLIN,
    )
    return commands.add_event(council.secretary, council.body, fields)


@pytest.fixture
@replayed
def summit(council: Council, _before_the_meeting: None) -> Event:  # noqa: F811
    """The Pilots' Summit of 31 October, the day on which Berlin's clocks go back."""
    fields = EventFields(name="Pilots' Summit", from_on=date(2021, 10, 31), zone=BERLIN)
    return commands.add_event(council.secretary, council.body, fields)


def spoken(event: Event, council: Council, title: str = "Sounding") -> Event:  # noqa: F811
    """It with one session and its speaker."""
    fields = SessionFields(
        title=title,
        starts_at=typed_instant(event.from_on, time(9), event.zone),
        ends_at=typed_instant(event.from_on, time(9, 45), event.zone),
        speakers=[parse_speaker("Vera Outer (Chart Makers)")],
    )
    commands.add_session(council.secretary, event, fields)
    return fresh(event)


def noted(event: Event, council: Council, text: str, **values: object) -> EventNote:  # noqa: F811
    """A note of Ben's."""
    fields = NoteFields(text=text, **values)  # type: ignore[arg-type]
    return commands.note_follow_up(council.member, event, fields)


def fresh(row: Event) -> Event:
    """The event as the record has it now."""
    return event_named(row.body, row.slug)


def refused(act: Callable[[], object]) -> str:
    """The code of a refusal."""
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.code


def on_agenda(council: Council, meeting: Meeting, row: Event) -> AgendaItem:  # noqa: F811
    """Its follow-up as an item of the meeting."""
    new = meetings.NewItem(title=row.name, kind="event_follow_up", source_ref=row.ref)
    return meetings.add_item(council.secretary, meeting, new)
