"""The list, the page of one action, and the room's two panels, through plain forms."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from secretariat.council.actions import commands
from secretariat.council.actions.models import Action
from secretariat.council.actions.queries import reviewed_actions
from secretariat.council.meetings.snapshots import snapshot_for
from secretariat.foundation.records import clock
from tests import factories
from tests.council.actions.conftest import (
    KIND,
    Council,
    day,
    fresh,
    in_session,
    minute,
    raised,
)


@pytest.fixture
def secretary(council: Council) -> Client:
    """A browser signed in as the secretary."""
    client = Client()
    client.force_login(factories.account(council.people["Sam"]))
    return client


def page_of(client: Client, address: str) -> str:
    """The page at an address, which must be there."""
    response = client.get(address)
    assert response.status_code == 200, response.content.decode()
    return response.content.decode()


def text_of(page: str) -> str:
    """What the page says, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_action_is_raised_on_the_list_and_found_on_its_page(
    council: Council, weeks_before: None, secretary: Client
) -> None:
    typed = {"text": "Draw the map", "owner_words": "Ada/project mentors", "due": "after the gale"}

    answer = secretary.post("/tc/actions", typed)

    assert (answer.status_code, answer["Location"]) == (303, "/tc/A-1")
    page = text_of(page_of(Client(), "/tc/A-1"))
    assert "Owners Ada/project mentors" in page
    assert "Due after the gale" in page
    assert "Raised for Ada/project mentors" in page


def test_page_names_the_people_whom_the_owners_mean_that_day(
    council: Council, weeks_before: None, secretary: Client
) -> None:
    raised(council, "Ask the projects", ["project mentors", "Ada"])
    raised(council, "Find a printer", ["vice chair"])

    mentors, vacant = (text_of(page_of(Client(), f"/tc/A-{number}")) for number in (1, 2))
    secretary.post("/tc/A-1/said", {"state": "done", "note": "All were asked"})

    assert "Today that is Ben Stone , Cyd Vale , Ada Quill" in mentors
    assert "Today that is nobody: name a person" in vacant
    assert "That was Ben Stone , Cyd Vale , Ada Quill" in text_of(page_of(Client(), "/tc/A-1"))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"text": "Draw", "owner_words": "Zed"}, "Nobody called “Zed” is known here."),
        ({"text": "Draw", "owner_words": "Eric"}, "“Eric” may be Eric North or Eric Vane."),
        ({"text": "", "owner_words": "Ada"}, "This field is required."),
        ({"text": "Draw", "due": "32 OCT 2021"}, "“32 OCT 2021” is not a date"),
    ],
)
def test_refused_action_keeps_what_was_typed(
    council: Council, weeks_before: None, secretary: Client, typed: dict[str, str], said: str
) -> None:
    answer = secretary.post("/tc/actions", typed)

    page = answer.content.decode()
    assert answer.status_code == (409 if typed["text"] else 422)
    assert said in text_of(page)
    assert all(value in page for value in typed.values())
    assert not Action.objects.exists()


def test_visitor_reads_and_does_not_write(council: Council, action: Action) -> None:
    page = page_of(Client(), "/tc/actions")
    answer = Client().post("/tc/A-1/said", {"state": "in_progress"})

    assert "Draw the harbour map" in page
    assert "New action" not in page
    assert answer.status_code == 403
    assert fresh(action).state == "open"


def test_list_shows_state_age_and_what_is_overdue(council: Council, weeks_before: None) -> None:
    raised(council, "Paint the pier", ["Ben"], due="1 Oct 2021")
    in_session(council)
    with clock.fixed(day(1)):
        page = text_of(page_of(Client(), "/tc/actions"))
        filtered = text_of(page_of(Client(), "/tc/actions?state=in_progress"))

    assert "1 open 1 overdue" in page
    assert "A-1 Ben Paint the pier Open Overdue 1 Oct 2021 carried through 1 meeting since" in page
    assert "No action fits" in filtered


def test_ended_action_shows_its_reason(council: Council, action: Action) -> None:
    commands.close_action(council.secretary, action, "done", reason="The map hangs")

    assert "The map hangs" in page_of(Client(), "/tc/actions?state=closed")
    assert "Why it ended The map hangs, 16 Sep 2021" in text_of(page_of(Client(), "/tc/A-1"))


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ({"state": "in_progress", "note": "Half"}, "in_progress"),
        ({"state": "postponed", "due": "after the gale"}, "postponed"),
        ({"state": "dropped", "note": "No paper"}, "dropped"),
        ({"state": "done", "note": "The map hangs"}, "done"),
        ({"state": "open"}, "open"),
    ],
)
def test_what_is_said_is_kept(
    council: Council, action: Action, secretary: Client, typed: dict[str, str], state: str
) -> None:
    secretary.post("/tc/A-1/said", typed)

    assert fresh(action).state == state
    assert action.updates.count() == 2


