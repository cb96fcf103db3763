"""What tests of the outbox share: a transport that keeps what it is given, and a letter to send."""

from __future__ import annotations

from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from secretariat.foundation.outbox.commands import Letter
from secretariat.foundation.outbox.recipients import Recipient
from secretariat.foundation.outbox.subjects import Asks

ADA = Recipient("Ada Quill", "ada@example.org", "ada-quill")
BRAM = Recipient("Bram Oke", "bram@example.org", "bram-oke")
THE_LIST = Recipient("TC list", "tc@example.org")


class Basket:
    """A transport that keeps every mail, or refuses as long as `refuses` says why."""

    def __init__(self) -> None:
        self.mails: list[tuple[str, bytes]] = []
        self.refuses: BaseException | None = None

    def deliver(self, address: str, content: bytes) -> None:
        if self.refuses:
            raise self.refuses
        self.mails.append((address, content))

    @property
    def addresses(self) -> list[str]:
        return [address for address, _ in self.mails]


@pytest.fixture
def basket() -> Basket:
    return Basket()


def agenda_letter(**values: object) -> Letter:
    """The agenda of 6 March 2031, with what a test wants otherwise."""
    given = {
        "ref": "tc/2031-03-06",
        "body_slug": "tc",
        "purpose": "agenda",
        "subject": "Agenda of 6 Mar 2031",
        "text": "We meet at seven.",
        "asks": Asks.ANSWER,
        "answer_by_on": date(2031, 3, 5),
    }
    return Letter(**{**given, **values})  # type: ignore[arg-type]


def read(content: bytes) -> EmailMessage:
    """A mail as its reader's program reads it."""
    mail = message_from_bytes(content, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    return mail


def text_of(content: bytes) -> str:
    """The plain text of a mail."""
    body = read(content).get_body(("plain",))
    assert body is not None
    return "\n".join(str(body.get_content()).splitlines())
