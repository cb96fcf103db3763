"""Sending one thing (an agenda, draft minutes) to several people, each with a link of their own."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace

from django.conf import settings

from secretariat.foundation.outbox.models import ANSWERS, Receipt, Sending
from secretariat.foundation.outbox.policy import may_send
from secretariat.foundation.outbox.recipients import Recipient
from secretariat.foundation.outbox.subjects import subject_line
from secretariat.foundation.outbox.tokens import token_digest
from secretariat.foundation.records.commands import act
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor, require

from .letters import Letter
from .queueing import write_to

OWN_LINK = "\n\nYour own link, to read{} without signing in:\n"


def send_to_people(actor: Actor, what: Letter, recipients: Sequence[Recipient]) -> Sending:
    """Queue the letter to everybody, sent by hand, with a personal link by which each can answer
    without an account.

    Refuses ("nobody") an empty list, ("empty_letter") a letter without subject or text, and people
    who may not send for the body.
    """
    subject = what.subject[:300]
    with act(actor, "outbox.send", what.ref, body_slug=what.body_slug, summary=subject) as this:
        require(may_send(actor, what.body_slug))
        _check(what, recipients)
        sending = Sending.objects.create(
            ref=what.ref,
            body_slug=what.body_slug,
            purpose=what.purpose,
            subject=subject_line(what.subject, what.asks, what.answer_by_on),
            text=what.text,
            answer_by_on=what.answer_by_on,
            sent_at=this.at,
            sent_by=actor.name,
        )
        everybody = _once_each(recipients)
        for recipient in everybody:
            _send_one(actor, sending, what, recipient)
        this.now_is(
            subject=sending.subject, recipients=len(everybody), answer_by_on=what.answer_by_on
        )
    return sending


def _once_each(recipients: Sequence[Recipient]) -> list[Recipient]:
    """The recipients without those whose address another before them has."""
    found: dict[str, Recipient] = {}
    for each in recipients:
        found.setdefault(each.address.lower(), each)
    return list(found.values())


def _check(what: Letter, recipients: Sequence[Recipient]) -> None:
    if not what.subject.strip() or not what.text.strip():
        raise Refused("empty_letter", "A letter needs a subject and a text; nothing was sent.")
    if not recipients:
        raise Refused(
            "nobody",
            "Nobody of this body has an address in the record, so nothing was sent. "
            "Add addresses in the roster first.",
        )


def _send_one(actor: Actor, sending: Sending, what: Letter, recipient: Recipient) -> None:
    text = what.text
    if recipient.handle:
        token = secrets.token_urlsafe(24)
        Receipt.objects.create(
            sending=sending,
            person_handle=recipient.handle,
            person_name=recipient.name,
            token_digest=token_digest(token),
        )
        link = f"{settings.BASE_URL}/answer/{token}"
        answering = " and answer" if what.purpose in ANSWERS else ""
        private = f"\n\n{recipient.private}" if recipient.private else ""
        text = f"{text}{private}{OWN_LINK.format(answering)}{link}\n"
    write_to(actor, replace(what, text=text), recipient, is_by_hand=True, sending=sending)
