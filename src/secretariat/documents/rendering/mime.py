"""A letter as finished mail: plain text, the same as HTML, a calendar part, attachments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape

from secretariat.documents.rendering.ical import Method
from secretariat.rules.errors import Refused


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a letter."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One mail to be. `message_id` is without angle brackets; `html` is safe HTML of the same text,
    or empty; `invitation` an iCalendar file shown as an invitation; `headers` further ones.
    """

    subject: str
    text: str
    from_name: str
    from_address: str
    to: Sequence[tuple[str, str]]
    message_id: str
    sent_at: datetime
    html: str = ""
    reply_to: str = ""
    in_reply_to: str = ""
    invitation: bytes = b""
    invitation_method: Method = Method.REQUEST
    attachments: Sequence[Attachment] = ()
    headers: Sequence[tuple[str, str]] = ()
    language: str = "en"


def mail_bytes(letter: Letter) -> bytes:
    """The letter as bytes to hand to a mail server. Refuses ("bad_address") what is no address, and
    keeps every header on one line.
    """
    message = EmailMessage(policy=SMTP)
    message["From"] = _address(letter.from_name, letter.from_address)
    message["To"] = tuple(_address(name, address) for name, address in letter.to)
    message["Subject"] = _line(letter.subject)
    message["Date"] = format_datetime(letter.sent_at)
    message["Message-ID"] = f"<{_line(letter.message_id)}>"
    message["Content-Language"] = letter.language
    if letter.reply_to:
        message["Reply-To"] = _address("", letter.reply_to)
    if letter.in_reply_to:
        message["In-Reply-To"] = message["References"] = f"<{_line(letter.in_reply_to)}>"
    message["Auto-Submitted"] = "auto-generated"
    for name, value in letter.headers:
        message[_line(name)] = _line(value)
    _add_parts(message, letter)
    return message.as_bytes()


def _add_parts(message: EmailMessage, letter: Letter) -> None:
    message.set_content(letter.text)
    if letter.html:
        page = (
            f'<!doctype html><html lang="{escape(letter.language)}"><head><meta charset="utf-8">'
            f"<title>{escape(letter.subject)}</title></head><body>{letter.html}</body></html>"
        )
        message.add_alternative(page, subtype="html")
    if letter.invitation:
        message.add_alternative(
            letter.invitation.decode("utf-8"),
            subtype="calendar",
            params={"method": letter.invitation_method.value},
        )
    for file in letter.attachments:
        kind, _, subtype = file.media_type.partition("/")
        message.add_attachment(
            file.content, maintype=kind, subtype=subtype, filename=_line(file.name)
        )


def _line(text: str) -> str:
    return " ".join(text.split())


def _address(name: str, address: str) -> Address:
    user, at, host = address.strip().rpartition("@")
    if not at or not user or not host or any(letter.isspace() for letter in address.strip()):
        raise Refused(
            "bad_address",
            f"“{_line(address)}” is not an e-mail address. Nothing was sent. Correct the address.",
        )
    return Address(display_name=_line(name), username=user, domain=host)
