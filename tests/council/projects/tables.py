"""The fictitious project table of these tests: rows and columns of the Technical Council."""

from __future__ import annotations

from datetime import UTC, date, datetime

from secretariat.council.projects import commands
from secretariat.council.projects.models import MilestoneColumn, Project
from secretariat.foundation.people.models import Body
from secretariat.rules.visibility import Actor, Role
from tests import factories

NOW = datetime(2024, 5, 16, 15, 0, tzinfo=UTC)
TODAY = date(2024, 5, 16)
SECRETARY: Actor = factories.actor(Role.SECRETARY)
STAFF: Actor = factories.actor(Role.STAFF, "bo-lamp")
MEMBER: Actor = factories.actor(Role.MEMBER, "cy-rope")


def project(body: Body, name: str = "Beacon", since: date = date(2023, 1, 12)) -> Project:
    """A project listed from a day."""
    return commands.add_project(SECRETARY, body, name=name, listed_from_on=since)


def column(
    body: Body, label: str = "Council approved", not_before: MilestoneColumn | None = None
) -> MilestoneColumn:
    """A column of dated claims."""
    return commands.add_milestone_column(SECRETARY, body, label=label, not_before=not_before)


def people_column(body: Body, label: str = "Mentor") -> MilestoneColumn:
    """A column of liaisons."""
    return commands.add_people_column(SECRETARY, body, label=label)
