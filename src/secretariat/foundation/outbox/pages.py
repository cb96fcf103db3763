"""A mail as its page shows it: as it leaves, without the links that act for its reader."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage

from secretariat.foundation.outbox.models import Message
from secretariat.foundation.outbox.subjects import asked_by

# What random keys look like in an address. A slug as long has no capital and no underscore.
_KEY = re.compile(r"(?<=[/=])(?=[^/\s\"<>]*[A-Z_:])[\w:.~-]{24,}")
HIDDEN = "…"


@dataclass(frozen=True, slots=True)
class Shown:
    """One mail to look at. `html` is a page of its own; show it in a frame that may do nothing."""

    message: Message
    subject: str
    sender: str
    reply_to: str
    text: str
    html: str

    @property
    def says_what_it_asks(self) -> bool:
        """Whether its subject says what is wanted."""
        return asked_by(self.subject) is not None


def as_sent(message: Message) -> Shown:
    """The mail as its bytes say it. Whoever opened a personal link would act as the addressee, so
    each is cut off.
    """
    mail = message_from_bytes(bytes(message.content), policy=policy.default)
    assert isinstance(mail, EmailMessage)
    return Shown(
        message=message,
        subject=str(mail["Subject"] or ""),
        sender=str(mail["From"] or ""),
        reply_to=str(mail["Reply-To"] or ""),
        text=_part(mail, "plain"),
        html=_part(mail, "html"),
    )


def _part(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body((kind,))
    text = str(part.get_content()) if part is not None else ""
    return _KEY.sub(HIDDEN, text.replace("\r\n", "\n"))
