"""Nothing dated in the past without an outcome is missing from the loose ends, and nothing that has
its outcome stands among them: over random records of actions, motions, meetings, minutes, topics,
projects, seats and offices.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secretariat.council.meetings.models import Meeting
from secretariat.council.projects.models import MilestoneColumn
from secretariat.foundation.people.loose_ends import loose_ends
from secretariat.foundation.people.models import Body
from secretariat.rules.visibility import Role
from tests import factories
from tests.council.hanging_records import (
    ACTIONS,
    CHAIRS,
    MEETINGS,
    MOTIONS,
    NOW,
    PROJECTS,
    SEATS,
    TOPICS,
    World,
    noon,
    put_chairs,
)

pytestmark = pytest.mark.django_db
MANY = settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def world(db: None) -> World:
    """A council with a secretary, a meeting that was held and one that is ahead."""
    body = factories.body()
    person = factories.person("Ada Quill")
    factories.office(body, "secretary", factories.person("Sam Clerk"))
    held, ahead = (
        Meeting.objects.create(
            body=body, slug=slug, state=state, zone=body.zone, starts_at=noon(days),
            ends_at=noon(days + 1), adjourned_at=noon(days + 1) if state == "approved" else None,
        )
        for slug, state, days in (("2024-02-01", "approved", -105), ("2024-06-06", "planned", 21))
    )  # fmt: skip
    return World(body, person, held, ahead)


def seen(body: Body) -> set[str]:
    """What the secretary finds among the loose ends of today, each once."""
    found = [end.ref for end in loose_ends(factories.actor(Role.SECRETARY), body, NOW)]
    assert len(found) == len(set(found))
    return set(found)


@MANY
@given(
    actions=st.lists(ACTIONS, max_size=5),
    motions=st.lists(MOTIONS, max_size=5),
    meetings=st.lists(MEETINGS, max_size=5),
    topics=st.lists(TOPICS, max_size=4),
)
def test_business_without_an_outcome_is_a_loose_end(
    world: World, actions: Any, motions: Any, meetings: Any, topics: Any
) -> None:
    expected: set[str] = {"tc/offices/chair"}
    with transaction.atomic():
        for records in (actions, motions, topics):
            for number, record in enumerate(records, start=1):
                ref = record.put(world, number)
                expected |= {ref} if record.hangs() else set()
        for number, meeting in enumerate(meetings, start=2):
            expected |= meeting.put(world, number)

        found = seen(world.body)
        transaction.set_rollback(True)

    assert found == expected


@MANY
@given(projects=st.lists(PROJECTS, max_size=4), seats=st.lists(SEATS, max_size=4), chairs=CHAIRS)
def test_milestones_and_places_without_an_outcome_are_loose_ends(
    world: World, projects: Any, seats: Any, chairs: Any
) -> None:
    with transaction.atomic():
        expected = put_chairs(world, chairs)
        columns = {
            slug: MilestoneColumn.objects.create(
                body=world.body, slug=slug, label=slug, kind=kind, role=role, position=place
            )
            for place, (slug, kind, role) in enumerate(
                (("review", "milestone", ""), ("mentor", "people", "liaison"))
            )
        }
        for number, project in enumerate(projects, start=1):
            expected |= project.put(world, number, columns)
        for number, seat in enumerate(seats, start=1):
            ref = seat.put(world, number)
            expected |= {ref} if seat.hangs() else set()

        found = seen(world.body)
        transaction.set_rollback(True)

    assert found == expected
