"""The floor and the course of the items on the pages: the room, the page for a seat, the wall."""

from __future__ import annotations

import html
import re
from typing import Protocol

import pytest
from django.test import Client

from secretariat.council.meetings import commands
from secretariat.council.meetings.models import AgendaItem, Meeting
from secretariat.foundation.records import clock
from tests import factories

from .conftest import Council, item_of, minute

MAP = "harbour-map"


class Page(Protocol):
    """What a client answers."""

    content: bytes


@pytest.fixture
def clerk(council: Council) -> Client:
    return client_of(council, "Sam")


def client_of(council: Council, name: str) -> Client:
    client = Client()
    client.force_login(factories.account(council.people[name]))
    return client


def words(answer: Page) -> str:
    """The page as one reads it."""
    text = re.sub(r"<script.*?</script>|<[^>]+>", " ", answer.content.decode())
    return " ".join(html.unescape(text).split())


def present(council: Council, session: Meeting, *names: str) -> None:
    for name in names:
        commands.mark_present(council.secretary, session, council.people[name])


def test_clerk_runs_the_queue(council: Council, session: Meeting, clerk: Client) -> None:
    present(council, session, "Ada", "Ben", "Cyd")
    room = f"/{session.ref}/room"
    for line in ("be", "cv", "aq /order"):
        assert clerk.post(f"{room}/speakers/ask", {"who": line}).status_code == 303
    shown = clerk.get(room).content.decode()
    assert 'aria-label="Who waits for the floor"' in shown
    queue = shown.index("Who waits for the floor")
    assert shown.index("Ada Quill", queue) < shown.index("Ben Stone", queue)

    clerk.post(f"{room}/speakers/give", {})
    assert "Ada Quill has the floor (point of order) since 07:05" in words(clerk.get(room))
    clerk.post(f"{room}/speakers/end", {"turn": "3"})
    clerk.post(f"{room}/speakers/move", {"turn": "2", "to": "up"})
    clerk.post(f"{room}/speakers/give", {})
    assert "Cyd Vale has the floor" in words(clerk.get(room))
    clerk.post(f"{room}/speakers/withdraw", {"turn": "1"})
    assert "Who waits for the floor" not in clerk.get(room).content.decode()


def test_refused_name_is_told_on_the_page(
    council: Council, session: Meeting, clerk: Client
) -> None:
    answer = clerk.post(f"/{session.ref}/room/speakers/ask", {"who": "zz"})

    assert answer.status_code == 409
    assert "Nobody who is present fits “zz”" in words(answer)


def test_member_asks_leaves_and_ends_from_the_own_page(council: Council, session: Meeting) -> None:
    member, seat = client_of(council, "Ben"), f"/{session.ref}/seat"
    speakers = f"/{session.ref}/room/speakers"
    assert "Ask for the floor Q" in words(member.get(seat))

    asked = member.post(f"{speakers}/ask", {"from": "seat", "wish": "speak"})
    assert (asked.status_code, asked["Location"]) == (303, seat)
    assert "You are next to speak." in words(member.get(seat))
    member.post(f"{speakers}/withdraw", {"from": "seat", "turn": "1"})
    assert "Ask for the floor" in words(member.get(seat))
    member.post(f"{speakers}/ask", {"from": "seat", "wish": "reply"})
    commands.give_floor(council.secretary, session)
    shown = words(member.get(seat))
    assert "Your turn: you have the floor." in shown
    assert "Ben Stone has the floor (reply)" in shown
    member.post(f"{speakers}/end", {"from": "seat", "turn": "2"})
    assert "Ask for the floor" in words(member.get(seat))
    assert member.post(f"{speakers}/give", {}).status_code == 403


def test_public_learns_no_name_of_the_queue(council: Council, session: Meeting) -> None:
    commands.open_item(council.secretary, item_of(session, MAP))
    commands.ask_to_speak(council.secretary, session, person=council.people["Ben"])
    commands.ask_to_speak(council.secretary, session, name="Gil Guest")
    commands.give_floor(council.secretary, session)
    pages = [f"/{session.ref}", f"/{session.ref}/projector"]
    pages += [f"/{session.ref}/live?view={view}" for view in ("page", "projector")]

    for page in pages:
        answer = Client().get(page)
        assert answer.status_code == 200, page
        shown = answer.content.decode()
        assert not [name for name in ("Ben Stone", "Gil Guest") if name in shown], page
    assert Client().post(f"/{session.ref}/room/speakers/ask", {}).status_code in {302, 403}


def test_clock_of_the_item_is_told_in_words(
    council: Council, session: Meeting, clerk: Client
) -> None:
    commands.open_item(council.secretary, item_of(session, MAP))
    with clock.fixed(minute(22)):
        room, wall = clerk.get(f"/{session.ref}/room"), Client().get(f"/{session.ref}/projector")

    assert "17 of 15 min: 2 min over" in words(room)
    assert "17 of 15 min: 2 min over" in words(wall)
    assert 'data-since="2021-10-07T14:05:00+00:00" data-planned="15"' in room.content.decode()
    assert "2 of 3 items left" not in words(room)
    assert "3 of 3 items left. Ends at 07:" in words(room)


def test_item_is_parked_and_put_back_in_the_room(
    council: Council, session: Meeting, clerk: Client
) -> None:
    commands.open_item(council.secretary, item_of(session, MAP))
    room = f"/{session.ref}/room"

    parked = clerk.post(f"{room}/park", {"item": MAP}, follow=True)

    assert "“Harbour map” is parked" in words(parked)
    assert 'aria-label="Parked items"' in parked.content.decode()
    session.refresh_from_db()
    assert session.current_item == item_of(session, "any-other-business")
    assert f'name="item" value="{MAP}"><button class="button quiet little" data-key="n"' in (
        clerk.get(room).content.decode()
    )
    clerk.post(f"{room}/unpark", {"item": MAP})
    assert "Parked items" not in clerk.get(room).content.decode()


def test_item_goes_to_the_next_meeting_in_the_room(
    council: Council, session: Meeting, clerk: Client
) -> None:
    told = clerk.post(f"/{session.ref}/room/to-next", {"item": MAP, "words": "late"}, follow=True)

    assert "“Harbour map” is put off; it is proposed for the next meeting" in words(told)
    assert item_of(session, MAP).outcome == "late"


def test_sentence_pulls_forward_what_needs_a_quorum(
    council: Council, session: Meeting, clerk: Client
) -> None:
    AgendaItem.objects.filter(meeting=session, slug="any-other-business").update(
        options={"motion": "To sail"}
    )
    present(council, session, "Ada", "Ben", "Cyd")
    room = f"/{session.ref}/room"
    shown = clerk.get(room)
    assert "Quorum hangs on every seat: 3 present, needs 3." in words(shown)
    assert 'data-key="!"' in shown.content.decode()

    told = clerk.post(f"{room}/pull", {"items": "any-other-business"}, follow=True)

    assert "Next: “Any other business”. The numbers stand." in words(told)
    assert 'data-key="!"' not in told.content.decode()