@pytest.mark.parametrize("state", ["done", "dropped", "moved"])
def test_action_ended_without_a_reason_is_refused_in_words(
    council: Council, action: Action, secretary: Client, state: str
) -> None:
    answer = secretary.post("/tc/A-1/said", {"state": state, "note": " "})

    assert answer.status_code == 409
    assert "An action is not ended without a reason; it stays open." in answer.content.decode()
    assert fresh(action).state == "open"


def test_words_owners_and_due_date_are_changed_on_the_page(
    council: Council, action: Action, secretary: Client
) -> None:
    typed = {"text": "Draw both maps", "owner_words": "Ben/Cyd", "due_text": "", "seen": "1"}

    secretary.post("/tc/A-1/edit", typed)

    assert (fresh(action).text, fresh(action).owner_words) == ("Draw both maps", "Ben/Cyd")


def test_second_editor_sees_both_texts_and_saves_them_together(
    council: Council, action: Action, secretary: Client
) -> None:
    first = {"text": "Draw both maps", "owner_words": "Ada", "due_text": "", "seen": "1"}
    secretary.post("/tc/A-1/edit", first)

    refused = secretary.post("/tc/A-1/edit", first | {"text": "Draw the chart"})
    merged = secretary.post(
        "/tc/A-1/edit", first | {"text": "Draw both maps and the chart", "seen": "2"}
    )

    assert refused.status_code == 409
    assert "Draw both maps\nDraw the chart" in refused.content.decode()
    assert merged.status_code == 303
    assert fresh(action).text == "Draw both maps and the chart"


def test_action_is_split_linked_and_reopened_on_its_page(
    council: Council, weeks_before: None, secretary: Client
) -> None:
    raised(council, "Ask the project", ["project mentors"])
    secretary.post("/tc/A-1/link", {"link": "https://example.org/issues/7"})
    secretary.post("/tc/A-1/split")
    split = text_of(page_of(secretary, "/tc/A-1"))
    secretary.post("/tc/A-1/reopen", {"reason": "One is left over"})

    assert "Broken out into A-2 A-3" in split
    assert "https://example.org/issues/7" in split
    assert Action.objects.get(sequence=1).state == "open"


def test_one_line_in_the_room_becomes_an_action(council: Council, secretary: Client) -> None:
    meeting = in_session(council)
    item = meeting.items.get(slug="any-other-business")
    room = f"/{meeting.ref}/room?item={item.slug}"
    with clock.fixed(minute(30)):
        line = {
            "line": "[Ada/Eric V] Paint the pier /due 21 Oct 2021",
            "raised_ref": f"{meeting.ref}/{item.number}",
            "next": room,
        }
        answer = secretary.post("/tc/actions/line", line)
        page = text_of(page_of(secretary, room))

    action = Action.objects.get()
    assert answer["Location"] == room
    assert (action.owner_words, action.raised_ref) == ("Ada/Eric V", f"{meeting.ref}/{item.number}")
    assert "A-1 [Ada/Eric V] Paint the pier (due 21 Oct 2021)" in page


def test_new_actions_stand_under_their_item_and_once_in_all(
    council: Council, secretary: Client
) -> None:
    meeting = in_session(council)
    first, second = list(meeting.items.order_by("position"))[:2]
    with clock.fixed(minute(30)):
        for item, line in ((first, "[Ada] Paint the pier"), (second, "[Ben] Sound the bell")):
            raised_ref = f"{meeting.ref}/{item.number}"
            secretary.post("/tc/actions/line", {"line": line, "raised_ref": raised_ref})
        room = page_of(secretary, f"/{meeting.ref}/room?item={second.slug}")

    here = room.partition('id="raised"')[2].partition("</ol>")[0]
    everywhere = room.partition('id="all-raised"')[2].partition("</ol>")[0]
    assert ("Sound the bell" in here, "Paint the pier" in here) == (True, False)
    assert "All 2 new actions of this meeting" in room
    assert f"[Ada] Paint the pier item {first.number}" in text_of(f"<ol {everywhere}")
    assert f"[Ben] Sound the bell item {second.number}" in text_of(f"<ol {everywhere}")
    assert room.count("Paint the pier") == 1


def test_review_in_the_room_goes_from_action_to_action(
    council: Council, action: Action, secretary: Client
) -> None:
    raised(council, "Paint the pier", ["Ben"])
    meeting = in_session(council)
    item = meeting.items.get(kind=KIND)
    room = f"/{meeting.ref}/room?item={item.slug}"
    keyed = re.compile(r'action="/tc/(A-\d+)/said"(?:(?!action=).)*?data-key="i"', re.DOTALL)
    with clock.fixed(minute(10)):
        first = keyed.search(page_of(secretary, room))
        report = {"state": "in_progress", "meeting_ref": meeting.ref, "next": room}
        secretary.post("/tc/A-1/said", report)
        second = keyed.search(page_of(secretary, room))
        secretary.post("/tc/A-2/said", report | {"state": "open"})
        last = page_of(secretary, room)

    assert first is not None
    assert second is not None
    assert (first[1], second[1]) == ("A-1", "A-2")
    assert "All 2 reviewed" in last
    assert keyed.search(last) is None


