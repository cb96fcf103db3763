"""A council of nine seats in session on 7 October 2021, with one topic under discussion."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.models import AgendaItem, Meeting
from secretariat.council.motions.models import Motion
from secretariat.foundation.people.models import Body, Person
from secretariat.foundation.records import clock
from secretariat.rules.visibility import Actor, Role
from tests import factories
from tests.replay import replayed

START = datetime(2021, 10, 7, 14, 0, tzinfo=UTC)
"""07:00 in Los Angeles."""
SEATS = (
    ("Amber Works", "Ada Quill", "Al Reed"),
    ("Birch Labs", "Ben Stone", "Bea Marsh"),
    ("Cedar Cloud", "Cyd Vale", "Col Frost"),
    ("Delta Chips", "Dot Hale", "Dan Brook"),
    ("Ember Data", "Eve Lund", "Ed Moor"),
    ("Fern Systems", "Fay Holt", "Finn Ward"),
    ("Grove Online", "Gus Park", "Gil Snow"),
    ("Heath Robotics", "Hal Birch", "Hope Lane"),
    ("Iris Optics", "Ivy Croft", "Ian Dell"),
)


def minute(number: int) -> datetime:
    """So many minutes after the start."""
    return START + timedelta(minutes=number)


@dataclass
class Council:
    """The body, its people by first name, and the actors of the tests."""

    body: Body
    people: dict[str, Person]
    secretary: Actor
    chair: Actor
    member: Actor

    def person(self, name: str) -> Actor:
        """A member acting for themselves."""
        return factories.actor(Role.MEMBER, self.people[name].handle)


def build_council() -> Council:
    """Nine seats, each with a representative and an alternate; a secretary without a seat."""
    body = factories.body()
    people: dict[str, Person] = {}
    for label, *names in SEATS:
        company = factories.organization(label)
        pair = [factories.person(name, company) for name in names]
        people |= {who.name.split()[0]: who for who in pair}
        factories.seat(body, label, *pair)
    people["Sam"] = factories.person("Sam Clerk")
    factories.office(body, "chair", people["Ada"])
    factories.office(body, "secretary", people["Sam"])
    return Council(
        body,
        people,
        secretary=factories.actor(Role.SECRETARY, "sam-clerk"),
        chair=factories.actor(Role.CHAIR, "ada-quill"),
        member=factories.actor(Role.MEMBER, "ben-stone"),
    )


def build_session(council: Council) -> Meeting:
    """A meeting called to order at its start, with the topic "Harbour map" and nobody marked yet.

    The caller holds the clock.
    """
    plan = meetings.MeetingPlan(starts_at=START, ends_at=minute(120))
    planned = meetings.plan_meeting(council.secretary, council.body, plan).meeting
    meetings.add_item(council.secretary, planned, meetings.NewItem(title="Harbour map"))
    return meetings.call_to_order(council.secretary, planned)


@pytest.fixture
@replayed
def council(db: None) -> Council:
    return build_council()


@pytest.fixture
def session(council: Council) -> Iterator[Meeting]:
    """The meeting in session; it is 07:10, and Ada to Fay (six of nine seats) are present."""
    called = _six_present(council)
    with clock.fixed(minute(10)):
        yield called


@replayed
def _six_present(council: Council) -> Meeting:
    with clock.fixed(START):
        called = build_session(council)
        arrive(council, called, "Ada", "Ben", "Cyd", "Dot", "Eve", "Fay")
    return called


def arrive(council: Council, meeting: Meeting, *names: str) -> None:
    """These people are present from now on."""
    for name in names:
        meetings.mark_present(council.secretary, meeting, council.people[name])


def leave(council: Council, meeting: Meeting, *names: str) -> None:
    """These people leave now."""
    for name in names:
        meetings.mark_left(council.secretary, meeting, council.people[name])


def topic_of(meeting: Meeting) -> AgendaItem:
    """The topic of the meeting."""
    return AgendaItem.objects.select_related("meeting__body").get(
        meeting=meeting, slug="harbour-map"
    )


def fresh(motion: Motion) -> Motion:
    """The motion as the record has it now."""
    return Motion.objects.select_related("body", "meeting__body", "item").get(pk=motion.pk)


def slug_of(name: str) -> str:
    """The seat of a person by first name."""
    label = next(label for label, *names in SEATS if name in [n.split()[0] for n in names])
    return label.lower().replace(" ", "-")
