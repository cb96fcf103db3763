"""Two bodies of one organization: the council ("tc") that asks, the board ("gb") that answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.models import Meeting
from secretariat.council.referrals import commands
from secretariat.council.referrals.commands import NewReferral
from secretariat.council.referrals.models import Referral
from secretariat.foundation.people.models import Body, Person
from secretariat.foundation.records import clock
from secretariat.rules.visibility import Actor, Role
from tests import factories
from tests.replay import replayed

START = datetime(2024, 5, 16, 16, 0, tzinfo=UTC)


@dataclass
class Bodies:
    """Both bodies and who acts for them."""

    council: Body
    board: Body
    people: dict[str, Person]
    secretary: Actor
    director: Actor
    member: Actor


@pytest.fixture
@replayed
def bodies(db: None) -> Bodies:
    council = factories.body()
    board = factories.body("gb", "Governing Board", kind="board")
    people = {n.split()[0]: factories.person(n) for n in ("Sam Clerk", "Dia Rector", "Ben Stone")}
    factories.seat(council, "Birch Labs", people["Ben"])
    factories.seat(board, "Amber Works", people["Dia"])
    factories.office(council, "secretary", people["Sam"])
    factories.office(board, "chair", people["Dia"])
    return Bodies(
        council,
        board,
        people,
        secretary=factories.actor(Role.SECRETARY, "sam-clerk"),
        director=factories.actor(Role.CHAIR, "dia-rector", of_body="gb"),
        member=factories.actor(Role.MEMBER, "ben-stone"),
    )


@pytest.fixture(autouse=True)
def _a_week_before() -> Iterator[None]:
    with clock.fixed(START - timedelta(days=7)):
        yield


@pytest.fixture
@replayed
def referral(bodies: Bodies) -> Referral:
    """tc/R-1: the council asks the board to fund a lighthouse keeper."""
    return referred(bodies)


def referred(bodies: Bodies, **values: object) -> Referral:
    """Something the council referred to the board."""
    asked = {"question": "Fund a keeper for the lighthouse"} | values
    new = NewReferral(**asked)  # type: ignore[arg-type]
    return commands.refer(bodies.secretary, bodies.council, bodies.board, new)


def in_session(actor: Actor, body: Body, start: datetime = START) -> Meeting:
    """A meeting with everything that is proposed, called to order with everybody there."""
    plan = meetings.MeetingPlan(starts_at=start, ends_at=start + timedelta(hours=1))
    meeting = meetings.plan_meeting(actor, body, plan).meeting
    meetings.accept_proposals(actor, meeting)
    with clock.fixed(start):
        return meetings.call_to_order(actor, meeting)
