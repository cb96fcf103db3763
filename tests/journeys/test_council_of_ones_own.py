"""A council made by `init` meets once through its pages, and no page or file of it shows a word of
the example.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from secretariat.exchange.example.facts import facts
from secretariat.faces.cli.founding.toml_file import read_plan
from secretariat.faces.cli.founding.work import found
from secretariat.faces.cli.sign_in import PLACEHOLDER, operator_link
from secretariat.foundation.people.models import Account
from secretariat.foundation.people.queries import today
from secretariat.foundation.records import clock
from secretariat.rules.visibility import system_actor
from tests.journeys.crawl import Crawl
from tests.journeys.pages import Visitor

pytestmark = pytest.mark.django_db

PLAN = """\
[organization]
name = "Open Harbour Foundation"

[body]
name = "Harbour Council"
short_name = "HC"
zone = "Europe/Lisbon"
mission = "Keep the harbour open."

[roster]
seats = ["Amber Works", "Birch Labs", "Cedar Cloud"]

[chair]
name = "Ada Quill"
organization = "Amber Works"
address = "ada@example.org"

[secretary]
name = "Sam Clerk"
address = "sam@example.org"

[series]
first = "2031-03-06"
from = "16:00"
to = "17:00"
"""
FIRST_DAY = datetime(2031, 3, 3, 9, 0, tzinfo=UTC)
HERE = "/hc/2031-03-06"
FORMATS = {
    f"{HERE}/deck": ("md", "html", "json"),
    f"{HERE}/minutes": ("md", "json"),
    f"{HERE}/agenda": ("md", "csv"),
    "/hc/projects": ("csv",),
    "/hc/actions": ("csv", "md"),
    "/hc/decisions": ("csv",),
}


NOWHERE = (
    "/hc/history?ref=nothing",
    "/hc/search?q=nothing",
    "/hc/nothing",
    "/hc/nothing.pdf",
    "/hc/projects.xlsx",
    "/hc/2031-03-07",
    "/hc/M-2031-99",
    "/nobody/2031-03-06/deck.pdf",
)


def words_of_the_example() -> dict[str, str]:
    """Patterns of what only the example council has: its own names, and those of its record."""
    council, people = facts("council"), facts("people")["people"]
    names = {
        "its organizations": [*council["organizations"].values(), council["organization"]["name"]],
        "its people": [person["name"] for person in people],
        "its projects": [project["name"] for project in facts("projects")["projects"]],
    }
    patterns = {what: rf"\b(?:{'|'.join(map(re.escape, each))})\b" for what, each in names.items()}
    own = r"\bTAC\b|\btac\b|\bCCC\b|(?i:confidential|technical advisory|consortium|\bmentors?\b)"
    return {**patterns, "its own words": own}


def meet(secretary: Visitor) -> None:
    """Prepare, publish, hold and minute the first meeting, from one page to the next."""
    prepare = secretary.see(f"{HERE}/prepare")
    secretary.done(prepare, "Put all of them on")
    secretary.done(secretary.see(f"{HERE}/prepare"), "Add the item", title="Depth of the channel")
    secretary.done(secretary.see(f"{HERE}/prepare"), "Publish")
    with clock.fixed(datetime(2031, 3, 6, 16, 0, tzinfo=UTC)):
        room = secretary.done(secretary.see(f"{HERE}/room"), "Call to order")
        room = secretary.done(room, "", "roll/add", who="Ada Quill")
        secretary.done(room, "Keep the note", text="The channel was sounded.")
        secretary.done(secretary.see("/hc/actions"), "Put it on the list", text="Buy a lead line")
    with clock.fixed(datetime(2031, 3, 6, 17, 0, tzinfo=UTC)):
        secretary.done(secretary.see(f"{HERE}/room/adjourn"), "Adjourn")


@pytest.fixture(scope="module")
def crawls(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[Crawl]]:
    """What the public, the secretary and the operator come to after the first meeting, and what
    the secretary sees who asks for what is not there.
    """
    file = tmp_path_factory.mktemp("plan") / "council.toml"
    file.write_text(PLAN)
    with django_db_blocker.unblock(), transaction.atomic():
        yield _crawls(file)
        transaction.set_rollback(True)


def _crawls(file: Path) -> list[Crawl]:
    with clock.fixed(FIRST_DAY):
        found(system_actor("command line"), read_plan(file, today()))
        operator_link()
        secretary = Visitor(Account.objects.get(email="sam@example.org"))
        operator = Visitor(Account.objects.get(email=PLACEHOLDER))
        meet(secretary)
    files = [f"{ref}.{form}" for ref, forms in FORMATS.items() for form in forms]
    starts = ["/", "/hc/look.css", f"{HERE}/deck/look.css", "/sign-in"]
    with clock.fixed(FIRST_DAY + timedelta(days=4)):
        return [
            Crawl(Visitor()).run(*starts),
            Crawl(secretary).run(*starts, *files),
            Crawl(operator).run(*starts, "/setup", "/setup/accounts"),
            _astray(secretary),
        ]


def _astray(visitor: Visitor) -> Crawl:
    """What somebody sees who asks for what is not there."""
    return Crawl(visitor, pages={path: visitor.open(path) for path in NOWHERE})


def test_every_page_of_ones_own_council_works(crawls: list[Crawl]) -> None:
    assert [crawl.broken for crawl in crawls[:3]] == [{}, {}, {}]


def test_pages_and_files_tell_of_the_meeting_that_was_held(crawls: list[Crawl]) -> None:
    told = {path for path, _ in crawls[1].with_pattern("The channel was sounded").items()}

    assert {f"{HERE}/minutes", f"{HERE}/minutes.md", f"{HERE}/minutes.json"} <= told


@pytest.mark.parametrize("what", words_of_the_example())
def test_council_of_ones_own_shows_no_word_of_the_example(crawls: list[Crawl], what: str) -> None:
    pattern = words_of_the_example()[what]

    assert [crawl.with_pattern(pattern) for crawl in crawls] == [{}, {}, {}, {}]
