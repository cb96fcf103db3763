"""Letters that the program words for one person: reminders, and what has a link of its own. Each
says how to get fewer of them, in its text and for the mail program (RFC 2369, RFC 8058).
"""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import datetime

from django.conf import settings

from secretariat.foundation.outbox.models import Receipt, Sending
from secretariat.foundation.outbox.recipients import PersonalLetter, Recipient
from secretariat.foundation.outbox.reminders import Reminding, Verdict, may_remind, stop_link
from secretariat.foundation.outbox.subjects import subject_line
from secretariat.foundation.outbox.tokens import token_digest
from secretariat.rules.visibility import Actor

from .letters import Letter
from .queueing import is_program, write_to

FEWER = "\n\nFewer of these letters, or none:\n{}\n"


def send_reminder(actor: Actor, what: Letter, to: Recipient, answered_at: str) -> Verdict:
    """Queue a reminder, unless its addressee wants it in the digest, had one today, or wants none;
    what became of it. `answered_at` is the address where it is answered. Runs inside a command.
    Refuses ("bad_address").
    """
    words = subject_line(what.subject, what.asks, what.answer_by_on)
    verdict = may_remind(to.handle, Reminding(what.body_slug, what.purpose, words, answered_at))
    if verdict is Verdict.GOES:
        _post(actor, what, to, None)
    return verdict


def send_personally(actor: Actor, what: PersonalLetter, to: Recipient, *, at: datetime) -> Sending:
    """Queue a letter to one person of the record, with a link by which that person answers without
    an account. Runs inside a command. Refuses ("bad_address").
    """
    token = secrets.token_urlsafe(24)
    said = Letter(
        ref=what.ref,
        body_slug=what.body_slug,
        purpose=what.purpose,
        subject=what.subject,
        text=what.text(""),
        asks=what.asks,
        answer_by_on=what.answer_by_on,
    )
    sending = Sending.objects.create(
        ref=what.ref,
        body_slug=what.body_slug,
        purpose=what.purpose,
        subject=subject_line(what.subject, what.asks, what.answer_by_on),
        text=said.text,
        sent_at=at,
        sent_by=actor.name[:100],
    )
    Receipt.objects.create(
        sending=sending,
        person_handle=to.handle,
        person_name=to.name,
        token_digest=token_digest(token),
    )
    text = what.text(f"{settings.BASE_URL}/answer/{token}")
    _post(actor, replace(said, text=text), to, sending)
    return sending


def _post(actor: Actor, what: Letter, to: Recipient, sending: Sending | None) -> None:
    stop = stop_link(to.handle, what.body_slug)
    if stop:
        what = replace(what, text=what.text.rstrip() + FEWER.format(stop))
    write_to(actor, what, to, is_by_hand=not is_program(actor), sending=sending, stop=stop)
