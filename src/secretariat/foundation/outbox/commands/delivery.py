"""Handing queued mail to the transport, with back-off after a failure. Delivery uses the wall
clock.
"""

from __future__ import annotations

import logging
from datetime import timedelta

from django.db import transaction

from secretariat.documents.reading.bounces import is_dead_address
from secretariat.foundation.outbox.models import Message
from secretariat.foundation.outbox.transport import PermanentRefusalError, Transport, transport_for
from secretariat.foundation.records import clock

from .bounces import mark_bounced

LOG = logging.getLogger(__name__)
MOST_ATTEMPTS = 8
CLAIM = timedelta(minutes=5)


def deliver_due(transport: Transport | None = None, *, limit: int = 50) -> int:
    """Deliver what is due; answers how many mails were delivered. Safe to run in two places at
    once.
    """
    carrier = transport or transport_for()
    delivered = 0
    for message in _claimed(limit):
        if not _still_waits(message):
            continue
        try:
            carrier.deliver(message.to_address, bytes(message.content))
        except PermanentRefusalError as error:
            note_refusal(message, str(error))
        except (OSError, ValueError) as error:
            # ValueError: an address that cannot be written on the wire.
            note_failure(message, str(error))
        else:
            note_delivered(message)
            delivered += 1
    return delivered


def _claimed(limit: int) -> list[Message]:
    # A claim pushes the next attempt ahead, so that a second worker does not send the same mail.
    now = clock.wall_now()
    due = Message.objects.filter(state=Message.State.QUEUED, next_attempt_at__lte=now)
    with transaction.atomic():
        claimed = list(due.select_for_update()[:limit])
        ids = [message.pk for message in claimed]
        Message.objects.filter(pk__in=ids).update(next_attempt_at=now + CLAIM)
    return claimed


def _still_waits(message: Message) -> bool:
    # Somebody may have kept it back while the mails before it were handed over.
    return Message.objects.filter(pk=message.pk, state=Message.State.QUEUED).exists()


def note_delivered(message: Message) -> None:
    """The transport took the mail."""
    message.state = Message.State.SENT
    message.delivered_at = clock.wall_now()
    message.last_error = ""
    message.attempts += 1
    message.save(update_fields=["state", "delivered_at", "last_error", "attempts"])


def note_refusal(message: Message, error: str) -> None:
    """The server will never take the mail: it came back, and is not tried again."""
    message.attempts += 1
    message.save(update_fields=["attempts"])
    mark_bounced(message, error, is_dead=is_dead_address(error))


def note_failure(message: Message, error: str) -> None:
    """The transport refused: try again later, 1, 2, 4 … minutes apart, and give up after eight
    attempts.
    """
    message.attempts += 1
    message.last_error = error[:300]
    if message.attempts >= MOST_ATTEMPTS:
        message.state = Message.State.FAILED
    message.next_attempt_at = clock.wall_now() + timedelta(minutes=2 ** (message.attempts - 1))
    message.save(update_fields=["state", "attempts", "last_error", "next_attempt_at"])
    LOG.warning("mail %s was not taken (attempt %s)", message.message_id, message.attempts)
