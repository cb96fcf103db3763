"""What every mail of this installation has: its sender, the date, a Message-ID of its own."""

from __future__ import annotations

from email.message import EmailMessage
from email.utils import make_msgid, parseaddr

from django.conf import settings

from secretariat.documents.rendering.mime import Mail, message_of
from secretariat.foundation.records import clock


def new_message_id() -> str:
    """A Message-ID under the sender's own domain."""
    return make_msgid(domain=_sender()[1].rpartition("@")[2])


def letter(
    *,
    to_name: str,
    to_address: str,
    subject: str,
    text: str,
    reply_to: tuple[str, str] | None = None,
) -> EmailMessage:
    """One mail to one addressee, as plain text and HTML; answers go to `reply_to`, a name and an
    address. Refuses ("bad_address").
    """
    mail = Mail(
        sender=_sender(),
        to=(to_name, to_address),
        subject=subject,
        text=text,
        message_id=new_message_id(),
        sent_at=clock.wall_now(),
        reply_to=reply_to,
    )
    return message_of(mail)


def _sender() -> tuple[str, str]:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)
