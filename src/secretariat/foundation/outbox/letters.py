"""Writing a mail: a text a person reads, the same as simple HTML, and a Message-ID of our own."""

from __future__ import annotations

import re
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import make_msgid, parseaddr
from html import escape

from django.conf import settings

_LINK = re.compile(r"https?://[^\s<>\"]+")
# Lines end as mail servers want them, and no byte needs a server that takes eight bits.
_WIRE = policy.SMTP.clone(cte_type="7bit")


def new_message_id() -> str:
    """A Message-ID under the sender's own domain."""
    return make_msgid(domain=parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2])


def letter(
    *, to_name: str, to_address: str, subject: str, text: str, list_id: str = ""
) -> EmailMessage:
    """One mail to one addressee, as plain text and HTML. Subject and name are one line, whatever
    was typed.
    """
    mail = EmailMessage(policy=_WIRE)
    name, _, domain = to_address.rpartition("@")
    mail["From"] = settings.DEFAULT_FROM_EMAIL
    mail["To"] = Address(_one_line(to_name), name, domain)
    mail["Subject"] = _one_line(subject)
    mail["Message-ID"] = new_message_id()
    mail["Auto-Submitted"] = "auto-generated"
    if list_id:
        mail["List-Id"] = list_id
    mail.set_content(text)
    mail.add_alternative(_as_html(text), subtype="html")
    return mail


def _one_line(text: str) -> str:
    return " ".join("".join(" " if ord(c) < 32 else c for c in text).split())


def _as_html(text: str) -> str:
    paragraphs = [_linked(escape(part, quote=False)) for part in text.split("\n\n") if part.strip()]
    inner = "".join(f"<p>{part.replace(chr(10), '<br>')}</p>" for part in paragraphs)
    return f'<!doctype html><html lang="en"><body>{inner}</body></html>'


def _linked(text: str) -> str:
    return _LINK.sub(lambda found: f'<a href="{found[0]}">{found[0]}</a>', text)
