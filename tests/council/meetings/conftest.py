"""A council of five seats that meets on Thursdays, at an instant before its meeting of 7 Oct."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from secretariat.council.meetings import commands
from secretariat.council.meetings.models import AgendaItem, Meeting
from secretariat.foundation.people.models import Body, Person
from secretariat.foundation.records import clock
from secretariat.rules.visibility import Actor, Role
from tests import factories
from tests.replay import replayed

START = datetime(2021, 10, 7, 14, 0, tzinfo=UTC)
"""07:00 in Los Angeles."""


def minute(number: int) -> datetime:
    """So many minutes after the planned start."""
    return START + timedelta(minutes=number)


@dataclass
class Council:
    """The body, its people by first name, and the actors of the tests."""

    body: Body
    people: dict[str, Person]
    chair: Actor
    secretary: Actor
    staff: Actor
    member: Actor


@pytest.fixture
@replayed
def council(db: None) -> Council:
    body = factories.body()
    people: dict[str, Person] = {}
    for label, head, other in (
        ("Amber Works", "Ada Quill", "Al Reed"),
        ("Birch Labs", "Ben Stone", "Bea Marsh"),
        ("Cedar Cloud", "Cyd Vale", "Col Frost"),
        ("Delta Chips", "Dot Hale", "Dan Brook"),
        ("Ember Data", "Eve Lund", "Ed Moor"),
    ):
        company = factories.organization(label)
        pair = [factories.person(name, company) for name in (head, other)]
        people |= {who.name.split()[0]: who for who in pair}
        factories.seat(body, label, *pair)
    clerk = factories.person("Sam Clerk", factories.organization("Quay Services"))
    people["Sam"] = clerk
    factories.office(body, "chair", people["Ada"])
    factories.office(body, "secretary", clerk)
    return Council(
        body,
        people,
        chair=factories.actor(Role.CHAIR, "ada-quill"),
        secretary=factories.actor(Role.SECRETARY, "sam-clerk"),
        staff=factories.actor(Role.STAFF, "pat-staff"),
        member=factories.actor(Role.MEMBER, "ben-stone"),
    )


@pytest.fixture
def _before_the_meeting() -> Iterator[None]:
    with clock.fixed(minute(-30)):
        yield


@pytest.fixture
@replayed
def meeting(council: Council, _before_the_meeting: None) -> Meeting:
    """The planned meeting of 7 Oct 2021, 07:00 to 09:00 in Los Angeles, with nothing on it."""
    plan = commands.MeetingPlan(starts_at=START, ends_at=minute(120))
    return commands.plan_meeting(council.secretary, council.body, plan).meeting


@pytest.fixture
@replayed
def agenda(council: Council, meeting: Meeting) -> Meeting:
    """The same with an opening, the topic "Harbour map" and any other business."""
    commands.accept_proposals(council.secretary, meeting)
    commands.add_item(council.secretary, meeting, commands.NewItem(title="Harbour map", minutes=15))
    return meeting


@pytest.fixture
def session(council: Council, agenda: Meeting) -> Iterator[Meeting]:
    """The same, published and called to order at 07:02; now it is 07:05."""
    called = _called(council, agenda)
    with clock.fixed(minute(5)):
        yield called


@replayed
def _called(council: Council, agenda: Meeting) -> Meeting:
    commands.publish_agenda(council.secretary, agenda)
    with clock.fixed(minute(2)):
        return commands.call_to_order(council.secretary, agenda)


def item_of(meeting: Meeting, slug: str) -> AgendaItem:
    """The item of a slug, read afresh."""
    return AgendaItem.objects.select_related("meeting__body").get(meeting=meeting, slug=slug)
