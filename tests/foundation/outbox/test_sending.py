"""A letter goes to each person once, with a link of their own; what they answer is kept."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from secretariat.foundation.outbox import queries
from secretariat.foundation.outbox.commands import (
    answer_sending,
    deliver_due,
    mark_read,
    note_failure,
    send_to_people,
)
from secretariat.foundation.outbox.letters import letter
from secretariat.foundation.outbox.models import Message, Receipt, Sending
from secretariat.foundation.outbox.policy import may_send
from secretariat.foundation.outbox.recipients import Recipient
from secretariat.foundation.records import clock
from secretariat.foundation.records.models import Entry
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import PUBLIC_ACTOR, Actor, Role
from tests import factories
from tests.foundation.outbox.conftest import (
    ADA,
    BRAM,
    THE_LIST,
    Basket,
    agenda_letter,
    text_of,
)

pytestmark = pytest.mark.django_db

SECRETARY = factories.actor(Role.SECRETARY)
NOON = datetime(2031, 3, 4, 12, 0, tzinfo=UTC)
LINK = re.compile(r"http://127\.0\.0\.1:8000(/answer/[\w-]+)")


def sent(*recipients: Recipient, **values: object) -> Sending:
    with clock.fixed(NOON):
        return send_to_people(SECRETARY, agenda_letter(**values), recipients or (ADA,))


def link_to(handle: str = "ada-quill") -> str:
    """The personal link in the mail of a person."""
    address = Message.objects.get(to_address=f"{handle.split('-', maxsplit=1)[0]}@example.org")
    return str(LINK.findall(text_of(bytes(address.content)))[0])


def receipt(handle: str = "ada-quill") -> Receipt:
    return Receipt.objects.select_related("sending").get(person_handle=handle)


def refused(*arguments: object) -> str:
    with pytest.raises(Refused) as refusal:
        send_to_people(*arguments)  # type: ignore[arg-type]
    assert (Sending.objects.count(), Message.objects.count(), Entry.objects.count()) == (0, 0, 0)
    return refusal.value.code


def test_each_person_gets_one_mail_with_a_link_of_their_own() -> None:
    sent(ADA, BRAM, Recipient("Ada at Work", "ADA@example.org", "ada-quill"))

    assert Message.objects.count() == 2
    assert link_to("ada-quill") != link_to("bram-oke")


def test_list_gets_no_personal_link() -> None:
    sent(THE_LIST)

    (message,) = Message.objects.all()
    assert LINK.findall(text_of(bytes(message.content))) == []
    assert not Receipt.objects.exists()


def test_record_keeps_the_digest_of_the_link_only() -> None:
    sent()

    token = link_to().removeprefix("/answer/")
    assert token not in receipt().token_digest
    assert queries.receipt_of(token) == receipt()


def test_trail_says_what_was_sent_and_to_how_many_but_names_no_address() -> None:
    sent(ADA, BRAM)

    (entry,) = Entry.objects.all()
    assert (entry.command, entry.ref, entry.at) == ("outbox.send", "tc/2031-03-06", NOON)
    assert entry.after == {
        "subject": "Agenda of 6 Mar 2031: please answer by 5 Mar",
        "recipients": 2,
        "answer_by_on": "2031-03-05",
    }


@pytest.mark.parametrize(
    ("actor", "is_allowed"),
    [
        (factories.actor(Role.CHAIR), True),
        (factories.actor(Role.SECRETARY), True),
        (factories.actor(Role.STAFF), True),
        (factories.actor(Role.MEMBER), False),
        (factories.actor(Role.SECRETARY, of_body="gb"), False),
        (PUBLIC_ACTOR, False),
    ],
)
def test_only_who_prepares_meetings_may_send(actor: Actor, is_allowed: bool) -> None:
    assert bool(may_send(actor, "tc")) is is_allowed


def test_others_may_not_send() -> None:
    assert refused(factories.actor(Role.MEMBER), agenda_letter(), [ADA]) == "not_allowed"


def test_letter_to_nobody_is_refused() -> None:
    assert refused(SECRETARY, agenda_letter(), []) == "nobody"


@pytest.mark.parametrize("values", [{"subject": "  "}, {"text": "\n"}])
def test_letter_without_subject_or_text_is_refused(values: dict[str, str]) -> None:
    assert refused(SECRETARY, agenda_letter(**values), [ADA]) == "empty_letter"


def test_letter_to_what_is_no_address_is_refused_and_nobody_gets_it() -> None:
    wrong = Recipient("Ada Quill", "ada at example.org", "ada-quill")

    assert refused(SECRETARY, agenda_letter(), [BRAM, wrong]) == "bad_address"

    assert Message.objects.count() == 0


def test_mail_says_who_sent_it_and_when() -> None:
    with time_machine.travel(NOON, tick=False):
        mail = letter(to_name="Ada", to_address="ada@example.org", subject="A", text="b")

    assert str(mail["From"]) == settings.DEFAULT_FROM_EMAIL
    assert mail["Date"].datetime == NOON


def test_message_id_is_under_the_domain_of_the_sender() -> None:
    mail = letter(to_name="Ada", to_address="ada@example.org", subject="A", text="b")

    assert mail["Message-ID"].endswith("@example.org>")


def test_first_reading_counts() -> None:
    sent()
    for minutes in (5, 10):
        with clock.fixed(NOON + timedelta(minutes=minutes)):
            mark_read(receipt())

    assert receipt().read_at == NOON + timedelta(minutes=5)


def test_answer_is_kept_and_a_later_one_replaces_it() -> None:
    sent()
    with clock.fixed(NOON):
        answer_sending(receipt(), answer="coming")
    with clock.fixed(NOON + timedelta(hours=1)):
        answer_sending(receipt(), answer="alternate", note="Bram sits for me.")

    kept = receipt()
    assert (kept.answer_words, kept.note) == ("My alternate sits for me", "Bram sits for me.")
    assert (kept.read_at, kept.answered_at) == (NOON, NOON + timedelta(hours=1))
    entry = Entry.objects.latest("id")
    assert (entry.actor_handle, entry.command) == ("ada-quill", "outbox.answer")
    assert entry.before == {"answer": "coming", "note": ""}


@pytest.mark.parametrize("answer", ["", "maybe", "fine"])
def test_answer_that_was_not_offered_is_refused(answer: str) -> None:
    sent()

    with pytest.raises(Refused) as refusal:
        answer_sending(receipt(), answer=answer)

    assert refusal.value.code == "unknown_answer"
    assert "I am coming, I cannot come, My alternate sits for me" in str(refusal.value)
    assert receipt().answered_at is None


def test_unknown_link_is_answered_in_words(client: Client) -> None:
    response = client.get("/answer/nothing-of-ours")

    assert response.status_code == 404
    assert "This link is not known here" in response.content.decode()


def test_opening_the_link_changes_nothing(client: Client) -> None:
    sent()

    response = client.get(link_to())

    assert response.status_code == 200
    assert "I cannot come" in response.content.decode()
    assert receipt().read_at is None


def test_link_lets_its_person_say_that_it_was_read(client: Client) -> None:
    sent()

    client.post(link_to(), {"read": "1"})

    assert receipt().read_at is not None
    assert receipt().answer == ""


def test_link_lets_its_person_answer_without_signing_in(client: Client) -> None:
    sent()

    client.post(link_to(), {"answer": "not_coming", "note": "On leave."})

    assert (receipt().answer, receipt().note) == ("not_coming", "On leave.")
    assert "Answered" in client.get(link_to()).content.decode()


def test_link_explains_an_answer_that_is_missing(client: Client) -> None:
    sent()

    response = client.post(link_to(), {"answer": "", "note": "Hm"})

    assert response.status_code == 200
    assert receipt().answered_at is None
    assert ">\nHm</textarea>" in response.content.decode()


def test_echo_tells_how_far_a_sending_got(basket: Basket) -> None:
    sent(ADA, BRAM, THE_LIST)
    failing = Message.objects.get(to_address="bram@example.org")
    for _ in range(8):
        note_failure(failing, "refused")
    deliver_due(basket)
    mark_read(receipt())

    (echo,) = queries.echoes("tc/2031-03-06")
    assert (echo.mails, echo.delivered, echo.failed) == (3, 2, 1)
    assert [each.person_name for each in echo.has_read] == ["Ada Quill"]
    assert [each.person_name for each in echo.silent] == ["Bram Oke"]
    assert echo.sending.answer_by_on == date(2031, 3, 5)


def test_echoes_take_as_many_queries_for_three_sendings_as_for_one() -> None:
    counts = []
    for number in (1, 2):
        for _ in range(number):
            sent(ADA, BRAM)
        with CaptureQueriesContext(connection) as captured:
            for echo in queries.echoes("tc/2031-03-06"):
                assert len(echo.receipts) == 2
        counts.append(len(captured))

    assert counts == [3, 3]
