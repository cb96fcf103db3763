"""Updates on the agenda that everybody reads before the call: the text, or who is silent."""

from __future__ import annotations

import pytest
from django.test import Client
from lxml.html import document_fromstring

from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.models import Meeting
from secretariat.council.updates import commands
from secretariat.council.updates.models import StandingUpdate
from secretariat.foundation.records import clock
from secretariat.foundation.records.exports import export
from secretariat.rules.visibility import PUBLIC_ACTOR, Role
from tests import factories
from tests.council.meetings.conftest import START, Council, minute

from .conftest import TEXT, on_agenda

OLGA = factories.actor(Role.CHAIR, "olga-horn", "outreach")


@pytest.fixture
def published(council: Council, meeting: Meeting, owed: StandingUpdate) -> Meeting:
    """The agenda with the update on it, published."""
    on_agenda(council, meeting, owed)
    return meetings.publish_agenda(council.secretary, meeting)


def read(meeting: Meeting) -> list[str]:
    """What a stranger reads: the page of the meeting, that of the item, the agenda as a file."""
    pages = (f"/{meeting.ref}", f"/{meeting.ref}/outreach-committee")
    shown = [
        document_fromstring(Client().get(url, follow=True).content).text_content() for url in pages
    ]
    file = export(PUBLIC_ACTOR, f"{meeting.ref}/agenda", "md").content.decode()
    return [*shown, file]


def test_what_a_body_wrote_stands_on_the_agenda_for_everybody(
    council: Council, published: Meeting, owed: StandingUpdate
) -> None:
    commands.send_update(OLGA, owed, published, text=TEXT, seen=1)

    for shown in read(published):
        assert "Two webinars are planned." in shown
        assert "Beacons in June" in shown
        assert "Written by Olga Horn" in shown


def test_silent_body_is_named_on_the_agenda(
    council: Council, published: Meeting, owed: StandingUpdate
) -> None:
    with clock.fixed(minute(-3 * 24 * 60)):
        commands.ask_for_update(council.secretary, owed, published)
    with clock.fixed(minute(-60)):
        for shown in read(published):
            assert "No update came from Outreach Committee" in shown


def test_agenda_of_a_past_meeting_does_not_know_what_came_later(
    council: Council, published: Meeting, owed: StandingUpdate
) -> None:
    with clock.fixed(START):
        meetings.call_to_order(council.secretary, published)
    with clock.fixed(minute(50)):
        meetings.adjourn(council.secretary, published)
    with clock.fixed(minute(600)):
        commands.take_down_update(
            council.secretary, owed, published, text="It was about tides.", by="Olga Horn"
        )

        for shown in read(published):
            assert "about tides" not in shown
