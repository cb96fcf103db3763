"""How mail leaves: printed to the console (the default), or handed to an SMTP server."""

from __future__ import annotations

import smtplib
import sys
from email import message_from_bytes, policy
from typing import Protocol, TextIO
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from django.conf import settings


class Transport(Protocol):
    """Takes one finished mail, or raises `OSError`."""

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
            server.sendmail(self.sender, [address], content)


def transport_for(url: str | None = None) -> Transport:
    """The transport the settings name."""
    parts = urlsplit(settings.MAIL_URL if url is None else url)
    if parts.scheme in {"smtp", "smtps"}:
        return SmtpTransport(parts, settings.DEFAULT_FROM_EMAIL)
    return ConsoleTransport()
