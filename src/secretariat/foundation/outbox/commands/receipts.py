"""What people do with what was sent to them, through the link in their own mail."""

from __future__ import annotations

from secretariat.foundation.outbox.enclosures import hear_answer
from secretariat.foundation.outbox.models import ANSWERS, Receipt
from secretariat.foundation.records.commands import act, locked
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor


def mark_read(receipt: Receipt) -> Receipt:
    """The person opened the link and said so. The first time counts."""
    with act(_holder(receipt), "outbox.read", receipt.sending.ref) as this:
        receipt = locked(receipt)
        if receipt.read_at is None:
            receipt.read_at = this.at
            receipt.save(update_fields=["read_at"])
    return receipt


def answer_sending(receipt: Receipt, *, answer: str, note: str = "") -> Receipt:
    """Record the person's answer; a later one replaces it. The app whose letter it is hears
    it.

    Refuses ("unknown_answer") any other answer, and what that app refuses.
    """
    sending = receipt.sending
    known = ANSWERS.get(sending.purpose, {})
    if answer not in known:
        raise Refused("unknown_answer", f"Choose one of: {', '.join(known.values())}.")
    with act(_holder(receipt), "outbox.answer", sending.ref, body_slug=sending.body_slug) as this:
        receipt = locked(receipt)
        before = receipt.note
        this.was(answer=receipt.answer, note=before)
        receipt.read_at = receipt.read_at or this.at
        receipt.answered_at = this.at
        receipt.answer = answer
        receipt.note = note[:500]
        receipt.save(update_fields=["read_at", "answered_at", "answer", "note"])
        this.now_is(answer=answer, note=receipt.note)
        hear_answer(receipt, has_new_word=bool(receipt.note.strip()) and receipt.note != before)
    return receipt


def _holder(receipt: Receipt) -> Actor:
    # Whoever holds the link acts for its person in this one matter, and in nothing else.
    return Actor(
        handle=receipt.person_handle, name=receipt.person_name, person=receipt.person_handle
    )
