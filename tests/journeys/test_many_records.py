"""A page asks the database as often for thirty records of a kind as for three, and holds to its
budget.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from secretariat.council.meetings.models import Meeting
from secretariat.faces.api.v1 import document
from secretariat.foundation.people.models import Account, Body, Person
from secretariat.foundation.records import clock
from tests import factories
from tests.journeys.many_records import Council, keep
from tests.journeys.meeting import BEGINNING, HERE
from tests.journeys.test_query_budget import Counting, budget_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

FEW, MANY = 3, 30
LISTS = (
    "talks talks/webinars events relations consultations papers glossary reports focus referrals "
    "updates elections conduct loose-ends history feed.atom feed.json dates.ics"
)
PAGES = (
    "/",
    "/tac",
    "/me",
    *(f"/tac/{name}" for name in LISTS.split()),
    HERE,
    f"{HERE}/prepare",
    f"{HERE}/deck",
)
SECRETARY = "ashley-weltz"
READERS = ("", "dan-middleton", SECRETARY)


@pytest.fixture
def council(filled: None, db: None) -> Council:
    """The example council with another body of the same organization."""
    body = Body.objects.get(slug="tac")
    other = factories.body("harbour-board", "Harbour Board", host=body.host)
    return Council(
        body=body,
        other=other,
        person=Person.objects.get(handle="dan-middleton"),
        coming=Meeting.objects.get(body=body, slug="2021-10-07"),
        past=Meeting.objects.get(body=body, slug="2021-09-09"),
    )


def test_pages_ask_as_often_for_thirty_records_as_for_three(council: Council) -> None:
    keep(council, range(FEW))
    few = _counted()
    keep(council, range(FEW, MANY))
    many = _counted()

    assert {page: (few[page], many[page]) for page in few if many[page] > few[page]} == {}
    assert {page: count for page, count in many.items() if count > budget_of(page[1])} == {}


def _counted() -> dict[tuple[str, str], int]:
    """How often each page asks, by reader and address."""
    found = {}
    paths = [*PAGES, *_lists_of_the_interface()]
    with clock.fixed(BEGINNING - timedelta(hours=1)):
        for handle in READERS:
            account = Account.objects.get(person__handle=handle) if handle else None
            reader = Counting(account)
            for path in paths:
                status = reader.open(path).status
                assert status == 200 or (status == 403 and handle != SECRETARY), path
                found[handle, path] = reader.counts[path]
    return found


def _lists_of_the_interface() -> list[str]:
    paths = (path.replace("{body}", "tac") for path in document()["paths"])
    return [f"{path}?limit=200" for path in paths if "{" not in path and "search" not in path]
