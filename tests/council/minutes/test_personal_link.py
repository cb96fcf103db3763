"""The link of one's own in the letter: the minutes can be read and corrected without signing in."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from secretariat.council.minutes import commands
from secretariat.council.minutes.letters import minutes_letter, send_minutes
from secretariat.council.minutes.models import Correction, Minutes
from secretariat.foundation.outbox.models import Message, Receipt
from secretariat.foundation.people.attention import needs
from secretariat.foundation.people.models import Term
from secretariat.foundation.records import clock
from secretariat.foundation.records.models import Entry
from secretariat.rules.errors import Refused
from tests.council.meetings.conftest import Council

from .conftest import NOTE
from .test_editions import EXPECTED, approve, closed, found_in, sent  # noqa: F401 - fixtures

OFFICERS, MEMBERS = tuple(EXPECTED)[2], tuple(EXPECTED)[1]


def links(council: Council, minutes: Minutes) -> dict[str, str]:
    """Send the minutes; the address behind each person's own link."""
    for who in council.people.values():
        who.address = f"{who.handle}@example.org"
        who.save()
    send_minutes(council.secretary, minutes, **minutes_letter(minutes), to_list=False)
    found: dict[str, str] = {}
    for mail in Message.objects.all():
        match = re.search(rb"/answer/[\w-]+", bytes(mail.content).replace(b"=\r\n", b""))
        assert match is not None
        found[mail.to_name.split()[0]] = match[0].decode()
    return found


@pytest.mark.parametrize(("name", "audience"), [("Ben", MEMBERS), ("Sam", OFFICERS)])
def test_link_shows_the_edition_its_addressee_may_read(
    council: Council,
    sent: Minutes,  # noqa: F811
    client: Client,
    name: str,
    audience: str,
) -> None:
    page = client.get(links(council, sent)[name])

    assert page.status_code == 200
    assert found_in(page.content.decode()) == EXPECTED[audience]  # type: ignore[index]
    assert page["Cache-Control"] == "private, no-store"
    assert client.get(f"/{sent.ref}").status_code == 403


def test_correction_is_proposed_through_the_link(
    council: Council, released: Minutes, client: Client
) -> None:
    address = links(council, released)["Ben"]
    page = client.get(address).content.decode()
    pen = next(p for p in re.findall(rf'href="({address}/correct[^"]+)"', page) if "harbour" in p)

    form = client.get(pen).content.decode()
    answer = client.post(pen, {"line": "harbour-map-1", "text_after": "The map is Ben's."})
    after = client.get(address).content.decode()

    assert NOTE in form
    assert answer["Location"] == f"{address}#corrections"
    correction = Correction.objects.get()
    assert (correction.proposer_name, correction.text_after) == ("Ben Stone", "The map is Ben's.")
    assert "by you" in after
    receipt = Receipt.objects.get(person_handle="ben-stone")
    assert receipt.answer == "correction"
    assert receipt.read_at is not None
    assert Entry.objects.get(command="minutes.propose_correction").actor_handle == "ben-stone"


@pytest.mark.parametrize(
    ("what", "typed", "kind"),
    [
        ("presence", {"who": "Dot Hale", "stays": "07:10-08:00"}, "presence"),
        ("missing?under=2", {"under": "2", "text_after": "Ben spoke."}, "missing"),
    ],
)
def test_what_is_missing_is_proposed_through_the_link(
    council: Council, released: Minutes, client: Client, what: str, typed: dict[str, str], kind: str
) -> None:
    address = links(council, released)["Dot"]

    assert f"{address}/{what}" in client.get(address).content.decode()
    client.post(f"{address}/{what}", typed)

    assert [each.kind for each in Correction.objects.all()] == [kind]


def test_read_is_said_with_a_button(council: Council, released: Minutes, client: Client) -> None:
    address = links(council, released)["Ben"]

    client.get(address)
    before = Receipt.objects.get(person_handle="ben-stone").read_at
    client.post(address, {"read": "1"})

    assert before is None
    assert Receipt.objects.get(person_handle="ben-stone").read_at is not None


def test_link_of_somebody_who_left_shows_nothing(
    council: Council, released: Minutes, client: Client
) -> None:
    address = links(council, released)["Dot"]
    Term.objects.filter(person=council.people["Dot"]).delete()

    page = client.get(address)
    posted = client.post(f"{address}/missing?under=2", {"under": "2", "text_after": "Words."})

    assert NOTE not in page.content.decode()
    assert "This is for the members and staff of the body only." in page.content.decode()
    assert posted.status_code == 403
    assert not Correction.objects.exists()


def test_link_to_minutes_taken_back_says_so(
    council: Council, released: Minutes, client: Client
) -> None:
    address = links(council, released)["Ben"]
    commands.recall_minutes(council.secretary, released, reason="A name is missing.")

    page = client.get(address).content.decode()

    assert NOTE not in page
    assert "These minutes are still being drafted." in page


def test_link_to_approved_minutes_shows_them_and_takes_no_correction(
    council: Council, released: Minutes, client: Client
) -> None:
    address = links(council, released)["Ben"]
    approve(council, released)

    page = client.get(address).content.decode()

    assert NOTE in page
    assert "Approved in the meeting of 21 Oct 2021" in page
    assert "/correct?" not in page
    assert client.post(f"{address}/presence", {}).status_code == 403


def test_link_of_another_letter_corrects_no_minutes(
    council: Council, released: Minutes, client: Client
) -> None:
    address = links(council, released)["Ben"]
    receipt = Receipt.objects.get(person_handle="ben-stone")
    receipt.sending.purpose = "cancellation"
    receipt.sending.save()

    assert client.get(f"{address}/presence").status_code == 404


def test_words_with_the_answer_become_a_correction_that_must_be_answered(
    council: Council, released: Minutes, client: Client
) -> None:
    address = links(council, released)["Ben"]
    said = {"answer": "correction", "note": "The map is not ready: item 2 says it is."}

    client.post(address, said)
    client.post(address, said)
    client.post(address, {"answer": "fine", "note": "Thank you for the work."})

    (correction,) = Correction.objects.all()
    assert (correction.kind, correction.text_after) == ("remark", said["note"])
    waiting = [each.words for each in needs(council.secretary, council.body, clock.now())]
    assert any(words.startswith("Decide on a correction") for words in waiting)
    with pytest.raises(Refused) as refused:
        commands.take_correction(council.secretary, correction)
    assert refused.value.code == "no_reason"
    commands.take_correction(council.secretary, correction, answer="Item 2 says “drafted” now.")
    assert "Item 2 says “drafted” now." in client.get(address).content.decode()
