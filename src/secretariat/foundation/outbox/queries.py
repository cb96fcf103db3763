"""Reads of the outbox: sendings of a thing, who read and answered, what is stuck."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from secretariat.foundation.outbox.enclosures import link_ends_at
from secretariat.foundation.outbox.models import ANSWERS, Message, Receipt, Sending
from secretariat.foundation.outbox.tokens import token_digest
from secretariat.foundation.records import clock
from secretariat.rules.errors import Refused


@dataclass(frozen=True, slots=True)
class Echo:
    """How far one sending got: mails, delivered, not delivered, people who read it, who
    answered.
    """

    sending: Sending
    mails: int
    delivered: int
    failed: int
    receipts: tuple[Receipt, ...]

    @property
    def has_read(self) -> tuple[Receipt, ...]:
        """Receipts of those who opened their link."""
        return tuple(receipt for receipt in self.receipts if receipt.read_at)

    @property
    def answers(self) -> dict[str, int]:
        """How often each answer was given, in words; those not given are left out."""
        given = [receipt.answer_words for receipt in self.receipts if receipt.answer]
        known = ANSWERS.get(self.sending.purpose, {}).values()
        return {words: given.count(words) for words in known if words in given}

    @property
    def unanswered(self) -> int:
        """How many have not answered."""
        return sum(1 for receipt in self.receipts if not receipt.answer)

    @property
    def silent(self) -> tuple[Receipt, ...]:
        """Receipts of those of whom nothing is known."""
        return tuple(receipt for receipt in self.receipts if not receipt.read_at)


def echoes(ref: str) -> list[Echo]:
    """Every sending of a thing, newest first, with who read and answered it. Two queries."""
    sendings = Sending.objects.filter(ref=ref).annotate(
        mails=Count("messages", distinct=True),
        delivered=Count("messages", distinct=True, filter=Q(messages__state=Message.State.SENT)),
        failed=Count("messages", distinct=True, filter=Q(messages__state=Message.State.FAILED)),
    )
    return [
        Echo(each, each.mails, each.delivered, each.failed, tuple(each.receipts.all()))
        for each in sendings.prefetch_related("receipts")
    ]


def receipt_of(token: str) -> Receipt:
    """The receipt a personal link belongs to. Refuses ("not_found") an unknown one, ("link_ended")
    one whose time is over.
    """
    row = Receipt.objects.select_related("sending").filter(token_digest=token_digest(token)).first()
    if row is None:
        raise Refused(
            "not_found", "This link is not known here. Open the newest mail, or sign in instead."
        )
    end = link_ends_at(row)
    if end is not None and end <= clock.now():
        raise Refused(
            "link_ended",
            "The time of this link is over; what you said by it stands. Nothing has changed. Open "
            "the newest letter, or sign in instead.",
        )
    return row


def asked_of(person_handle: str | None, ref: str) -> Receipt | None:
    """The receipt of the latest letter about a thing to a person, to be answered. One query."""
    rows = Receipt.objects.select_related("sending").filter(sending__ref=ref)
    rows = rows.filter(sending__purpose__in=ANSWERS, person_handle=person_handle or "")
    return rows.order_by("-sending__sent_at", "-id").first()


def read_by(person_handle: str, *body_slugs: str) -> frozenset[str]:
    """The references of what these bodies sent to a person and the person says to have read. One
    query.
    """
    rows = Receipt.objects.filter(person_handle=person_handle, sending__body_slug__in=body_slugs)
    return frozenset(rows.exclude(read_at=None).values_list("sending__ref", flat=True))


def stuck() -> QuerySet[Message]:
    """Mail that was given up after its last attempt."""
    return Message.objects.filter(state=Message.State.FAILED)
