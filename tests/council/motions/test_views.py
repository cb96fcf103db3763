"""The register and the pages of motions, and a vote taken through plain forms."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from secretariat.council.meetings.models import AgendaItem, Meeting
from secretariat.council.motions import commands
from secretariat.council.motions.models import Motion, Vote
from tests import factories
from tests.council.motions.conftest import Council, slug_of
from tests.council.motions.test_moving import moved
from tests.council.motions.test_queries import decided
from tests.council.motions.test_voting import cast, opened

ROOM = "/tc/2021-10-07/room?item=harbour-map"


def signed_in(council: Council, name: str) -> Client:
    """A browser signed in as somebody of the council."""
    client = Client()
    client.force_login(factories.account(council.people[name]))
    return client


@pytest.fixture
def secretary(council: Council) -> Client:
    return signed_in(council, "Sam")


def page_of(client: Client, address: str) -> str:
    """The page at an address, which must be there."""
    response = client.get(address)
    assert response.status_code == 200, response.content.decode()
    return response.content.decode()


def text_of(page: str) -> str:
    """What the page says, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_motion_goes_from_the_form_to_the_register(
    council: Council, session: Meeting, secretary: Client
) -> None:
    item = AgendaItem.objects.get(slug="harbour-map")
    url = f"/tc/2021-10-07/{item.number}/motions"

    answer = secretary.post(
        url, {"text": "Draw the map", "mover": "ben-stone", "seconder": "cyd-vale", "next": ROOM}
    )
    secretary.post("/tc/M-2021-01/consent", {"abstaining": slug_of("Eve"), "next": ROOM})

    assert (answer.status_code, answer["Location"]) == (303, ROOM)
    page = text_of(page_of(Client(), "/tc/decisions"))
    assert "M-2021-01" in page
    assert "Carried by general consent, without objection: 5 yes, 0 no, 1 abstain" in page


def test_motion_that_waits_is_named_before_its_item_is_settled(
    council: Council, session: Meeting, secretary: Client
) -> None:
    moved(council, session)
    settle = "/tc/2021-10-07/room/settle"

    asked = secretary.post(settle, {"item": "harbour-map"}, follow=True).content.decode()
    before = AgendaItem.objects.get(slug="harbour-map").state
    secretary.post(settle, {"item": "harbour-map", "anyway": "yes"})

    assert "M-2021-01 is moved and not decided. Defer it (f), or leave it undecided" in asked
    assert (before, AgendaItem.objects.get(slug="harbour-map").state) == ("open", "settled")


def test_kind_decided_only_by_mail_cannot_be_chosen_in_the_room(
    council: Council, session: Meeting, secretary: Client
) -> None:
    version = council.body.rule_books.get()
    version.text += '\n[decisions.election.mail]\nneeds = "more than 1/2 of all seats"\n'
    version.text += '[decisions.stage_change.meeting]\nneeds = "at least 2/3 of all seats"\n'
    version.save()
    moved(council, session)

    room, page = page_of(secretary, ROOM), page_of(secretary, "/tc/M-2021-01")

    for shown in (room, page):
        assert re.findall(r'<option value="(general|election|stage_change)"', shown) == [
            "general",
            "stage_change",
        ]


def test_result_is_said_in_one_sentence_and_explained_below(
    council: Council, session: Meeting, secretary: Client
) -> None:
    cast(council, opened(council, session), Ada="yes", Ben="yes", Cyd="yes", Dot="yes", Eve="no")
    live = text_of(page_of(secretary, ROOM))

    answer = secretary.post("/tc/M-2021-01/close", {"next": ROOM}, follow=True)

    assert "4 yes, 1 no, 0 abstain, 0 recused; 4 yes needed Carried already" in live
    assert live.count("can change this") == 1
    short = "Carried: 4 yes, 1 no, 1 not voted; 4 yes needed."
    for shown in (answer.content.decode(), page_of(Client(), "/tc/M-2021-01")):
        assert re.search(rf"<p[^>]*>{short}</p>\s*<details>", shown)
        assert "needs more than half of the 6 seats present, that is 4" in shown


