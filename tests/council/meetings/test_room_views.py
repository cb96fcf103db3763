"""The room through plain forms, as a browser without JavaScript sends them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from secretariat.council.meetings import commands, room_panels
from secretariat.council.meetings.models import Attendance, Meeting
from secretariat.council.meetings.snapshots import meeting_snapshot
from secretariat.foundation.people.models import Account, Person
from secretariat.foundation.records import clock
from tests import factories

from .conftest import Council, item_of, minute

ROOM = "/tc/2021-10-07/room"
Send = Callable[..., str]


@pytest.fixture
def clerk(council: Council, client: Client) -> Client:
    client.force_login(factories.account(council.people["Sam"]))
    return client


@pytest.fixture
def send(clerk: Client) -> Send:
    """Post a form of the room and answer with the page that follows."""

    def post(act: str, **fields: Any) -> str:
        answer = clerk.post(f"{ROOM}/{act}", fields, follow=True)
        assert answer.status_code == 200, answer.content.decode()
        return answer.content.decode()

    return post


def marked(meeting: Meeting) -> list[str]:
    return list(meeting.attendances.values_list("printed_name", flat=True))


def test_clerk_plays_a_meeting_through_forms(
    council: Council, agenda: Meeting, clerk: Client, send: Send
) -> None:
    with clock.fixed(minute(0)):
        assert "Take the roll call" in send("call-to-order")
    with clock.fixed(minute(3)):
        for who in ("Ada Quill", "bs", "Cyd"):
            send("roll/add", who=who)
        send("roll/add", who="Gil Forth (Gannet Systems)", choice="new")
        page = send("settle", item="welcome-roll-call-and-introductions", words="All welcome")
        assert "3 of 5 seats, needs 3" in page
        clerk.post("/tc/2021-10-07/2/notes", {"text": "The map is new."})
        send("settle", item="harbour-map")
        assert "last item" in send("settle", item="any-other-business")
    with clock.fixed(minute(30)):
        answer = clerk.post(f"{ROOM}/adjourn")
        assert (answer.status_code, answer["Location"]) == (303, "/tc/2021-10-07/to-do")
        after = clerk.get("/tc/2021-10-07/to-do").content.decode()
    assert "Everything on the agenda was dealt with." in after

    meeting = Meeting.objects.get(pk=agenda.pk)
    snapshot = meeting_snapshot(meeting, council.secretary)
    assert (meeting.state, meeting.adjourned_at) == ("drafted", minute(30))
    assert [(i.state, i.outcome) for i in snapshot.items] == [
        ("settled", "All welcome"),
        ("settled", ""),
        ("settled", ""),
    ]
    assert snapshot.items[1].notes[0].text == "The map is new."


def test_part_that_was_not_taken_up_is_named_before_its_item_is_settled(
    council: Council, session: Meeting, send: Send
) -> None:
    topic = session.items.get(slug="harbour-map")
    for title in ("Depths", "Lights"):
        commands.add_item(council.secretary, session, commands.NewItem(title=title, part_of=topic))
    with clock.fixed(minute(3)):
        send("take-up", item="depths")
        asked = send("settle", item="harbour-map")
        states = [item.state for item in session.items.filter(part_of=topic)]
        send("settle", item="harbour-map", anyway="yes")

    assert "“Lights” was not taken up: it counts as not reached." in asked
    assert "“Depths” has nothing on record: it counts as not reached." in asked
    assert states == ["open", "open"]
    assert [item.state for item in session.items.filter(part_of=topic)] == ["skipped", "skipped"]


def test_marked_in_the_roll_call_means_there_from_the_beginning(
    session: Meeting, send: Send
) -> None:
    send("roll/add", who="Ada Quill")
    send("take-up", item="harbour-map")
    send("roll/mark", person="ben-stone")

    stays = [line.stretches.get().arrived_at for line in Attendance.objects.order_by("position")]
    assert stays == [minute(2), minute(5)]


def test_ambiguous_letters_ask_who_is_meant(session: Meeting, clerk: Client, send: Send) -> None:
    page = send("roll/add", who="d")
    assert "Who is “d”?" in page
    assert 'value="dot-hale"' in page
    assert marked(session) == []

    send("roll/add", who="d", choice="dot-hale")
    assert marked(session) == ["Dot Hale"]


def test_unknown_letters_are_refused_in_words(session: Meeting, clerk: Client) -> None:
    answer = clerk.post(f"{ROOM}/roll/add", {"who": "zz"})

    assert answer.status_code == 409
    assert "Nobody who is still missing fits “zz”" in answer.content.decode()


def test_act_by_htmx_answers_with_the_inner_room(session: Meeting, clerk: Client) -> None:
    answer = clerk.post(
        f"{ROOM}/roll/mark", {"person": "ada-quill"}, headers={"HX-Request": "true"}, follow=True
    )

    page = answer.content.decode()
    assert "<html" not in page
    assert "1 of 5 seats, needs 3" in page


def test_room_is_read_only_for_staff(council: Council, session: Meeting, client: Client) -> None:
    pat = factories.person("Pat Staff")
    factories.office(council.body, "staff", pat)
    client.force_login(factories.account(pat))

    page = client.get(ROOM).content.decode()

    assert "Keep the note" in page
    assert "roll/mark" not in page
    assert client.post(f"{ROOM}/roll/mark", {"person": "ada-quill"}).status_code == 403


def test_adjourning_says_first_what_is_not_reached(session: Meeting, clerk: Client) -> None:
    page = clerk.get(f"{ROOM}/adjourn").content.decode()

    not_reached = page.partition("Not reached")[2].partition("</ul>")[0]
    assert "Harbour map" in not_reached
    assert "Any other business" in not_reached
    assert Meeting.objects.get(pk=session.pk).state == Meeting.State.CALLED


def test_note_is_changed_and_a_clash_shows_both(
    council: Council, session: Meeting, clerk: Client
) -> None:
    item = item_of(session, "harbour-map")
    note = commands.add_note(council.secretary, item, "One")
    fields = {"text": "One, said Ada", "kind": "note", "audience": "public"}
    assert clerk.post("/tc/2021-10-07/2/notes/1", {**fields, "seen": 1}).status_code == 303

    clash = clerk.post("/tc/2021-10-07/2/notes/1", {**fields, "text": "One, said Ben", "seen": 1})
    page = clash.content.decode()
    assert clash.status_code == 409
    assert "One, said Ada" in page
    assert "One, said Ben" in page

    merged = {**fields, "text": "One, said both", "seen": 2}
    clerk.post("/tc/2021-10-07/2/notes/1", merged)
    note.refresh_from_db()
    assert note.text == "One, said both"


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ("in", [("One", 0), ("Two", 1)]),
        ("up", [("Two", 0), ("One", 0)]),
        ("remove", [("One", 0)]),
    ],
)
def test_note_is_moved_nested_or_taken_away(
    how: str, expected: list[tuple[str, int]], council: Council, session: Meeting, clerk: Client
) -> None:
    item = item_of(session, "harbour-map")
    for text in ("One", "Two"):
        commands.add_note(council.secretary, item, text)

    clerk.post(f"/tc/2021-10-07/2/notes/2/{how}", {"seen": 1})

    assert list(item.notes.values_list("text", "depth")) == expected


def test_line_and_stays_are_corrected(session: Meeting, clerk: Client, send: Send) -> None:
    send("roll/add", who="Ada Quill")
    fields = {"name": "Ada Q. Quill", "organization": "Amber", "note": "by phone", "seen": 1}
    clerk.post(f"{ROOM}/people/ada-quill", fields)
    with clock.fixed(minute(60)):
        stays = {"stays": "07:05-07:20\n07:30-", "reason": "Was away"}
        clerk.post(f"{ROOM}/people/ada-quill/stays", stays)

    line = Attendance.objects.get()
    assert (line.printed_name, line.note) == ("Ada Q. Quill", "by phone")
    assert list(line.stretches.values_list("arrived_at", "left_at")) == [
        (minute(5), minute(20)),
        (minute(30), None),
    ]


@pytest.mark.parametrize("stays", ["7", "25:00-", "07:10-07:05", "from seven to eight"])
def test_unreadable_stays_are_refused(stays: str, session: Meeting, clerk: Client) -> None:
    clerk.post(f"{ROOM}/roll/add", {"who": "Ada Quill"})

    answer = clerk.post(f"{ROOM}/people/ada-quill/stays", {"stays": stays, "reason": "x"})

    assert answer.status_code == 409
    assert Attendance.objects.get().stretches.get().arrived_at == minute(2)


@pytest.fixture
def _greeting_panel() -> Iterator[None]:
    room_panels.register("web/parts/steps.html", lambda *_: {"steps": ()})
    yield
    room_panels.unregister("web/parts/steps.html")


@pytest.mark.usefixtures("_greeting_panel")
def test_other_apps_add_their_panel(session: Meeting, clerk: Client) -> None:
    assert '<ol class="steps">' in clerk.get(ROOM).content.decode()


def test_room_costs_the_same_for_one_and_for_many(
    council: Council, session: Meeting, clerk: Client, send: Send
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            clerk.get(f"{ROOM}?item=harbour-map")
        return len(queries)

    send("roll/add", who="Ada Quill")
    few = cost()
    for who in ("Ben Stone", "Cyd Vale", "Gil Forth (Gannet Systems)"):
        send("roll/add", who=who)
    for text in ("One", "Two", "Three"):
        commands.add_note(council.secretary, item_of(session, "harbour-map"), text)

    assert cost() == few


@pytest.mark.parametrize("act", ["mark", "leave", "unmark", "proxy"])
def test_roll_call_tells_nobody_whom_the_record_knows_who_may_not_take_it(
    act: str, session: Meeting, client: Client
) -> None:
    factories.account(Person.objects.get(handle="cyd-vale"))
    client.force_login(Account.objects.get(person__handle="cyd-vale"))

    known, unknown = (
        client.post(f"{ROOM}/roll/{act}", {"person": who, "seat": "tc/amber-works"})
        for who in ("ada-quill", "nobody-at-all")
    )

    assert (known.status_code, unknown.status_code) == (403, 403)
