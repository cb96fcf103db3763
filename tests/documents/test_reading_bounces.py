"""Reports of mail servers, as postfix, exim and Exchange write them; and what is no report."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.documents.reading.bounces import (
    LARGEST,
    Bounce,
    is_dead_address,
    read_bounces,
)

OURS = "<176392.77@council.example.org>"

POSTFIX = """\
From: MAILER-DAEMON@mail.example.org (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: council@example.org
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="AB.17/mail.example.org"

This is a MIME-encapsulated message.

--AB.17/mail.example.org
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--AB.17/mail.example.org
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.org
Arrival-Date: Thu,  7 Oct 2021 06:30:00 -0700 (PDT)

Final-Recipient: rfc822; ada@example.org
Original-Recipient: rfc822;ada@example.org
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {words}

--AB.17/mail.example.org
Content-Type: {copy}

Message-ID: <176392.77@council.example.org>
Subject: Agenda of 7 Oct
To: ada@example.org

--AB.17/mail.example.org--
"""

EXIM = """\
From: Mail Delivery System <Mailer-Daemon@mail.example.org>
To: council@example.org
X-Failed-Recipients: ada@example.org
Auto-Submitted: auto-replied
Subject: Mail delivery failed: returning message to sender

A message that you sent could not be delivered to one or more of its recipients.

  ada@example.org
    SMTP error from remote mail server after RCPT TO:<ada@example.org>:
    550 5.1.1 User unknown

------ This is a copy of the message, including all the headers. ------

Message-ID: <176392.77@council.example.org>
Subject: Agenda of 7 Oct
"""


def postfix(
    action: str = "failed",
    status: str = "5.1.1",
    words: str = "550 5.1.1 <ada@example.org>: no such user",
    copy: str = "message/rfc822",
) -> bytes:
    return POSTFIX.format(action=action, status=status, words=words, copy=copy).encode()


@pytest.mark.parametrize("copy", ["message/rfc822", "text/rfc822-headers"])
def test_report_names_the_mail_the_reader_and_the_reason(copy: str) -> None:
    (bounce,) = read_bounces(postfix(copy=copy))

    assert bounce == Bounce(
        OURS, "ada@example.org", "5.1.1", "550 5.1.1 <ada@example.org>: no such user", is_final=True
    )
    assert bounce.is_dead_address


def test_report_of_an_older_server_is_read_from_its_words() -> None:
    (bounce,) = read_bounces(EXIM.encode())

    assert (bounce.message_id, bounce.recipient, bounce.status) == (
        OURS,
        "ada@example.org",
        "5.1.1",
    )
    assert bounce.words == "550 5.1.1 User unknown"
    assert bounce.is_dead_address


def test_server_that_tries_on_has_not_given_up() -> None:
    (bounce,) = read_bounces(postfix(action="delayed", status="4.4.1", words="timed out"))

    assert (bounce.is_final, bounce.is_dead_address) == (False, False)


@pytest.mark.parametrize("action", ["delivered", "relayed", "expanded", ""])
def test_mail_that_arrived_is_no_bounce(action: str) -> None:
    assert read_bounces(postfix(action=action)) == ()


def test_report_without_the_mail_it_is_about_is_found_by_what_it_answers() -> None:
    report = postfix(copy="text/html").replace(b"Message-ID:", b"X-Was:")
    answered = report.replace(b"Subject: Undelivered", f"In-Reply-To: {OURS}\nSubject: U".encode())

    assert read_bounces(report) == ()
    assert [each.message_id for each in read_bounces(answered)] == [OURS]


def test_ordinary_mail_is_no_report() -> None:
    assert read_bounces(b"From: ada@example.org\nSubject: 550 5.1.1\n\nMessage-ID: <a@b>\n") == ()


@pytest.mark.parametrize(
    ("words", "is_dead"),
    [
        ("550 5.1.1 no such user", True),
        ("550 no such user", True),
        ("5.2.1 mailbox disabled", True),
        ("552 5.2.2 mailbox full", False),
        ("550 5.7.1 looks like unwanted mail", False),
        ("554 message refused", False),
        ("452 4.2.2 mailbox full", False),
        ("", False),
    ],
)
def test_only_what_says_that_there_is_no_mailbox_is_held_against_an_address(
    words: str, is_dead: bool
) -> None:
    assert is_dead_address(words) is is_dead


@given(st.binary(max_size=400))
def test_anything_at_all_can_be_looked_at(content: bytes) -> None:
    assert isinstance(read_bounces(content), tuple)


@given(st.integers(0, 2_000), st.binary(max_size=12))
def test_damaged_report_is_read_as_far_as_it_goes(at: int, damage: bytes) -> None:
    report = postfix()
    for bounce in read_bounces(report[:at] + damage + report[at + len(damage) :]):
        assert bounce.message_id.startswith("<")


def test_mail_of_many_parts_or_too_large_a_one_does_not_hold_up() -> None:
    deep = b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" * 3_000
    wide = b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 20_000

    assert (read_bounces(deep), read_bounces(wide)) == ((), ())
    assert read_bounces(postfix() + b" " * LARGEST) == ()
