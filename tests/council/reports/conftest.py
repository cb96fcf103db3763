"""The five-seat council with projects, areas of focus, and a report to the board in draft."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from secretariat.council.projects import commands as projects
from secretariat.council.projects.commands import StandingWords
from secretariat.council.reports import commands
from secretariat.council.reports.commands import ChapterWords, ReportFacts, YearFacts
from secretariat.council.reports.models import Chapter, FocusYear, Report
from secretariat.council.reports.queries import chapter_named, report_named
from secretariat.foundation.people.models import Body
from secretariat.foundation.records import clock
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

ON = date(2021, 10, 7)
FROM = date(2021, 1, 1)
CHAPTERS = (
    ("focus_areas", ChapterWords(title="What we look after")),
    ("contents", ChapterWords(title="What follows")),
    ("project_table_since", ChapterWords(title="Our projects", listed_as="Projects")),
    ("benefits_and_expectations", ChapterWords(title="Offers", listed_as="Projects")),
    ("questions_and_requests", ChapterWords(title="Anything else?")),
)


def facts(**values: object) -> ReportFacts:
    """What the report of 7 October 2021 says about itself, unless told otherwise."""
    known = {
        "title": "State of the harbour",
        "to_words": "Governing Board",
        "on": ON,
        "from_on": FROM,
        "to_on": ON,
        "baseline": "5 Mar 2021",
    }
    return ReportFacts(**{**known, **values})  # type: ignore[arg-type]


@pytest.fixture
@replayed
def record(council: Council, _before_the_meeting: None) -> FocusYear:  # noqa: F811
    """Two projects, a benefit, two expectations, and two areas of focus."""
    body, actor = council.body, council.secretary
    column = projects.add_milestone_column(council.chair, body, label="Charter")
    for name, said_on in (("Beacon", date(2021, 2, 1)), ("Lock", date(2021, 6, 1))):
        with clock.fixed(datetime(said_on.year, said_on.month, said_on.day, 12, tzinfo=UTC)):
            project = projects.add_project(actor, body, name=name, listed_from_on=FROM)
            projects.record_claim(actor, project, column, text="Yes", said_on=said_on)
    projects.add_benefit(actor, body, StandingWords(text="A berth"))
    for text, since in (("A log", date(2021, 2, 1)), ("A lamp", date(2021, 6, 1))):
        projects.add_expectation(actor, body, StandingWords(text=text, since_on=since))
    new = YearFacts(name="2021", from_on=FROM, source_words="Minutes of 7 Jan 2021")
    year = commands.add_focus_year(actor, body, new)
    commands.add_focus_area(actor, year, title="Signals", points="- Lamps\n- Horns")
    commands.add_focus_area(actor, year, title="Depths")
    return year


@pytest.fixture
@replayed
def report(council: Council, record: FocusYear) -> Report:  # noqa: F811
    """The report to the board in draft."""
    return commands.draft_report(council.secretary, council.body, facts(), chapters=CHAPTERS)


@pytest.fixture
@replayed
def board(council: Council) -> tuple[Body, Actor]:  # noqa: F811
    """The board of the same organization, with its secretary."""
    body = factories.body("board", "Governing Board", kind="board")
    factories.office(body, "secretary", factories.person("Bo Clerk"))
    return body, factories.actor(Role.SECRETARY, "bo-clerk", "board")


def fresh(row: Report) -> Report:
    """The report as the record has it now."""
    return report_named(row.body, row.slug)


def chapter(row: Report, slug: str) -> Chapter:
    """One of its chapters as it is now."""
    return chapter_named(fresh(row), slug)