def test_vote_is_taken_by_seat_through_forms(
    council: Council, session: Meeting, secretary: Client
) -> None:
    moved(council, session)
    secretary.post("/tc/M-2021-01/open")
    for name, choice in (("Ada", "yes"), ("Ben", "no")):
        secretary.post("/tc/M-2021-01/vote", {"seat": slug_of(name), "choice": choice})
    change = {"seat": slug_of("Ben"), "choice": "abstain", "reason": "Heard wrong"}
    secretary.post("/tc/M-2021-01/vote-change", change)
    secretary.post("/tc/M-2021-01/vote-rest", {"choice": "yes"})
    secretary.post("/tc/M-2021-01/close")

    page = text_of(page_of(Client(), "/tc/M-2021-01"))
    assert "Carried: 5 yes, 0 no, 1 abstain, 0 recused, 0 not voted" in page
    assert "Quorum at the vote: 6 of 9 seats, needs 5" in page
    assert "General decisions: needs the yes of more than half of the seats present" in page
    assert "Birch Labs Ben Stone / Bea Marsh Abstain Ben Stone" in page


@pytest.mark.parametrize(
    ("choice", "seat", "said"),
    [
        ("yes", "Gus", "Grove Online is not present, so it cannot vote."),
        ("yes", "Ada", "Amber Works has voted no by Ada Quill"),
        ("perhaps", "Ben", "“perhaps” is no vote."),
    ],
)
def test_refused_vote_is_answered_in_words_and_changes_nothing(
    council: Council, session: Meeting, secretary: Client, choice: str, seat: str, said: str
) -> None:
    cast(council, opened(council, session), Ada="no")

    answer = secretary.post("/tc/M-2021-01/vote", {"seat": slug_of(seat), "choice": choice})

    assert answer.status_code == 409
    assert said in answer.content.decode()
    assert [vote.choice for vote in Vote.objects.all()] == ["no"]


def test_member_votes_for_the_own_seat_in_the_browser(council: Council, session: Meeting) -> None:
    opened(council, session)
    ben = signed_in(council, "Ben")
    before = text_of(page_of(ben, "/tc/M-2021-01"))

    own = ben.post("/tc/M-2021-01/vote", {"seat": slug_of("Ben"), "choice": "yes"})
    other = signed_in(council, "Cyd").post(
        "/tc/M-2021-01/vote", {"seat": slug_of("Dot"), "choice": "yes"}
    )

    assert (own.status_code, other.status_code) == (303, 403)
    assert Vote.objects.get().person == council.people["Ben"]
    assert "You speak for Birch Labs" in before
    assert "Birch Labs , which has voted Yes" in text_of(page_of(ben, "/tc/M-2021-01"))


def test_item_lists_its_motions_with_their_results(council: Council, session: Meeting) -> None:
    item = AgendaItem.objects.get(slug="harbour-map")
    motion = opened(council, session)
    cast(council, motion, Ada="no", Ben="yes", Cyd="yes")
    address = f"/tc/2021-10-07/{item.number}"
    during = text_of(page_of(signed_in(council, "Ben"), address))
    commands.close_vote(council.secretary, motion)
    with CaptureQueriesContext(connection) as asked:
        after = page_of(Client(), address)

    assert "Motions and results" in during
    assert "no: Amber Works" not in during
    assert "no: Amber Works" in text_of(after)
    assert 'href="/tc/M-2021-01"' in after
    assert len(asked) <= 20


def test_item_about_something_else_says_its_own_words_once(
    council: Council, session: Meeting
) -> None:
    words = "The map shows every buoy."
    item = AgendaItem.objects.get(slug="harbour-map")
    AgendaItem.objects.filter(pk=item.pk).update(source_ref="tc/A-1", text=words)

    page = page_of(signed_in(council, "Ben"), f"/tc/2021-10-07/{item.number}")

    assert text_of(page).count(words) == 1


