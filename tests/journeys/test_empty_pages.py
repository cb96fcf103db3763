"""What the pages of a council say on its first day, when there is no record yet: what would stand
there, and, to those who may begin it, where to begin.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from secretariat.faces.cli.founding.toml_file import read_plan
from secretariat.faces.cli.founding.work import found
from secretariat.foundation.people.models import Account
from secretariat.foundation.people.queries import today
from secretariat.foundation.records import clock
from secretariat.rules.visibility import system_actor
from tests.journeys.pages import Page, Visitor, words

pytestmark = pytest.mark.django_db

PLAN = """\
[organization]
name = "Open Harbour Foundation"

[body]
name = "Harbour Council"
short_name = "HC"
zone = "Europe/Lisbon"

[roster]
seats = ["Amber Works", "Birch Labs"]

[secretary]
name = "Sam Clerk"
address = "sam@example.org"
"""
FIRST_DAY = datetime(2031, 3, 3, 9, 0, tzinfo=UTC)
TO_BEGIN = ("calendar", "conduct", "consultations", "elections", "events", "focus", "glossary",
            "notices", "papers", "projects", "projects/benefits", "relations", "reports", "talks",
            "updates")  # fmt: skip
"""Pages whose business the secretary begins."""
TO_READ = ("actions", "decisions", "minutes", "referrals", "talks/webinars")
"""Pages that fill by what is done elsewhere."""


@pytest.fixture
def secretary(tmp_path: Path) -> Visitor:
    """Who runs a council that was founded today; no meeting is planned."""
    file = tmp_path / "council.toml"
    file.write_text(PLAN)
    with clock.fixed(FIRST_DAY):
        found(system_actor("command line"), read_plan(file, today()))
        return Visitor(Account.objects.get(email="sam@example.org"))


def _empties(page: Page) -> list[str]:
    return [words(each) for each in page.tree.xpath("//main//*[@class='empty']")]


def _buttons(page: Page) -> list[str]:
    return [str(href) for href in page.tree.xpath("//main//*[@class='empty']//a/@href")]


@pytest.mark.parametrize("path", [*TO_BEGIN, *TO_READ])
def test_empty_page_says_what_would_stand_there(secretary: Visitor, path: str) -> None:
    with clock.fixed(FIRST_DAY):
        page = secretary.see(f"/hc/{path}")

    said = _empties(page)
    titles = [words(each) for each in page.tree.xpath("//main//*[@class='empty']/p[1]")]
    assert said
    assert all(len(each) > len(title) for each, title in zip(said, titles, strict=True)), said


@pytest.mark.parametrize("path", TO_BEGIN)
def test_empty_page_leads_who_may_begin_to_the_beginning(secretary: Visitor, path: str) -> None:
    with clock.fixed(FIRST_DAY):
        led = _buttons(secretary.see(f"/hc/{path}"))

        assert led
        assert [secretary.open(href).status for href in led] == [200] * len(led)


@pytest.mark.parametrize("path", [*TO_BEGIN, *TO_READ])
def test_empty_page_offers_the_public_nothing_that_is_refused(
    secretary: Visitor, path: str
) -> None:
    with clock.fixed(FIRST_DAY):
        public = Visitor()
        led = _buttons(public.see(f"/hc/{path}"))

        assert [public.open(href).status for href in led] == [200] * len(led)


def test_webinars_do_not_call_decided_what_was_never_given(secretary: Visitor) -> None:
    with clock.fixed(FIRST_DAY):
        page = secretary.see("/hc/talks/webinars")

    assert "Every past talk is decided on" not in page.main
    assert "There is no talk to choose from" in page.main
