"""What the interface and the feeds tell the public holds nothing that its pages do not show.

The same busy meeting as in `tests/journeys/test_every_page.py`, read at every address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest

from secretariat.foundation.people.models import Account
from secretariat.foundation.records import clock
from tests.contract.reads import FEEDS, every_read
from tests.journeys import busy_day
from tests.journeys.identifiers import PATTERN
from tests.journeys.meeting import END
from tests.journeys.pages import Page, Visitor

pytestmark = pytest.mark.django_db
PRIVATE = {
    "an address": r"[\w.+-]+@(?!127\.0\.0\.1|localhost)[\w.-]+\.[A-Za-z]{2,}",
    "the passcode": re.escape(busy_day.PASSCODE),
    "the link to the call": re.escape(busy_day.CALL) + r"(?!\w)",
    "a note for members": re.escape(busy_day.MEMBERS_NOTE),
    "a note for officers": re.escape(busy_day.OFFICERS_NOTE),
    "an item for members": re.escape(busy_day.MEMBERS_ITEM),
    "a note of drafted minutes": re.escape(busy_day.PUBLIC_NOTE),
    "minutes released to members": "Gramine has no mentor yet",
    "a proposed correction": "It was foggy",
    "a talk that a stranger suggested": re.escape(busy_day.SUGGESTED),
    "a draft for members": "draft-of-ours",
    "the number of a row": PATTERN,
}
Reads = dict[str, dict[str, Page]]


@pytest.fixture(scope="module")
def reads(filled: None) -> Iterator[Reads]:
    """What the public, a member and the secretary get, an hour after the meeting."""
    people = {who: Account.objects.get(person__handle=who) for who in MEMBERS}
    secretary, member = (Visitor(people[who]) for who in MEMBERS)
    with clock.fixed(END - timedelta(hours=3)):
        busy_day.prepare(secretary)
        busy_day.set_to_work(secretary)
    busy_day.hold_a_busy_meeting(secretary)
    with clock.fixed(END + timedelta(hours=1)):
        busy_day.propose_a_correction(member)
        visitors = {"public": Visitor(), "member": member, "secretary": secretary}
        yield {who: every_read(each) for who, each in visitors.items()}


MEMBERS = ("ashley-weltz", "dan-middleton")


def holding(pages: dict[str, Page], pattern: str) -> dict[str, list[str]]:
    found = {path: re.findall(pattern, unfolded(page.text)) for path, page in pages.items()}
    return {path: hits for path, hits in found.items() if hits}


def unfolded(text: str) -> str:
    """The lines of a calendar as they were before they were folded."""
    return text.replace("\r\n ", "").replace("\\,", ",").replace("\\;", ";")


@pytest.mark.parametrize("what", PRIVATE)
def test_public_answers_hold_nothing_private(reads: Reads, what: str) -> None:
    assert holding(reads["public"], PRIVATE[what]) == {}


def test_every_address_answers_or_refuses_in_words(reads: Reads) -> None:
    for who, pages in reads.items():
        wrong = {path: page.status for path, page in pages.items() if page.status not in OKAY}
        assert wrong == {}, who
        refused = [page.text for page in pages.values() if page.status == 403]
        assert [text for text in refused if '"code": "not_allowed"' not in text] == []
    assert len(reads["public"]) > 100


OKAY = {200, 403, 404}


def test_people_of_the_body_read_more_at_the_same_addresses(reads: Reads) -> None:
    agenda = "/api/v1/tac/meetings/2021-10-07/agenda"
    minutes = "/api/v1/tac/meetings/2021-09-23/minutes"
    notes = [holding(reads[who], re.escape(busy_day.MEMBERS_NOTE)) for who in reads]
    officers = [holding(reads[who], re.escape(busy_day.OFFICERS_NOTE)) for who in reads]

    assert [agenda in found for found in notes] == [False, True, True]
    assert [agenda in found for found in officers] == [False, False, True]
    assert [reads[who][minutes].status for who in reads] == [403, 200, 200]


@pytest.mark.parametrize("feed", FEEDS)
def test_feeds_are_the_same_for_everybody(reads: Reads, feed: str) -> None:
    texts = {reads[who][f"/tac/{feed}"].text for who in reads}

    assert len({re.sub(r"DTSTAMP:\S+", "", text) for text in texts}) == 1


def test_public_feed_tells_what_was_decided_in_public(reads: Reads) -> None:
    assert "To keep the beacon lit" in reads["public"]["/tac/feed.atom"].text