def test_visitor_sees_no_votes_while_the_vote_is_open(council: Council, session: Meeting) -> None:
    cast(council, opened(council, session), Ada="no")

    visitor = page_of(Client(), "/tc/M-2021-01")
    member = page_of(signed_in(council, "Ben"), "/tc/M-2021-01")

    assert "Votes by seat" not in visitor
    assert "1 no" not in visitor
    assert "Votes by seat" in member
    assert "1 no" in member


def test_open_vote_tells_who_has_not_voted_yet_from_who_is_absent(
    council: Council, session: Meeting
) -> None:
    cast(council, opened(council, session), Ada="yes")

    rows = text_of(page_of(signed_in(council, "Ben"), "/tc/M-2021-01")).partition("Cast by")[2]

    assert "Amber Works Ada Quill / Al Reed Yes Ada Quill" in rows
    assert "Birch Labs Ben Stone / Bea Marsh not voted yet" in rows
    assert "Grove Online Gus Park / Gil Snow absent" in rows
    assert (rows.count("not voted yet"), rows.count("absent")) == (5, 3)


def test_seat_votes_and_changes_its_vote_on_the_page(council: Council, session: Meeting) -> None:
    opened(council, session)
    ben, page = signed_in(council, "Ben"), "/tc/M-2021-01"
    ben.post(f"{page}/vote", {"seat": slug_of("Ben"), "choice": "no"})
    said = text_of(page_of(ben, page))
    ben.post(f"{page}/vote-again", {"seat": slug_of("Ben"), "choice": "yes"})

    assert "You speak for Birch Labs , which has voted No" in said
    assert "Birch Labs Ben Stone / Bea Marsh Yes Ben Stone" in text_of(page_of(ben, page))


def test_motion_that_nobody_knows_is_not_found(council: Council) -> None:
    assert Client().get("/tc/M-2021-09").status_code == 404
    assert Client().post("/tc/M-2021-09/close").status_code == 404


def test_rewording_at_once_shows_both_texts(
    council: Council, session: Meeting, secretary: Client
) -> None:
    moved(council, session)
    first = {"text": "Her words", "decision_kind": "general", "seen": "1"}
    secretary.post("/tc/M-2021-01/edit", first)

    answer = secretary.post("/tc/M-2021-01/edit", first | {"text": "His words"})

    assert answer.status_code == 409
    assert "Her words\nHis words" in answer.content.decode()
    assert Motion.objects.get().text == "Her words"


@pytest.mark.parametrize(
    ("verb", "typed", "state"),
    [
        ("defer", {"words": "no map"}, "deferred"),
        ("table", {}, "tabled"),
        ("withdraw", {}, "withdrawn"),
        ("count", {"yes": "4", "no": "2"}, "carried"),
        ("consent", {}, "carried"),
        ("open", {}, "open"),
        ("movers", {"mover": "ben-stone"}, "moved"),
    ],
)
def test_outcomes_are_one_form_each(
    council: Council,
    session: Meeting,
    secretary: Client,
    verb: str,
    typed: dict[str, str],
    state: str,
) -> None:
    moved(council, session)

    secretary.post(f"/tc/M-2021-01/{verb}", typed)

    assert Motion.objects.get().state == state


@pytest.mark.parametrize("verb", ["defer", "table", "withdraw"])
def test_motion_put_aside_is_taken_up_again_in_the_room(
    council: Council, session: Meeting, secretary: Client, verb: str
) -> None:
    moved(council, session)
    secretary.post(f"/tc/M-2021-01/{verb}")

    page = page_of(secretary, ROOM)
    secretary.post("/tc/M-2021-01/again", {"next": ROOM})

    assert 'action="/tc/M-2021-01/again"' in page
    assert Motion.objects.get().state == "moved"


