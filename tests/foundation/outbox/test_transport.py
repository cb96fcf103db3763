"""Mail reaches an SMTP server as it should: a small real one listens here."""

from __future__ import annotations

import base64
import smtplib
import socket
import socketserver
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import override_settings

from secretariat.foundation.outbox.letters import letter
from secretariat.foundation.outbox.transport import (
    ConsoleTransport,
    FolderTransport,
    PermanentRefusalError,
    SmtpTransport,
    transport_for,
)
from tests.foundation.outbox.conftest import text_of

CONTENT = letter(
    to_name="Ada Quill",
    to_address="ada@example.org",
    subject="Agenda",
    text="We meet at seven.\n.\nA line that is a dot must not end the mail.",
).as_bytes()


class Server(socketserver.ThreadingTCPServer):
    """A mail server of a few commands that keeps what it was given."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.took: list[tuple[str, str, bytes]] = []
        self.signed_in = ""
        self.refusal = ""
        self.refusal_of_content = ""

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class Conversation(socketserver.StreamRequestHandler):
    """One connection."""

    server: Server
    sender = recipient = ""

    def handle(self) -> None:
        self.say("220 ready")
        while line := self.rfile.readline().decode().strip():
            verb = line.split()[0].upper()
            if verb == "QUIT":
                self.say("221 bye")
                return
            self.answer(verb, line)

    def answer(self, verb: str, line: str) -> None:
        if verb == "EHLO":
            self.say("250-here\r\n250 AUTH PLAIN")
        elif verb == "AUTH":
            self.server.signed_in = base64.b64decode(line.split()[2]).decode()
            self.say("235 welcome")
        elif verb == "MAIL":
            self.sender = line
            self.say("250 ok")
        elif verb == "RCPT" and self.server.refusal:
            self.say(self.server.refusal)
        elif verb == "RCPT":
            self.recipient = line
            self.say("250 ok")
        elif verb == "DATA":
            self.say("354 go on")
            self.server.took.append((self.sender, self.recipient, b"".join(self.lines())))
            self.say(self.server.refusal_of_content or "250 taken")
        else:
            self.say("250 ok")

    def lines(self) -> Iterator[bytes]:
        while (line := self.rfile.readline()) != b".\r\n":
            yield line[1:] if line.startswith(b".") else line

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as listening:
        thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield listening
        listening.shutdown()
        thread.join()


def transport(server: Server, user: str = "") -> SmtpTransport:
    url = urlsplit(f"smtp://{user}127.0.0.1:{server.port}?tls=off")
    return SmtpTransport(url, "Secretariat <secretariat@example.org>")


def test_server_gets_sender_recipient_and_every_byte(server: Server) -> None:
    transport(server).deliver("ada@example.org", CONTENT)

    ((sender, recipient, content),) = server.took
    assert sender.startswith("mail FROM:<secretariat@example.org>")
    assert recipient == "rcpt TO:<ada@example.org>"
    assert content == CONTENT
    assert "A line that is a dot must not end the mail." in text_of(content)


def test_user_and_password_are_read_from_the_setting(server: Server) -> None:
    transport(server, "post%40example.org:p%3Ass@").deliver("ada@example.org", CONTENT)

    assert server.signed_in == "\0post@example.org\0p:ss"


def test_recipient_that_is_refused_is_an_error_of_the_transport(server: Server) -> None:
    server.refusal = "452 mailbox full"

    with pytest.raises(OSError, match="452 mailbox full") as refused:
        transport(server).deliver("ada@example.org", CONTENT)

    assert not isinstance(refused.value, PermanentRefusalError)
    assert server.took == []


def test_recipient_that_is_unknown_is_refused_for_good(server: Server) -> None:
    server.refusal = "550 5.1.1 no such user"

    with pytest.raises(PermanentRefusalError, match=r"^550 5\.1\.1 no such user$"):
        transport(server).deliver("ada@example.org", CONTENT)


@pytest.mark.parametrize(
    ("said", "is_permanent"), [("554 5.7.1 unwanted", True), ("451 try later", False)]
)
def test_mail_that_is_disliked_is_refused_as_its_code_says(
    server: Server, said: str, is_permanent: bool
) -> None:
    server.refusal_of_content = said

    with pytest.raises(OSError, match=said[:3]) as refused:
        transport(server).deliver("ada@example.org", CONTENT)

    assert isinstance(refused.value, PermanentRefusalError) is is_permanent


def test_folder_gets_each_mail_whole_as_a_file_and_the_same_one_once(tmp_path: Path) -> None:
    folder = tmp_path / "spool" / "council"
    leaving = transport_for(f"file://{folder}")
    for address, content in (
        ("ada@example.org", CONTENT),
        ("ada@example.org", CONTENT),
        ("bram@example.org", CONTENT),
    ):
        leaving.deliver(address, content)

    files = list(folder.iterdir())
    assert [file.suffix for file in files] == [".eml", ".eml"]
    assert {file.read_bytes() for file in files} == {CONTENT}


def test_folder_that_cannot_be_written_is_an_error_of_the_transport(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")

    with pytest.raises(OSError, match="taken"):
        transport_for(f"file://{tmp_path}/taken").deliver("ada@example.org", CONTENT)


def test_server_that_cannot_encrypt_gets_no_mail_unless_it_is_meant(server: Server) -> None:
    careful = SmtpTransport(urlsplit(f"smtp://127.0.0.1:{server.port}"), "secretariat@example.org")

    with pytest.raises(smtplib.SMTPNotSupportedError):
        careful.deliver("ada@example.org", CONTENT)

    assert server.took == []


def test_server_that_is_away_is_an_error_of_the_transport() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closing:
        port = closing.getsockname()[1]
    away = SmtpTransport(urlsplit(f"smtp://127.0.0.1:{port}"), "secretariat@example.org")

    with pytest.raises(ConnectionRefusedError):
        away.deliver("ada@example.org", CONTENT)


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("console:", ConsoleTransport),
        ("smtp://mail.example.org:587", SmtpTransport),
        ("file:///var/spool/council", FolderTransport),
        ("smtps://mail.example.org", SmtpTransport),
    ],
)
def test_setting_decides_how_mail_leaves(url: str, kind: type[Any]) -> None:
    with override_settings(MAIL_URL=url):
        assert type(transport_for()) is kind
