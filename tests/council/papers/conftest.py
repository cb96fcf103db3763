"""The five-seat council with a term, "Breakwater", in work, and people who read it."""

from __future__ import annotations

from datetime import date

import pytest

from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.models import AgendaItem, Meeting
from secretariat.council.papers import commands
from secretariat.council.papers.commands import NewPaper, PaperFacts, Words
from secretariat.council.papers.models import Paper, PaperVersion
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

FIRST = "A wall against the sea."
SECOND = "A wall that breaks the waves before they reach the harbour."
UNTIL = date(2021, 10, 14)


def facts(title: str = "Breakwater", **values: object) -> PaperFacts:
    """A definition of this title unless said otherwise."""
    return PaperFacts(**{"title": title, "kind": "definition", **values})  # type: ignore[arg-type]


@pytest.fixture
@replayed
def term(council: Council, _before_the_meeting: None) -> Paper:  # noqa: F811
    """The definition of "Breakwater", version 1 in draft, edited by Ben."""
    new = NewPaper(facts=facts(editor=council.people["Ben"]), words=Words(text=FIRST))
    return commands.add_paper(council.secretary, council.body, new)


def version(paper: Paper, number: int = 1) -> PaperVersion:
    """A version as the record has it now."""
    rows = PaperVersion.objects.select_related("paper__body__host", "paper__editor")
    return rows.get(paper=paper, number=number)


def reviewed(council: Council, paper: Paper, *names: str) -> PaperVersion:  # noqa: F811
    """Its newest version, in review by these people until 14 Oct 2021."""
    last = version(paper, paper.versions.count())
    people = [council.people[name] for name in names or ("Cyd",)]
    return commands.ask_for_review(council.secretary, last, people, until_on=UNTIL)


def frozen(council: Council, paper: Paper) -> PaperVersion:  # noqa: F811
    """Its newest version, frozen."""
    return commands.freeze_version(council.secretary, reviewed(council, paper))


def on_agenda(council: Council, meeting: Meeting, paper: Paper) -> AgendaItem:  # noqa: F811
    """The paper as an item of the meeting."""
    new = meetings.NewItem(title=paper.title, kind="paper_review", source_ref=paper.ref)
    return meetings.add_item(council.secretary, meeting, new)
