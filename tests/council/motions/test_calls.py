"""An open vote on the page of its meeting: everybody sees it, who may vote gets the button."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from secretariat.council.meetings.models import AgendaItem, Meeting
from secretariat.council.motions import commands
from tests.council.motions.conftest import Council, slug_of
from tests.council.motions.test_views import page_of, signed_in, text_of
from tests.council.motions.test_voting import cast, opened

MEETING = "/tc/2021-10-07"
LINE = "A vote is open: M-2021-01 Draw the map anew"
SHOWN = "A vote is open M-2021-01 Draw the map anew"
BUTTON = 'class="button primary" href="/tc/M-2021-01"'


def test_whoever_speaks_for_a_silent_seat_is_asked_to_vote(
    council: Council, session: Meeting
) -> None:
    opened(council, session)
    ben = signed_in(council, "Ben")

    before = page_of(ben, MEETING)
    ben.post("/tc/M-2021-01/vote", {"seat": slug_of("Ben"), "choice": "yes"})
    after = page_of(ben, MEETING)

    assert LINE in text_of(before)
    assert BUTTON in before
    assert f"{LINE} Your seat has voted yes; you can change it there." in text_of(after)
    assert BUTTON not in after


@pytest.mark.parametrize(
    ("name", "note"),
    [("Gus", "Your seat can vote once the roll call shows you present."), ("Al", ""), ("Sam", "")],
)
def test_who_cannot_vote_now_sees_that_a_vote_is_open(
    council: Council, session: Meeting, name: str, note: str
) -> None:
    opened(council, session)

    page = page_of(signed_in(council, name), MEETING)

    assert SHOWN in text_of(page)
    assert (f"{LINE} {note}" in text_of(page)) is bool(note)
    assert ("Your seat" in page) is bool(note)
    assert BUTTON not in page


def test_public_sees_the_open_vote_but_not_one_kept_for_members(
    council: Council, session: Meeting
) -> None:
    opened(council, session)
    public = text_of(page_of(Client(), MEETING))
    AgendaItem.objects.filter(slug="harbour-map").update(audience="members")

    hidden = text_of(page_of(Client(), MEETING))
    member = text_of(page_of(signed_in(council, "Ben"), MEETING))

    assert SHOWN in public
    assert "vote is open" not in hidden
    assert LINE in member


def test_closed_vote_is_called_for_no_longer(council: Council, session: Meeting) -> None:
    motion = opened(council, session)
    cast(council, motion, Ada="yes", Ben="yes", Cyd="yes", Dot="yes", Eve="yes", Fay="yes")

    commands.close_vote(council.secretary, motion)

    assert "vote is open" not in page_of(signed_in(council, "Ben"), MEETING)


def test_open_vote_costs_the_page_three_queries(council: Council, session: Meeting) -> None:
    ben = signed_in(council, "Ben")
    with CaptureQueriesContext(connection) as before:
        page_of(ben, MEETING)
    opened(council, session)

    with CaptureQueriesContext(connection) as after:
        page_of(ben, MEETING)

    assert len(after) - len(before) <= 3
