"""How mail leaves: printed to the console (the default), written into a folder, or handed to an
SMTP server.
"""

from __future__ import annotations

import hashlib
import os
import smtplib
import sys
from email import message_from_bytes, policy
from pathlib import Path
from typing import Protocol, TextIO
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from django.conf import settings

_PERMANENT = range(500, 600)


class PermanentRefusalError(OSError):
    """The server will never take this mail for this address; trying again is of no use."""


class Transport(Protocol):
    """Takes one finished mail, or raises `OSError`: `PermanentRefusalError` if it will never do."""

    def deliver(self, address: str, content: bytes) -> None:
        """Hand over the bytes for one address."""


class ConsoleTransport:
    """Prints the readable part of each mail, so that a first run needs no mail server."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self.stream = stream or sys.stdout

    def deliver(self, address: str, content: bytes) -> None:
        """Print addressee, subject and text."""
        mail = message_from_bytes(content, policy=policy.default)
        text = mail.get_body(("plain", "html"))
        body = "\n".join(text.get_content().splitlines()) if text else ""
        self.stream.write(f"\n--- mail to {address}: {mail['Subject']}\n{body}\n---\n")
        self.stream.flush()


class FolderTransport:
    """Writes each mail into a folder as one `.eml` file, for a program that picks them up there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def deliver(self, address: str, content: bytes) -> None:
        """The file appears whole, under a name of its own: the same mail gets the same name, so
        that one whose worker was lost does not stand there twice.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        mark = hashlib.sha256(address.lower().encode() + b"\n" + content).hexdigest()[:24]
        half = self.folder / f".{mark}.{os.getpid()}.part"
        with half.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        half.replace(self.folder / f"{mark}.eml")


class SmtpTransport:
    """Hands each mail to an SMTP server: `smtp://user:password@host:587?tls=starttls`."""

    def __init__(self, url: SplitResult, sender: str) -> None:
        self.url, self.sender = url, sender
        self.tls = parse_qs(url.query).get("tls", ["starttls" if url.scheme == "smtp" else "on"])[0]

    def deliver(self, address: str, content: bytes) -> None:
        """One connection per mail: councils send dozens, and a lost connection then loses
        nothing.
        """
        host, port = self.url.hostname or "localhost", self.url.port or 587
        kind = smtplib.SMTP_SSL if self.url.scheme == "smtps" else smtplib.SMTP
        with kind(host, port, timeout=20) as server:
            if self.url.scheme == "smtp" and self.tls == "starttls":
                server.starttls()
            if self.url.username:
                server.login(unquote(self.url.username), unquote(self.url.password or ""))
            try:
                server.sendmail(self.sender, [address], content)
            except smtplib.SMTPRecipientsRefused as refused:
                code, words = next(iter(refused.recipients.values()))
                raise _refusal(code, words) from refused
            except smtplib.SMTPDataError as refused:
                raise _refusal(refused.smtp_code, refused.smtp_error) from refused


def _refusal(code: int, words: bytes | str) -> OSError:
    """What the server said to this mail, with its code; for good if the code begins with 5."""
    said = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    text = f"{code} {' '.join(said.split())}"
    return PermanentRefusalError(text) if code in _PERMANENT else OSError(text)


def transport_for(url: str | None = None) -> Transport:
    """The transport the settings name."""
    parts = urlsplit(settings.MAIL_URL if url is None else url)
    if parts.scheme in {"smtp", "smtps"}:
        return SmtpTransport(parts, settings.DEFAULT_FROM_EMAIL)
    if parts.scheme == "file":
        return FolderTransport(Path(unquote(parts.path)))
    return ConsoleTransport()
