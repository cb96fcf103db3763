"""What came back is noted once, with its reason, and held against an address if that is dead."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine

from secretariat.foundation.outbox import queries
from secretariat.foundation.outbox.commands import (
    address_works_again,
    deliver_due,
    note_bounces,
    send_to_people,
    take_in_mail,
)
from secretariat.foundation.outbox.models import Message, Sending
from secretariat.foundation.outbox.transport import PermanentRefusalError
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Role
from tests import factories
from tests.documents.test_reading_bounces import OURS, postfix
from tests.foundation.outbox.conftest import ADA, BRAM, Basket, agenda_letter

pytestmark = pytest.mark.django_db

SECRETARY = factories.actor(Role.SECRETARY)
NOON = datetime(2031, 3, 6, 12, 0, tzinfo=UTC)
State = Message.State


def sent(basket: Basket) -> Message:
    """The agenda to Ada, taken by the mail server."""
    send_to_people(SECRETARY, agenda_letter(), [ADA])
    deliver_due(basket)
    return Message.objects.get()


def report(message: Message, **words: str) -> bytes:
    """What a mail server reports about it."""
    return postfix(**words).replace(OURS.encode(), message.message_id.encode())


def dead() -> list[str]:
    return [row.address for row in queries.unreached()]


@pytest.mark.parametrize(
    ("said", "is_dead"), [("550 5.1.1 no such user", True), ("554 5.7.1 unwanted", False)]
)
def test_mail_refused_for_good_came_back_at_once(basket: Basket, said: str, is_dead: bool) -> None:
    send_to_people(SECRETARY, agenda_letter(), [ADA])
    basket.refuses = PermanentRefusalError(said)

    with time_machine.travel(NOON, tick=False):
        delivered = [deliver_due(basket), deliver_due(basket)]

    message = Message.objects.get()
    assert (delivered, message.attempts) == ([0, 0], 1)
    assert (message.state, message.last_error) == (State.BOUNCED, said)
    assert message.bounced_at == NOON
    assert dead() == (["ada@example.org"] if is_dead else [])


def test_report_says_that_a_mail_came_back_and_why(basket: Basket) -> None:
    message = sent(basket)

    assert note_bounces(report(message)) == 1

    message.refresh_from_db()
    assert message.state == State.BOUNCED
    assert message.last_error == "550 5.1.1 <ada@example.org>: no such user"
    assert dead() == ["ada@example.org"]


def test_report_read_twice_counts_once(basket: Basket) -> None:
    message = sent(basket)

    assert [note_bounces(report(message)) for _ in range(2)] == [1, 0]


@pytest.mark.parametrize(
    "words", [{"action": "delayed", "status": "4.4.1"}, {"action": "delivered"}]
)
def test_mail_that_is_late_or_arrived_did_not_come_back(
    basket: Basket, words: dict[str, str]
) -> None:
    message = sent(basket)

    assert note_bounces(report(message, **words)) == 0

    message.refresh_from_db()
    assert message.state == State.SENT


def test_report_about_mail_that_never_left_here_is_not_believed(basket: Basket) -> None:
    message = sent(basket)

    assert note_bounces(postfix()) == 0

    message.refresh_from_db()
    assert (message.state, dead()) == (State.SENT, [])


def test_full_mailbox_is_not_held_against_the_address(basket: Basket) -> None:
    message = sent(basket)

    note_bounces(report(message, status="5.2.2", words="552 5.2.2 mailbox full"))

    message.refresh_from_db()
    assert (message.state, dead()) == (State.BOUNCED, [])


@pytest.mark.parametrize("name", ["report.eml", "new/1763.M1P2.mail"])
def test_folder_is_read_once_and_nothing_in_it_is_lost(
    basket: Basket, tmp_path: Path, name: str
) -> None:
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(report(sent(basket)))
    (tmp_path / ".half.eml").write_bytes(b"still being written")

    assert [take_in_mail(tmp_path), take_in_mail(tmp_path)] == [1, 0]

    kept = sorted(each.name for each in tmp_path.rglob("*") if each.is_file())
    moved = "report.eml" if name == "report.eml" else "1763.M1P2.mail:2,S"
    assert kept == sorted([".half.eml", moved])


def test_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert take_in_mail(tmp_path / "mail-in") == 0


def test_address_is_listed_until_somebody_says_that_it_works_again(basket: Basket) -> None:
    note_bounces(report(sent(basket)))

    address_works_again(SECRETARY, "tc", "Ada@example.org")

    assert dead() == []
    with pytest.raises(Refused) as refused:
        address_works_again(SECRETARY, "tc", "ada@example.org")
    assert refused.value.code == "not_found"


def test_only_who_sends_says_that_an_address_works_again(basket: Basket) -> None:
    note_bounces(report(sent(basket)))

    with pytest.raises(Refused) as refused:
        address_works_again(factories.actor(Role.MEMBER), "tc", "ada@example.org")

    assert (refused.value.code, dead()) == ("not_allowed", ["ada@example.org"])


def test_each_person_of_a_letter_shows_how_far_it_got(basket: Basket) -> None:
    send_to_people(SECRETARY, agenda_letter(), [ADA, BRAM])
    deliver_due(basket)
    note_bounces(report(Message.objects.get(to_address="ada@example.org")))

    (echo,) = queries.echoes(Sending.objects.get().ref)

    assert (echo.mails, echo.delivered, echo.failed) == (2, 1, 1)
    states = [(each.name, each.message.state) for each in echo.deliveries if each.message]
    assert states == [("Ada Quill", State.BOUNCED), ("Bram Oke", State.SENT)]
    assert all(each.receipt for each in echo.deliveries)
