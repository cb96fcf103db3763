"""Every page that a link leads to works, speaks in words, and shows only what its reader may see.

The public and the secretary follow every link; a member and the operator some of every kind.
"""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from secretariat.exchange.fictitious import fill_fictitious
from secretariat.faces.cli.sign_in import PLACEHOLDER, operator_link
from secretariat.foundation.people.models import Account
from secretariat.foundation.records import clock
from tests.journeys import busy_day
from tests.journeys.crawl import Crawl
from tests.journeys.identifiers import PATTERN
from tests.journeys.meeting import END
from tests.journeys.pages import Page, Visitor, words

pytestmark = pytest.mark.django_db

READERS = ("public", "member", "secretary", "operator")
BODY = r"/[a-z-]+"
NUMBERED = (
    rf"{BODY}/\d{{4}}-\d\d-\d\d(-\d)?/\d+(/.*)?",
    rf"{BODY}/projects/[a-z0-9-]+/[a-z0-9-]+/\d+",
    rf"{BODY}/rules/\d+",
    rf"{BODY}/events/[a-z0-9-]+/(sessions|notes)/\d+",
    rf"{BODY}/talks/webinars/\d+",
)
"""The addresses in which a number may stand: items, notes, corrections, claims, rule books,
sessions of events, choices of webinars.
"""
NAME_OF_PROGRAMS = re.compile(r"(?<![\w./@#:=-])[a-z]+(?:_[a-z]+)+(?![\w/=-])")
"""What programs call something and people do not: `paper_review`."""
PYTHON = {
    "an unfinished template": r"\{\{|\}\}|\{%|%\}|\{#",
    "a Python object": r"(?:<|&lt;)(?:QuerySet|function|bound method)|\bat 0x[0-9a-f]+",
    "a Python value": r"\bdatetime\.|\bDecimal\(|\bUUID\(|OrderedDict|frozenset\(|__\w+__",
    "a missing value": r">\s*None\s*<|: None\b|\"None\"|=None\b",
    "JSON": r"\{\s*(?:&quot;|&#x27;|\"|')\w+(?:&quot;|&#x27;|\"|')\s*:|\[\s*\{",
    "a traceback": r"Traceback \(most recent|Exception Type",
}
SEARCHES = (
    "/search?q=beacon",
    "/tac/search?q=beacon",
    "/tac/search?q=wreck",
    "/demo/clock",
    "/sign-in",
)


@pytest.fixture(scope="module")
def crawls(filled: None) -> dict[str, Crawl]:
    """What each reader comes to, an hour after the meeting."""
    operator_link()
    fill_fictitious()
    accounts = Account.objects
    secretary = Visitor(accounts.get(person__handle="ashley-weltz"))
    member = Visitor(accounts.get(person__handle="dan-middleton"))
    with clock.fixed(END - timedelta(hours=3)):
        busy_day.prepare(secretary)
        busy_day.set_to_work(secretary)
    busy_day.hold_a_busy_meeting(secretary)
    visitors = {
        "public": Crawl(Visitor()),
        "member": Crawl(member, most_of_a_kind=5),
        "secretary": Crawl(secretary),
        "operator": Crawl(Visitor(accounts.get(email=PLACEHOLDER)), most_of_a_kind=3),
    }
    with clock.fixed(END + timedelta(hours=1)):
        busy_day.propose_a_correction(member)
        return {who: crawl.run(*SEARCHES, "/") for who, crawl in visitors.items()}


@pytest.fixture(params=READERS)
def crawl(request: pytest.FixtureRequest, crawls: dict[str, Crawl]) -> Crawl:
    """What one of the readers came to."""
    return crawls[request.param]


def test_every_link_leads_to_a_page(crawl: Crawl) -> None:
    assert crawl.broken == {}
    assert len(crawl.pages) > 150


def test_no_page_shows_the_number_of_a_row(crawl: Crawl) -> None:
    assert crawl.with_pattern(PATTERN) == {}


