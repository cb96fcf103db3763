"""Mail is claimed before it is sent, tried again later and later, and given up in the end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.mail import get_connection, send_mail
from django_tasks_db.models import DBTaskResult

from secretariat.foundation.outbox import queries
from secretariat.foundation.outbox.commands import (
    deliver_due,
    note_failure,
    queue_mail,
)
from secretariat.foundation.outbox.commands.delivery import CLAIM, MOST_ATTEMPTS
from secretariat.foundation.outbox.letters import letter
from secretariat.foundation.outbox.models import Message
from secretariat.foundation.outbox.tasks import deliver_mail
from secretariat.foundation.records import clock
from tests.foundation.outbox.conftest import Basket, read, text_of

pytestmark = pytest.mark.django_db

NOON = datetime(2031, 3, 6, 12, 0, tzinfo=UTC)
BACKEND = "secretariat.foundation.outbox.backend.OutboxBackend"


def queued(subject: str = "Agenda") -> Message:
    mail = letter(
        to_name="Ada Quill", to_address="ada@example.org", subject=subject, text="We meet at seven."
    )
    return queue_mail(mail, purpose="agenda")


def fails_again(message: Message) -> Message:
    note_failure(message, "no route to host")
    message.refresh_from_db()
    return message


@time_machine.travel(NOON, tick=False)
def test_queued_mail_waits_as_the_bytes_that_will_be_sent() -> None:
    message = queued()

    mail = read(bytes(message.content))
    assert (message.to_name, message.to_address) == ("Ada Quill", "ada@example.org")
    assert (message.subject, message.state) == ("Agenda", Message.State.QUEUED)
    assert (message.queued_at, message.next_attempt_at) == (NOON, NOON)
    assert message.message_id == mail["Message-ID"]


def test_due_mail_is_handed_over_once(basket: Basket) -> None:
    message = queued()

    assert (deliver_due(basket), deliver_due(basket)) == (1, 0)

    message.refresh_from_db()
    assert basket.mails == [("ada@example.org", bytes(message.content))]
    assert (message.state, message.attempts, message.last_error) == (Message.State.SENT, 1, "")
    assert message.delivered_at is not None


def test_mail_is_claimed_before_it_is_handed_over() -> None:
    message = queued()

    class Second(Basket):
        def deliver(self, address: str, content: bytes) -> None:
            super().deliver(address, content)
            assert deliver_due(other) == 0

    first, other = Second(), Basket()
    deliver_due(first)

    assert (first.addresses, other.addresses) == ([message.to_address], [])


def test_mail_of_a_worker_that_was_lost_is_sent_after_its_claim_has_run_out(
    basket: Basket,
) -> None:
    with time_machine.travel(NOON, tick=False):
        queued()
        basket.refuses = KeyboardInterrupt()
        with pytest.raises(KeyboardInterrupt):
            deliver_due(basket)
    basket.refuses = None
    for after, delivered in ((CLAIM - timedelta(seconds=1), 0), (CLAIM, 1)):
        with time_machine.travel(NOON + after, tick=False):
            assert deliver_due(basket) == delivered


@pytest.mark.parametrize(
    "error", [ConnectionRefusedError("refused"), UnicodeEncodeError("ascii", "ü", 0, 1, "no")]
)
@time_machine.travel(NOON, tick=False)
def test_mail_that_is_not_taken_is_kept_for_later(basket: Basket, error: Exception) -> None:
    message = queued()
    basket.refuses = error

    assert deliver_due(basket) == 0

    message.refresh_from_db()
    assert (message.state, message.attempts) == (Message.State.QUEUED, 1)
    assert message.last_error == str(error)
    assert message.next_attempt_at == NOON + timedelta(minutes=1)


def test_one_mail_that_is_refused_does_not_keep_the_next(basket: Basket) -> None:
    class Picky(Basket):
        def deliver(self, address: str, content: bytes) -> None:
            if read(content)["Subject"] == "bad":
                raise OSError
            super().deliver(address, content)

    queued("bad")
    queued("good")

    picky = Picky()
    assert deliver_due(picky) == 1
    assert [read(content)["Subject"] for _, content in picky.mails] == ["good"]


@time_machine.travel(NOON, tick=False)
def test_waits_double_and_the_eighth_failure_is_the_last() -> None:
    message = queued()

    waits = []
    for _ in range(MOST_ATTEMPTS - 1):
        assert message.state == Message.State.QUEUED
        message = fails_again(message)
        waits.append((message.next_attempt_at - NOON) / timedelta(minutes=1))
    message = fails_again(message)

    assert waits == [1, 2, 4, 8, 16, 32, 64]
    assert (message.state, message.attempts) == (Message.State.FAILED, 8)


def test_mail_that_was_given_up_is_named_as_stuck_and_not_tried_again(basket: Basket) -> None:
    message = queued()
    for _ in range(MOST_ATTEMPTS):
        message = fails_again(message)

    with time_machine.travel(clock.wall_now() + timedelta(days=30)):
        assert deliver_due(basket) == 0
    assert list(queries.stuck()) == [message]


def test_failure_leaves_no_address_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    fails_again(queued())

    assert "ada@example.org" not in caplog.text
    assert "was not taken (attempt 1)" in caplog.text


def test_at_most_as_many_as_asked_for_are_claimed(basket: Basket) -> None:
    for _ in range(3):
        queued()

    assert [deliver_due(basket, limit=2) for _ in range(3)] == [2, 1, 0]


def waiting_tasks() -> int:
    return DBTaskResult.objects.filter(task_path=deliver_mail.module_path).count()


def test_queued_mail_is_delivered_soon_by_one_task() -> None:
    queued()
    queued()

    assert waiting_tasks() == 1


def test_task_prints_mail_where_no_server_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    queued("Agenda of 6 Mar")

    assert deliver_mail.func() == 1
    assert capsys.readouterr().out == (
        "\n--- mail to ada@example.org: Agenda of 6 Mar\nWe meet at seven.\n---\n"
    )


def test_mail_of_libraries_passes_through_the_outbox_one_row_each(basket: Basket) -> None:
    to = ["ada@example.org", "bram@example.org"]
    send_mail("Your code", "It is 123.", None, to, connection=get_connection(BACKEND))
    deliver_due(basket)

    assert basket.addresses == ["ada@example.org", "bram@example.org"]
    assert [read(content)["To"] for _, content in basket.mails] == basket.addresses
    assert text_of(basket.mails[0][1]) == "It is 123."
