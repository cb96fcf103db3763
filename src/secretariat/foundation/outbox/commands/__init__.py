"""Every write of the outbox: queueing, sending to a body's people, what waits, delivery, what came
back, receipts.
"""

from __future__ import annotations

from .bounces import address_works_again, note_bounces, take_in_mail
from .delivery import deliver_due, note_delivered, note_failure, note_refusal
from .holding import do_not_send, drop_held_about, drop_raised, release_held, send_now
from .letters import Letter
from .personal import send_personally, send_reminder
from .previewing import letters_of, letters_to_come
from .queueing import queue_mail, write_to
from .receipts import answer_sending, mark_read
from .sending import send_to_people

__all__ = [
    "Letter",
    "address_works_again",
    "answer_sending",
    "deliver_due",
    "do_not_send",
    "drop_held_about",
    "drop_raised",
    "letters_of",
    "letters_to_come",
    "mark_read",
    "note_bounces",
    "note_delivered",
    "note_failure",
    "note_refusal",
    "queue_mail",
    "release_held",
    "send_now",
    "send_personally",
    "send_reminder",
    "send_to_people",
    "take_in_mail",
    "write_to",
]
