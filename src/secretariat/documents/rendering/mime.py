"""A mail as a finished message: plain text, the same as HTML, a calendar part, attachments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from html import escape

from secretariat.documents.rendering.html_runs import runs_html
from secretariat.documents.rendering.ical import Method
from secretariat.rules.errors import Refused
from secretariat.rules.runs import linked

# Lines end as mail servers want them, and no byte needs a server that takes eight bits.
_WIRE = policy.SMTP.clone(cte_type="7bit")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a mail."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One mail to one addressee. `sender` and `to` are a name and an address, `message_id` has its
    angle brackets, `sent_at` is aware; answers go to `reply_to`; `invitation` is an iCalendar file
    shown as an invitation.
    """

    sender: tuple[str, str]
    to: tuple[str, str]
    subject: str
    text: str
    message_id: str
    sent_at: datetime
    reply_to: tuple[str, str] | None = None
    invitation: bytes = b""
    invitation_method: Method = Method.REQUEST
    attachments: Sequence[Attachment] = ()
    language: str = "en"


def message_of(mail: Mail) -> EmailMessage:
    """The mail as a message; its bytes are ready for a mail server. Refuses ("bad_address") what is
    no address, and keeps every header on one line, whatever was typed.
    """
    message = EmailMessage(policy=_WIRE)
    message["From"] = _address(*mail.sender)
    message["To"] = _address(*mail.to)
    if mail.reply_to is not None:
        message["Reply-To"] = _address(*mail.reply_to)
    message["Subject"] = _line(mail.subject)
    message["Date"] = format_datetime(mail.sent_at)
    message["Message-ID"] = mail.message_id
    message["Content-Language"] = mail.language
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.text)
    message.add_alternative(_page(mail), subtype="html")
    if mail.invitation:
        message.add_alternative(
            mail.invitation.decode("utf-8"),
            subtype="calendar",
            params={"method": mail.invitation_method.value},
        )
    for file in mail.attachments:
        kind, _, subtype = file.media_type.partition("/")
        message.add_attachment(
            file.content, maintype=kind, subtype=subtype, filename=_line(file.name)
        )
    return message


def _page(mail: Mail) -> str:
    """The text as HTML: a paragraph after each empty line, addresses as links."""
    parts = [part for part in mail.text.split("\n\n") if part.strip()]
    body = "".join(f"<p>{runs_html(linked(part))}</p>" for part in parts)
    title = f'<meta charset="utf-8"><title>{escape(mail.subject)}</title>'
    start = f'<!doctype html><html lang="{escape(mail.language)}"><head>{title}</head>'
    return f"{start}<body>{body}</body></html>"


def _line(text: str) -> str:
    return " ".join("".join(" " if ord(letter) < 32 else letter for letter in text).split())


def _address(name: str, address: str) -> Address:
    user, at, host = address.strip().rpartition("@")
    if not at or not user or not host or any(letter.isspace() for letter in address.strip()):
        raise Refused(
            "bad_address",
            f"“{_line(address)}” is not an e-mail address. Nothing was sent. Correct the address.",
        )
    return Address(display_name=_line(name), username=user, domain=host)
