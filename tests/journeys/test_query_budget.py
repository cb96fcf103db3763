"""No page asks the database more than its budget, whoever reads it and however far the meeting is.

At most twenty queries; a few pages that ask every app for its records have more, each with its
reason below. `test_many_records` holds lists to the same budgets with thirty records of a kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from secretariat.council.meetings.agenda_kinds import all_kinds
from secretariat.council.meetings.live_parts import View, parts_of
from secretariat.council.meetings.report_kinds import report_kinds
from secretariat.council.minutes.commands import compare_again
from secretariat.foundation.people.models import Account
from secretariat.foundation.records import clock
from tests.journeys import busy_day
from tests.journeys.crawl import Crawl
from tests.journeys.meeting import BEGINNING, END, HERE, act
from tests.journeys.pages import Page, Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

MOST = 20
WAITING = ("/", "/tac", "/me")
"""The home of a body, by its own address or as the start page; what waits for one person. Each app
with business has up to two things that wait, each in a table of its own; meetings have two more,
what is still to be done after one and who said they come to the next.
"""
LOOSE_ENDS, OF_PEOPLE = "/tac/loose-ends", 5
"""The same of everything that hangs, and seats, terms, offices, who holds the role that an action
names, and the meeting whose updates nobody asked for.
"""
ASK_EVERY_KIND = re.compile(r"/tac/[0-9-]+/(prepare|deck(/present|/draft\.\w+)?|room/adjourn)")
"""What each kind proposes, shows, or leaves undone. A record has parts in tables of their own: a
talk its slots and steps, a paper its versions and reviews. They are read once for all items.
"""
FOLLOWS_THE_MEETING = re.compile(r"/tac/[0-9-]+/(room|seat|projector)")
"""A view that follows the meeting reads how far the meeting is, and each of its live parts may
read one table of its own. The console has three more for the secretary: who said they come, who
checked in, and who asked for the floor.
"""
ROOM_OF_TABLE = f"{HERE}/room?item=projects-and-their-milestones"
"""Beside the open motion with its votes and the actions taken so far: the table of projects, and
what was said of it in this meeting. Two more.
"""
DRAW_CHAPTERS = re.compile(r"/tac/reports/[0-9-]+/later")
"""A report drawn anew, beside the one that was given: each kind of chapter reads its facts."""
CALENDAR = "/tac/dates.ics"
"""Everything with a day, with all parts of events, talks and meetings, and the ends of ballots: two
more.
"""
READERS = {
    "public": "",
    "representative": "dan-middleton",
    "secretary": "ashley-weltz",
    "chair": "dave-thaler",
}
ROOM = tuple(
    f"{HERE}/room?item={slug}"
    for slug in (
        "welcome-roll-call-and-introductions",
        "approval-of-tac-minutes-from-the-sept-23-telechat",
        "action-item-review",
        "projects-and-their-milestones",
    )
)
ALWAYS = ("/", "/me")
OF_THE_MEETING = (HERE, f"{HERE}/deck", f"{HERE}/deck/present?draft", f"{HERE}/prepare", *ROOM)


class Counting(Visitor):
    """Somebody whose pages are counted in queries."""

    def __init__(self, account: Account | None) -> None:
        super().__init__(account)
        self.counts: dict[str, int] = {}

    def open(self, path: str) -> Page:
        with CaptureQueriesContext(connection) as asked:
            page = super().open(path)
        self.counts[path] = len(asked)
        return page


@contextmanager
def held_until(state: str) -> Iterator[None]:
    """The example before its meeting, in session with a vote open, or with drafted minutes and
    decisions; then as it was.
    """
    secretary = Visitor(Account.objects.get(person__handle="ashley-weltz"))
    at = END - timedelta(hours=3)
    with transaction.atomic():
        if state == "in session":
            at = BEGINNING + timedelta(minutes=5)
            _open_a_vote(secretary)
        elif state == "drafted":
            at = END + timedelta(hours=1)
            busy_day.prepare(secretary)
            busy_day.hold_a_busy_meeting(secretary)
        # As background work does within a minute.
        compare_again()
        with clock.fixed(at):
            yield
        transaction.set_rollback(True)


def _open_a_vote(secretary: Visitor) -> None:
    with clock.fixed(BEGINNING):
        act(secretary, "room/call-to-order")
        for who in busy_day.PRESENT[:-1]:
            act(secretary, "room/roll/add", who=who)
        sent = {"text": "To keep the beacon lit"}
        motion = secretary.post(f"{HERE}/4/motions", sent).path
        assert secretary.post(f"{motion}/open", {}).status == 200


def budget_of(path: str) -> int:
    page, kinds = path.partition("?")[0], len(all_kinds())
    if page in WAITING:
        return MOST + 2 * kinds + 2
    if page == LOOSE_ENDS:
        return MOST + 2 * kinds + OF_PEOPLE
    if ASK_EVERY_KIND.fullmatch(page):
        return MOST + 3 * kinds
    if DRAW_CHAPTERS.fullmatch(page):
        return MOST + len(report_kinds())
    if follows := FOLLOWS_THE_MEETING.fullmatch(page):
        beside = 3 if follows[1] == View.ROOM else 0
        return MOST + 1 + beside + len(parts_of(View(follows[1]))) + 2 * (path == ROOM_OF_TABLE)
    return MOST + 2 * (page == CALENDAR)


@pytest.mark.parametrize("state", ["before", "in session", "drafted"])
@pytest.mark.parametrize("who", READERS)
def test_no_page_asks_more_than_its_budget(filled: None, db: None, state: str, who: str) -> None:
    handle = READERS[who]
    with held_until(state):
        account = Account.objects.get(person__handle=handle) if handle else None
        reader = Counting(account)
        Crawl(reader, most_of_a_kind=3).run(*OF_THE_MEETING, *ALWAYS)

    over = {path: n for path, n in reader.counts.items() if n > budget_of(path)}
    assert over == {}
    assert {*OF_THE_MEETING, *ALWAYS} <= reader.counts.keys()
    assert len(reader.counts) > 50
