"""Django's e-mail backend: whatever Django or a library sends passes through the outbox."""

from __future__ import annotations

from collections.abc import Sequence
from email import message_from_bytes
from email.message import EmailMessage as PlainMessage
from email.policy import SMTP

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from secretariat.foundation.outbox.commands import queue_mail
from secretariat.foundation.outbox.letters import new_message_id


class OutboxBackend(BaseEmailBackend):
    """Stores the finished bytes, one row per recipient; the worker delivers them."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Queue every mail for every recipient; answers how many mails were taken."""
        for mail in email_messages:
            for address in mail.recipients():
                queue_mail(_finished(mail, address), purpose="account")
        return len(email_messages)


def _finished(mail: EmailMessage, address: str) -> PlainMessage:
    finished = message_from_bytes(mail.message().as_bytes(), policy=SMTP)
    del finished["To"], finished["Cc"], finished["Message-ID"]
    finished["To"] = address
    finished["Message-ID"] = new_message_id()
    return finished