def test_action_ended_by_a_slip_is_opened_again_in_the_room(
    council: Council, action: Action, secretary: Client
) -> None:
    meeting = in_session(council)
    room = f"/{meeting.ref}/room?item={meeting.items.get(kind=KIND).slug}"
    posted = {"meeting_ref": meeting.ref, "next": room}
    with clock.fixed(minute(10)):
        secretary.post("/tc/A-1/said", posted | {"state": "done", "note": "It hangs."})
        offered = page_of(secretary, room)
        secretary.post("/tc/A-1/reopen", posted | {"reason": "The wrong line."})
        secretary.post("/tc/A-1/said", posted | {"state": "in_progress", "note": "Soon."})
        again = page_of(secretary, room)
    with clock.fixed(minute(20)):
        reviewed = reviewed_actions(snapshot_for(meeting), minute(20))

    assert 'action="/tc/A-1/reopen"' in offered
    assert 'action="/tc/A-1/reopen"' not in again
    assert [(each.state, each.said) for each in reviewed] == [("in_progress", ("Soon.",))]


def test_page_before_the_end_says_how_many_actions_are_new(
    council: Council, secretary: Client
) -> None:
    with clock.fixed(minute(-5)):
        meeting = in_session(council)
    page = f"/{meeting.ref}/room/adjourn"
    with clock.fixed(minute(10)):
        before = page_of(secretary, page)
        for line in ("Paint the pier", "Sweep it"):
            commands.raise_from_line(council.secretary, council.body, line, raised_ref=meeting.ref)
        after = page_of(secretary, page)

    assert "No new action was raised." in before
    assert "2 new actions: A-1 and A-2." in after


def test_actions_nobody_spoke_of_are_named_before_the_item_is_settled(
    council: Council, action: Action, secretary: Client
) -> None:
    raised(council, "Paint the pier", ["Ben"])
    meeting = in_session(council)
    item = meeting.items.get(kind=KIND)
    settle = f"/{meeting.ref}/room/settle"
    with clock.fixed(minute(10)):
        secretary.post("/tc/A-1/said", {"state": "open", "meeting_ref": meeting.ref})
        typed = {"item": item.slug, "words": "Half of them"}
        asked = secretary.post(settle, typed, follow=True).content.decode()
        state = meeting.items.get(pk=item.pk).state
        secretary.post(settle, typed | {"anyway": "yes"})

    assert "1 action not reviewed: it stays as it is." in asked
    assert 'value="Half of them"' in asked
    assert 'name="anyway"' in asked
    assert state == "open"
    settled = meeting.items.get(pk=item.pk)
    assert (settled.state, settled.outcome) == ("settled", "Half of them")
    assert Action.objects.get(sequence=2).state == "open"


def test_reviewed_item_is_settled_without_a_question(
    council: Council, action: Action, secretary: Client
) -> None:
    meeting = in_session(council)
    item = meeting.items.get(kind=KIND)
    with clock.fixed(minute(10)):
        secretary.post("/tc/A-1/said", {"state": "in_progress", "meeting_ref": meeting.ref})
        secretary.post(f"/{meeting.ref}/room/settle", {"item": item.slug})

    assert meeting.items.get(pk=item.pk).state == "settled"


def test_pages_ask_as_often_for_three_actions_as_for_one(
    council: Council, weeks_before: None
) -> None:
    counts = []
    for number in range(3):
        raised(council, f"No. {number}", ["Ben"])
        with CaptureQueriesContext(connection) as asked:
            page_of(Client(), "/tc/actions")
        counts.append(len(asked))

    assert counts == [counts[0]] * 3
    assert counts[0] <= 20


@pytest.mark.parametrize("ending", ["csv", "json", "md"])
def test_files_are_downloaded_as_of_a_day(council: Council, action: Action, ending: str) -> None:
    now = Client().get(f"/tc/actions.{ending}")
    before = Client().get(f"/tc/actions.{ending}?as_of=2021-09-15")

    assert "Draw the harbour map" in now.content.decode()
    assert before.status_code == 200
    assert "Draw the harbour map" not in before.content.decode()


def test_day_that_is_none_is_refused(council: Council) -> None:
    answer = Client().get("/tc/actions.csv?as_of=yesterday")

    assert answer.status_code == 400
    assert "“yesterday” is not a day." in answer.content.decode()


def test_unknown_action_is_not_found(council: Council) -> None:
    assert Client().get("/tc/A-99").status_code == 404
