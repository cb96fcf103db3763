"""Putting finished mail into the outbox, in the transaction of the command that wants it sent."""

from __future__ import annotations

from email.message import EmailMessage

from secretariat.foundation.outbox.models import Message, Sending
from secretariat.foundation.records import clock

# The recurring task that hands due mail over; queued mail does not wait for its next turn.
DELIVERY = "outbox.deliver"


def queue_mail(
    mail: EmailMessage, *, purpose: str, sending: Sending | None = None, is_held: bool = False
) -> Message:
    """Queue one finished mail to its one addressee; the bytes are kept as they are.

    Mail raised in a meeting is held (`is_held`) until `release_held` lets it go at adjournment.
    """
    now = clock.wall_now()
    addressee = mail["To"].addresses[0]
    message = Message.objects.create(
        sending=sending,
        message_id=mail["Message-ID"],
        purpose=purpose,
        to_name=addressee.display_name[:200],
        to_address=addressee.addr_spec,
        subject=str(mail["Subject"])[:300],
        content=mail.as_bytes(),
        state=Message.State.HELD if is_held else Message.State.QUEUED,
        next_attempt_at=now,
        queued_at=now,
    )
    if not is_held:
        _deliver_soon()
    return message


def release_held(ref: str) -> int:
    """Let the held mail about a reference go; answers how many."""
    held = Message.objects.filter(state=Message.State.HELD, sending__ref=ref)
    released = held.update(state=Message.State.QUEUED, next_attempt_at=clock.wall_now())
    if released:
        _deliver_soon()
    return released


def _deliver_soon() -> None:
    # The job library is loaded once mail is queued, not by whoever only reads the record.
    from secretariat.foundation.jobs.commands import run_soon

    run_soon(DELIVERY)
