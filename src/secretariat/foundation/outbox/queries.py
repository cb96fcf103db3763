"""Reads of the outbox: sendings of a thing, who read and answered, the mail of a body, what is
stuck, which addresses do not work.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Prefetch, Q, QuerySet

from secretariat.foundation.outbox.enclosures import link_ends_at
from secretariat.foundation.outbox.models import (
    ANSWERS,
    Message,
    Receipt,
    Sending,
    UnreachedAddress,
)
from secretariat.foundation.outbox.tokens import token_digest
from secretariat.foundation.records import clock
from secretariat.rules.errors import Refused

ACCOUNT = "account"
# After that a mail that came back is history; an address that does not work stays listed.
RECENT = timedelta(days=14)
# Beside the addressee's name nothing more of a mail is needed for a list.
_HEAD = (
    "id", "key", "sending", "state", "to_name", "to_address", "subject", "body_slug", "ref",
    "by_name", "purpose", "queued_at", "delivered_at", "bounced_at", "next_attempt_at", "attempts",
    "last_error", "held_for", "person_handle",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Delivery:
    """One addressee of a sending: how far the mail got, and what the person did with it."""

    name: str
    message: Message | None
    receipt: Receipt | None


@dataclass(frozen=True, slots=True)
class Echo:
    """How far one sending got: mails, delivered, not delivered, people who read it, who
    answered.
    """

    sending: Sending
    messages: tuple[Message, ...]
    receipts: tuple[Receipt, ...]

    @property
    def mails(self) -> int:
        """How many mails it is."""
        return len(self.messages)

    @property
    def delivered(self) -> int:
        """How many a mail server took, and that did not come back."""
        return sum(1 for each in self.messages if each.state == Message.State.SENT)

    @property
    def failed(self) -> int:
        """How many did not reach their addressee."""
        lost = (Message.State.FAILED, Message.State.BOUNCED)
        return sum(1 for each in self.messages if each.state in lost)

    @property
    def deliveries(self) -> tuple[Delivery, ...]:
        """Every addressee, in the order in which the letter went out."""
        by_person = {each.person_handle: each for each in self.receipts}
        mailed = [
            Delivery(
                each.to_name or each.to_address,
                each,
                by_person.pop(each.person_handle, None) if each.person_handle else None,
            )
            for each in self.messages
        ]
        return (*mailed, *(Delivery(each.person_name, None, each) for each in by_person.values()))

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
    """Every sending of a thing, newest first, with how far each mail got and who read and answered
    it. Three queries.
    """
    heads = Prefetch("messages", Message.objects.only(*_HEAD))
    rows = Sending.objects.filter(ref=ref).prefetch_related(heads, "receipts")
    return [Echo(each, tuple(each.messages.all()), tuple(each.receipts.all())) for each in rows]


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


def undelivered(body_slug: str, at: datetime) -> QuerySet[Message]:
    """Mail of a body that was given up, or came back not long before this time on the wall."""
    came_back = Q(state=Message.State.BOUNCED, bounced_at__gt=at - RECENT)
    return Message.objects.filter(Q(state=Message.State.FAILED) | came_back, body_slug=body_slug)


def unreached() -> QuerySet[UnreachedAddress]:
    """The addresses that mail came back from, as long as nobody said that they work again."""
    return UnreachedAddress.objects.filter(works_again_at__isnull=True)


def unreached_among(addresses: Collection[str]) -> dict[str, UnreachedAddress]:
    """Those of the addresses that do not work, by address in small letters. One query at most."""
    wanted = {each.lower() for each in addresses if each}
    return {each.address: each for each in unreached().filter(address__in=wanted)} if wanted else {}


def written_to(body_slug: str) -> set[str]:
    """The addresses a body wrote to that do not work, in small letters. One query."""
    dead = unreached().values_list("address", flat=True)
    rows = Message.objects.filter(body_slug=body_slug, state=Message.State.BOUNCED)
    return {each.lower() for each in rows.values_list("to_address", flat=True)} & set(dead)


def mail_of(body_slug: str, *states: str) -> QuerySet[Message]:
    """The mail of a body without its bytes, the newest first, of some states or of all."""
    rows = Message.objects.filter(body_slug=body_slug).exclude(purpose=ACCOUNT).only(*_HEAD)
    return (rows.filter(state__in=states) if states else rows).order_by("-id")


def mail_counts(body_slug: str) -> dict[str, int]:
    """How much mail of a body is in each state. One query."""
    rows = Message.objects.filter(body_slug=body_slug).exclude(purpose=ACCOUNT)
    counted = rows.order_by().values_list("state").annotate(mails=Count("id"))
    return dict(counted)


def mail_named(body_slug: str, key: str) -> Message:
    """One mail of a body with its bytes. Refuses ("not_found"), also any that holds a sign-in code:
    those belong to no body.
    """
    rows = Message.objects.filter(body_slug=body_slug, key=key).exclude(purpose=ACCOUNT)
    row = rows.first()
    if row is None:
        raise Refused("not_found", "There is no mail of this name. The list has all of this body.")
    return row
