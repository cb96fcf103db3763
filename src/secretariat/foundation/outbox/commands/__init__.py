"""Every write of the outbox: queueing, sending to a body's people, delivery, receipts."""

from __future__ import annotations

from .delivery import deliver_due, note_delivered, note_failure
from .queueing import queue_mail, release_held
from .receipts import answer_sending, mark_read
from .sending import Letter, send_to_people

__all__ = [
    "Letter",
    "answer_sending",
    "deliver_due",
    "mark_read",
    "note_delivered",
    "note_failure",
    "queue_mail",
    "release_held",
    "send_to_people",
]
