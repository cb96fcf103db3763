"""A council with a meeting on 7 Oct 2021: an opening with a notice, topics, any other business."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.commands import ItemEdit, MeetingPlan, NewItem, NoticeText
from secretariat.council.meetings.models import AgendaItem, Meeting
from secretariat.council.projects import commands as projects
from secretariat.foundation.people.models import Body, Person
from secretariat.foundation.records import clock
from secretariat.rules.visibility import Actor, Audience, Role
from tests import factories
from tests.replay import replayed

START = datetime(2021, 10, 7, 14, 0, tzinfo=UTC)
"""07:00 in Los Angeles."""
CHAIR: Actor = factories.actor(Role.CHAIR, "ada-quill")
SECRETARY: Actor = factories.actor(Role.SECRETARY, "sam-clerk")
MEMBER: Actor = factories.actor(Role.MEMBER, "ben-stone")


@dataclass
class Council:
    """The body and the people who act."""

    body: Body
    secretary: Person


@pytest.fixture(autouse=True)
def _before_the_meeting() -> Iterator[None]:
    with clock.fixed(START - timedelta(minutes=30)):
        yield


@pytest.fixture
@replayed
def council(db: None) -> Council:
    body = factories.body()
    for label, name in (("Amber Works", "Ada Quill"), ("Birch Labs", "Ben Stone")):
        factories.seat(body, label, factories.person(name, factories.organization(label)))
    secretary = factories.person("Sam Clerk")
    factories.office(body, "secretary", secretary)
    meetings.adopt_notice(
        SECRETARY,
        body,
        NoticeText(slug="values", title="How we meet", text="Everybody is **welcome**."),
        from_on=date(2021, 1, 1),
    )
    return Council(body, secretary)


@pytest.fixture
@replayed
def meeting(council: Council) -> Meeting:
    """Planned, its agenda not published yet."""
    plan = MeetingPlan(starts_at=START, ends_at=START + timedelta(hours=2))
    planned = meetings.plan_meeting(SECRETARY, council.body, plan).meeting
    meetings.accept_proposals(SECRETARY, planned)
    harbour = NewItem(title="Harbour map", minutes=15, text="- The map\n- The scale")
    meetings.add_item(SECRETARY, planned, harbour)
    return planned


@pytest.fixture
@replayed
def agenda(meeting: Meeting) -> Meeting:
    """The same with its agenda published."""
    meetings.publish_agenda(SECRETARY, meeting)
    meeting.refresh_from_db()
    return meeting


def item_of(meeting: Meeting, slug: str = "harbour-map") -> AgendaItem:
    """The item of a slug, read afresh."""
    return AgendaItem.objects.select_related("meeting__body").get(meeting=meeting, slug=slug)


def change(meeting: Meeting, edit: ItemEdit, slug: str = "harbour-map") -> None:
    """Change an item's words."""
    item = item_of(meeting, slug)
    meetings.edit_item(SECRETARY, item, edit, seen=item.revision)


def add_private_item(meeting: Meeting) -> None:
    """An item for the members only."""
    private = NewItem(title="Salaries", text="Secret", audience=Audience.MEMBERS)
    meetings.add_item(SECRETARY, meeting, private)


def add_projects(body: Body, count: int) -> None:
    """So many projects with two milestones."""
    first = projects.add_milestone_column(SECRETARY, body, label="Approved")
    second = projects.add_milestone_column(SECRETARY, body, label="Reviewed")
    for number in range(count):
        added = projects.add_project(
            SECRETARY, body, name=f"Project {number}", listed_from_on=date(2021, 1, 1)
        )
        projects.record_claim(SECRETARY, added, first, text="Yes", said_on=date(2021, 2, 1))
        projects.record_claim(
            SECRETARY, added, second, text="(Oct 2021?)", said_on=date(2021, 9, 1)
        )
