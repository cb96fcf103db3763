"""A council with people of all sorts, an agenda with an action review, and a meeting in session."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from secretariat.council.actions import commands
from secretariat.council.actions.models import Action
from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.models import Meeting
from secretariat.foundation.people.models import Body, Person
from secretariat.foundation.records import clock
from secretariat.rules.visibility import Actor, Role
from tests import factories
from tests.replay import replayed

START = datetime(2021, 10, 7, 14, 0, tzinfo=UTC)
"""07:00 in Los Angeles."""
KIND = "action_review"


def minute(number: int) -> datetime:
    """So many minutes after the start."""
    return START + timedelta(minutes=number)


def day(number: int) -> datetime:
    """So many days after the start."""
    return START + timedelta(days=number)


@dataclass
class Council:
    """The body, its people by first name, and the actors of the tests."""

    body: Body
    people: dict[str, Person]
    secretary: Actor
    member: Actor

    def person(self, name: str, role: Role = Role.MEMBER) -> Actor:
        """Somebody acting for themselves."""
        return factories.actor(role, self.people[name].handle)


@pytest.fixture
@replayed
def council(db: None) -> Council:
    body = factories.body(vocabulary={"liaison": "project mentor"})
    people = {
        name.split()[0]: factories.person(name, known_as=known)
        for name, known in (
            ("Ada Quill", "Ada"),
            ("Ben Stone", ""),
            ("Cyd Vale", ""),
            ("Sam Clerk", "Sam"),
        )
    }
    people["Eric V"] = factories.person("Eric Vane", known_as="Eric V")
    people["Eric N"] = factories.person("Eric North", known_as="Eric N")
    factories.seat(body, "Amber Works", people["Ada"], people["Eric V"])
    factories.seat(body, "Birch Labs", people["Ben"], people["Eric N"])
    factories.office(body, "secretary", people["Sam"])
    for name in ("Ben", "Cyd"):
        factories.appointment(body, "liaison", people[name], about=f"tc/projects/{name.lower()}")
    return Council(
        body,
        people,
        secretary=factories.actor(Role.SECRETARY, "sam-clerk"),
        member=factories.actor(Role.MEMBER, "ben-stone"),
    )


@pytest.fixture
def weeks_before(council: Council) -> Iterator[None]:
    """It is 16 September 2021, three weeks before the meeting."""
    with clock.fixed(day(-21)):
        yield


@pytest.fixture
@replayed
def action(council: Council, weeks_before: None) -> Action:
    """A-1, Ada's, raised three weeks before the meeting."""
    return raised(council, "Draw the harbour map", ["Ada"])


def raised(council: Council, text: str, owners: list[str], **values: Any) -> Action:
    """An action raised by the secretary."""
    return commands.raise_action(
        council.secretary, council.body, text=text, owners=owners, **values
    )


def planned(council: Council, start: datetime = START) -> Meeting:
    """A planned meeting of two hours."""
    plan = meetings.MeetingPlan(starts_at=start, ends_at=start + timedelta(hours=2))
    return meetings.plan_meeting(council.secretary, council.body, plan).meeting


def in_session(council: Council, start: datetime = START) -> Meeting:
    """A meeting with the proposed business, called to order at its start."""
    with clock.fixed(start):
        meeting = planned(council, start)
        meetings.accept_proposals(council.secretary, meeting)
        return meetings.call_to_order(council.secretary, meeting)


def fresh(action: Action) -> Action:
    """The action as the record has it now."""
    return Action.objects.select_related("body").get(pk=action.pk)
