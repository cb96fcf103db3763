"""A form that is sent again with its key: answered like the first, done once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from secretariat.council.meetings.models import Meeting, Note, Presence
from secretariat.foundation.records import clock
from secretariat.foundation.records.models import Entry, Once
from tests import factories
from tests.council.meetings.conftest import Council, minute

pytestmark = pytest.mark.django_db
MEETING = "/tc/2021-10-07"
ROOM = f"{MEETING}/room"
HERE = {"Referer": f"http://testserver{ROOM}?item=harbour-map"}


@pytest.fixture
def clerk(council: Council, session: Meeting, client: Client) -> Client:
    client.force_login(factories.account(council.people["Sam"]))
    return client


def send(clerk: Client, path: str, **fields: Any) -> tuple[int, str]:
    """What a form of the room is answered, ten minutes into the meeting."""
    with clock.fixed(minute(10)):
        answer = clerk.post(f"{MEETING}/{path}", fields, headers=HERE)
    return answer.status_code, answer.headers.get("Location", "")


def noted() -> list[str]:
    return list(Note.objects.order_by("id").values_list("text", flat=True))


def test_note_sent_again_is_there_once_and_leads_back_to_the_room(clerk: Client) -> None:
    key = uuid4()
    first = send(clerk, "2/notes", text="The map is new.", once=key)
    acts = Entry.objects.count()
    again = send(clerk, "2/notes", text="The map is new.", once=key)

    assert noted() == ["The map is new."]
    assert Entry.objects.count() == acts
    assert first[0] == again[0] == 303
    assert again[1] == f"{ROOM}?item=harbour-map"


def test_form_without_a_key_or_with_none_of_ours_is_done_each_time(clerk: Client) -> None:
    for key in ("", "not a key"):
        send(clerk, "2/notes", text="Twice", once=key)

    assert noted() == ["Twice", "Twice"]


def test_act_whose_thing_is_gone_is_answered_like_the_first_time(clerk: Client) -> None:
    send(clerk, "2/notes", text="A slip")
    note, key = Note.objects.get(), uuid4()
    gone = f"2/notes/{note.sequence}/remove"
    statuses = [send(clerk, gone, seen=note.revision, once=key)[0] for _ in range(2)]

    assert statuses == [303, 303]
    assert noted() == []


def test_act_that_leads_elsewhere_leads_there_again(clerk: Client) -> None:
    key = uuid4()
    first = send(clerk, "room/adjourn", once=key)
    again = send(clerk, "room/adjourn", once=key)

    assert first == again == (303, f"{MEETING}/to-do")
    assert Once.objects.get().led_to == f"{MEETING}/to-do"


def test_refused_form_may_be_sent_again_with_its_key(clerk: Client) -> None:
    key = uuid4()
    assert send(clerk, "2/notes", text=" ", once=key)[0] == 409
    assert send(clerk, "2/notes", text="Now with words", once=key)[0] == 303
    assert noted() == ["Now with words"]


def test_address_elsewhere_is_not_followed(clerk: Client) -> None:
    key = uuid4()
    send(clerk, "2/notes", text="One", once=key)
    again = send(clerk, "2/notes", text="One", once=key, next="https://elsewhere.example.org/")

    assert again[1] == f"{ROOM}?item=harbour-map"


def test_stranger_with_a_used_key_learns_nothing_but_where_it_came_from(
    clerk: Client, client: Client
) -> None:
    key = uuid4()
    send(clerk, "2/notes", text="One", once=key)
    client.logout()

    assert send(client, "2/notes", text="Two", once=key) == (303, f"{ROOM}?item=harbour-map")
    assert noted() == ["One"]


def test_note_and_marks_that_waited_count_from_when_they_were_typed(
    clerk: Client, council: Council
) -> None:
    send(clerk, "room/take-up", item="harbour-map")
    send(clerk, "2/notes", text="Typed in the cut", typed_ago="60")
    send(clerk, "room/roll/add", who="Gil Forth (Gannet)", choice="new", typed_ago="120")

    typed = minute(10)
    stay = Presence.objects.get(attendance__printed_name="Gil Forth")
    assert Note.objects.get().written_at == typed - timedelta(minutes=1)
    assert stay.arrived_at == typed - timedelta(minutes=2)

    send(clerk, "room/roll/leave", person=stay.attendance.person.handle, typed_ago="30")
    stay.refresh_from_db()
    assert stay.left_at == typed - timedelta(seconds=30)