def test_vote_without_quorum_is_taken_again_in_the_room(
    council: Council, session: Meeting, secretary: Client
) -> None:
    moved(council, session)
    for name in ("Ada", "Ben", "Cyd", "Dot", "Eve"):
        secretary.post("/tc/2021-10-07/room/roll/leave", {"person": council.people[name].handle})
    secretary.post("/tc/M-2021-01/no-quorum")

    page = page_of(secretary, ROOM)

    assert Motion.objects.get().state == "no_quorum"
    assert 'action="/tc/M-2021-01/open"' in page
    assert "Take the vote again" in page


def test_page_of_a_motion_leads_officers_to_where_it_is_decided(
    council: Council, session: Meeting, secretary: Client
) -> None:
    moved(council, session)
    link = f'href="{ROOM}"'

    waiting = page_of(secretary, "/tc/M-2021-01")
    for_members = page_of(signed_in(council, "Ben"), "/tc/M-2021-01")
    secretary.post("/tc/M-2021-01/consent")

    assert link in waiting
    assert link not in for_members
    assert link not in page_of(secretary, "/tc/M-2021-01")


def test_decision_is_corrected_on_its_page(
    council: Council, session: Meeting, secretary: Client
) -> None:
    decided(council, session)
    secretary.post("/tc/M-2021-01/condition", {"condition": "once the pier is open"})
    secretary.post("/tc/M-2021-01/override", {"state": "lost", "reason": "Out of order"})
    erratum = {"text": "It was M-2021-02.", "corrected_state": "carried"}
    secretary.post("/tc/M-2021-01/erratum", erratum)

    page = text_of(page_of(Client(), "/tc/M-2021-01"))
    assert "Condition once the pier is open" in page
    assert "Lost by decision of Sam Clerk: Out of order. The count gave: Carried by" in page
    corrected = "It was M-2021-02. It should have been recorded as carried."
    assert f"{corrected} Noted by Sam Clerk." in page
    assert corrected in text_of(page_of(Client(), "/tc/decisions"))


def test_room_shows_the_motion_with_its_keys(
    council: Council, session: Meeting, secretary: Client
) -> None:
    page_before = page_of(secretary, ROOM)
    moved(council, session)
    waiting = page_of(secretary, ROOM)
    commands.open_vote(council.secretary, Motion.objects.get())
    voting = page_of(secretary, ROOM)

    assert 'data-key="m"' in page_before
    assert re.findall(r'data-key="([gvqflwu])"', waiting) == ["g", "v", "f", "l", "w", "u"]
    keys = re.findall(r'data-key="([ynarYch])"', voting)
    assert keys[: 4 * 6 + 3] == ["y", "n", "a", "r"] * 6 + ["Y", "c", "h"]


def test_register_page_asks_as_often_for_three_as_for_one(
    council: Council, session: Meeting
) -> None:
    counts = []
    for number in range(3):
        decided(council, session, f"No. {number}")
        with CaptureQueriesContext(connection) as asked:
            page_of(Client(), "/tc/decisions")
        counts.append(len(asked))

    assert counts == [counts[0]] * 3
    assert counts[0] <= 20


def test_page_leads_back_only_to_our_own_pages(
    council: Council, session: Meeting, secretary: Client
) -> None:
    moved(council, session)

    answer = secretary.post("/tc/M-2021-01/open", {"next": "//elsewhere.example.org/"})

    assert answer["Location"] == "/tc/M-2021-01"


@pytest.mark.parametrize("address", ["/tc/decisions.csv", "/tc/decisions.json", "/tc/M-2021-01.md"])
def test_files_are_downloaded(council: Council, session: Meeting, address: str) -> None:
    decided(council, session)

    answer = Client().get(address)

    assert answer.status_code == 200
    assert "M-2021-01" in answer.content.decode()
    assert "attachment" in answer["Content-Disposition"]
