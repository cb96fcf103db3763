"""Letters that the program sends to one person: reminders, and what has a link of its own. Each
says how to get fewer of them, in its text and for the mail program (RFC 2369, RFC 8058).
"""

from __future__ import annotations

import secrets
from datetime import datetime
from email.policy import SMTP

from django.conf import settings

from secretariat.foundation.outbox.letters import letter
from secretariat.foundation.outbox.models import Receipt, Sending
from secretariat.foundation.outbox.recipients import PersonalLetter, Recipient
from secretariat.foundation.outbox.reminders import Reminding, Verdict, may_remind, stop_link
from secretariat.foundation.outbox.tokens import token_digest

from .queueing import queue_mail

# Folded, a long address would become an encoded word, which no mail program reads in a header.
_AS_IT_IS = SMTP.clone(cte_type="7bit", refold_source="none")
FEWER = "\n\nFewer of these letters, or none:\n{}\n"


def send_reminder(to: Recipient, subject: str, text: str, what: Reminding) -> Verdict:
    """Queue a reminder, unless its addressee wants it in the digest, had one today, or wants none;
    what became of it. Runs inside a command. Refuses ("bad_address").
    """
    verdict = may_remind(to.handle, what)
    if verdict is Verdict.GOES:
        _post(to, what.body_slug, what.purpose, subject, text, None)
    return verdict


def send_personally(what: PersonalLetter, to: Recipient, *, at: datetime, by: str) -> Sending:
    """Queue a letter to one person of the record, with a link by which that person answers without
    an account. Runs inside a command. Refuses ("bad_address").
    """
    token = secrets.token_urlsafe(24)
    sending = Sending.objects.create(
        ref=what.ref,
        body_slug=what.body_slug,
        purpose=what.purpose,
        subject=what.subject,
        text=what.text(""),
        sent_at=at,
        sent_by=by[:100],
    )
    Receipt.objects.create(
        sending=sending,
        person_handle=to.handle,
        person_name=to.name,
        token_digest=token_digest(token),
    )
    text = what.text(f"{settings.BASE_URL}/answer/{token}")
    _post(to, what.body_slug, what.purpose, what.subject, text, sending)
    return sending


def _post(
    to: Recipient, body_slug: str, purpose: str, subject: str, text: str, sending: Sending | None
) -> None:
    stop = stop_link(to.handle, body_slug)
    if stop:
        text = text.rstrip() + FEWER.format(stop)
    mail = letter(to_name=to.name, to_address=to.address, subject=subject, text=text)
    if stop:
        mail.policy = _AS_IT_IS
        mail.set_raw("List-Unsubscribe", f"<{stop}>")
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    queue_mail(mail, purpose=purpose, sending=sending)