def test_numbers_in_addresses_are_those_people_use(crawl: Crawl) -> None:
    numbers = {path for path in crawl.pages if re.search(r"/\d+(/|$)", path.partition("?")[0])}
    known = {path for path in numbers for each in NUMBERED if re.fullmatch(each, path)}

    assert numbers - known == set()


@pytest.mark.parametrize("what", PYTHON)
def test_no_page_speaks_like_a_program(crawl: Crawl, what: str) -> None:
    found = {path: re.findall(PYTHON[what], text_of(page.text)) for path, page in crawl.html}

    assert {path: hits for path, hits in found.items() if hits} == {}


def test_no_page_shows_what_programs_call_a_thing(crawl: Crawl) -> None:
    found = {path: NAME_OF_PROGRAMS.findall(said_on(page)) for path, page in crawl.html}

    assert {path: hits for path, hits in found.items() if hits} == {}


def said_on(page: Page) -> str:
    """What a reader sees, without the samples that people are to type and addresses elsewhere."""
    tree = page.tree.body
    for sample in tree.xpath(".//code | .//kbd | .//pre | .//textarea"):
        sample.clear(keep_tail=True)
    return re.sub(r"https?://\S+", "", words(tree))


def text_of(html: str) -> str:
    """A page without its head and without the code samples that people are to type."""
    return re.sub(
        r"<head>.*?</head>|<code>.*?</code>|<script.*?</script>", "", html, flags=re.DOTALL
    )


def test_public_finds_the_call_that_is_open_to_all(crawls: dict[str, Crawl]) -> None:
    assert crawls["public"].with_pattern(re.escape(busy_day.OPEN_CALL))


def test_secretary_sees_what_is_kept_for_officers(crawls: dict[str, Crawl]) -> None:
    for said in (
        busy_day.PASSCODE,
        busy_day.CALL,
        busy_day.MEMBERS_NOTE,
        busy_day.OFFICERS_NOTE,
        busy_day.MEMBERS_ITEM,
        busy_day.PUBLIC_NOTE,
        "Gramine has no mentor yet",
        "@example.org",
        busy_day.SUGGESTED,
        "draft-of-ours",
    ):
        assert crawls["secretary"].with_pattern(re.escape(said)), said


def test_member_sees_nothing_that_is_kept_for_officers(crawls: dict[str, Crawl]) -> None:
    assert crawls["member"].with_pattern(re.escape(busy_day.MEMBERS_NOTE))
    assert crawls["member"].with_pattern(re.escape(busy_day.PASSCODE))
    assert crawls["member"].with_pattern(re.escape(busy_day.OFFICERS_NOTE)) == {}


@pytest.mark.parametrize(
    "private",
    [
        pytest.param(r"[\w.+-]+@[\w.-]+\.[A-Za-z]{2,}", id="an address"),
        pytest.param(re.escape(busy_day.PASSCODE), id="the passcode"),
        pytest.param(re.escape(busy_day.CALL), id="the link to the call"),
        pytest.param(re.escape(busy_day.MEMBERS_NOTE), id="a note for members"),
        pytest.param(re.escape(busy_day.OFFICERS_NOTE), id="a note for officers"),
        pytest.param(re.escape(busy_day.MEMBERS_ITEM), id="an item for members"),
        pytest.param(re.escape(busy_day.PUBLIC_NOTE), id="a note of drafted minutes"),
        pytest.param("Gramine has no mentor yet", id="minutes released to members"),
        pytest.param("It was foggy", id="a proposed correction"),
        pytest.param(re.escape(busy_day.SUGGESTED), id="a talk that a stranger suggested"),
        pytest.param("draft-of-ours", id="a draft for members"),
    ],
)
def test_public_pages_hold_nothing_private(crawls: dict[str, Crawl], private: str) -> None:
    assert crawls["public"].with_pattern(private) == {}
