"""The five-seat council with a relation to the Chart Makers and a consultation they called."""

from __future__ import annotations

from datetime import date

import pytest

from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.models import AgendaItem, Meeting
from secretariat.council.relations import commands
from secretariat.council.relations.commands import CallFacts, RelationFacts
from secretariat.council.relations.models import Consultation, Relation
from secretariat.council.relations.queries import consultation_named
from secretariat.foundation.people.models import Body
from secretariat.rules.relations import RelationKind
from secretariat.rules.visibility import Actor, Role
from tests import factories
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

CLOSES = date(2021, 10, 20)
DRAFT = "https://example.org/draft"


@pytest.fixture
@replayed
def makers(council: Council, _before_the_meeting: None) -> Relation:  # noqa: F811
    """The relation to the Chart Makers, a standards organization."""
    organization = factories.organization("Chart Makers")
    facts = RelationFacts(organization=organization, kind=RelationKind.STANDARDS)
    return commands.add_relation(council.secretary, council.body, facts)


@pytest.fixture
@replayed
def call(council: Council, makers: Relation) -> Consultation:  # noqa: F811
    """Their consultation on depths, which closes on 20 October 2021."""
    facts = CallFacts(title="Depths of harbours", relation=makers, closes_on=CLOSES)
    return commands.call_consultation(council.secretary, council.body, facts)


@pytest.fixture
@replayed
def board(council: Council) -> tuple[Body, Actor]:  # noqa: F811
    """The board of the same organization, with its secretary."""
    body = factories.body("board", "Governing Board", kind="board")
    clerk = factories.person("Bo Clerk")
    factories.office(body, "secretary", clerk)
    return body, factories.actor(Role.SECRETARY, "bo-clerk", "board")


def fresh(row: Consultation) -> Consultation:
    """The consultation as the record has it now."""
    return consultation_named(row.body, row.slug)


def reviewed(council: Council, row: Consultation) -> Consultation:  # noqa: F811
    """It, drafted by Ben and in review."""
    commands.begin_draft(council.secretary, row, council.people["Ben"], document_url=DRAFT)
    commands.put_into_review(council.secretary, fresh(row))
    return fresh(row)


def on_agenda(council: Council, meeting: Meeting, row: Consultation) -> AgendaItem:  # noqa: F811
    """It as an item of the meeting."""
    new = meetings.NewItem(title=row.title, kind="consultation_review", source_ref=row.ref)
    return meetings.add_item(council.secretary, meeting, new)
