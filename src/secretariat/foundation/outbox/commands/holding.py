"""Mail that waits: let go at the end of a meeting, by hand, or not sent at all."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet

from secretariat.foundation.outbox.models import Message
from secretariat.foundation.outbox.policy import may_send
from secretariat.foundation.outbox.queries import ACCOUNT
from secretariat.foundation.records import clock
from secretariat.foundation.records.commands import act, locked
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor, require

from .queueing import act_mark, deliver_soon

State = Message.State
UNDONE = "The act that it told of was undone in the room."
NOTHING = "Nothing has changed."


def release_held(meeting_ref: str) -> int:
    """Let the mail go that waited for the end of this meeting; answers how many. Runs inside the
    command that adjourns.
    """
    held = Message.objects.filter(state=State.HELD, held_for=meeting_ref)
    released = held.update(state=State.QUEUED, next_attempt_at=clock.wall_now())
    if released:
        deliver_soon()
    return released


def drop_raised(command: str, ref: str, why: str = UNDONE) -> int:
    """Do not send what an act raised and what still waits for the end of its meeting; answers how
    many. Runs inside the command that undoes the act.
    """
    return _drop(Message.objects.filter(raised_by__contains=act_mark(command, ref)), why)


def drop_held_about(ref: str, why: str = UNDONE, *, to: Collection[str] | None = None) -> int:
    """Do not send what any act on this reference raised, to these addresses or to all, and what
    still waits for the end of its meeting; answers how many. Runs inside the command that undoes.
    """
    rows = Message.objects.filter(raised_by__contains=f" {ref}\n")
    return _drop(rows if to is None else rows.filter(to_address__in=to), why)


def _drop(rows: QuerySet[Message], why: str) -> int:
    return rows.filter(state=State.HELD).update(state=State.DROPPED, last_error=why[:300])


def send_now(actor: Actor, message: Message) -> Message:
    """Send at once what waits, or after all what was not delivered, came back or was kept back.

    Refuses ("not_allowed", "wrong_state").
    """
    with act(actor, "outbox.send_now", message.ref, body_slug=message.body_slug) as this:
        require(may_send(actor, message.body_slug))
        row = _ours(message)
        if row.state == State.SENT:
            raise Refused("wrong_state", f"This mail was sent already. {NOTHING}")
        this.was(state=row.state)
        row.state, row.attempts, row.next_attempt_at = State.QUEUED, 0, clock.wall_now()
        row.save(update_fields=["state", "attempts", "next_attempt_at"])
        this.now_is(state=row.state, subject=row.subject, to=row.to_name)
        deliver_soon()
    return row


def do_not_send(actor: Actor, message: Message, *, reason: str = "") -> Message:
    """Keep back for good what still waits; it stays in the list with who said so and why.

    Refuses ("not_allowed", "wrong_state").
    """
    with act(actor, "outbox.do_not_send", message.ref, body_slug=message.body_slug) as this:
        require(may_send(actor, message.body_slug))
        row = _ours(message)
        if not row.is_waiting:
            words = f"It is too late for that, the mail was handled: {row.get_state_display()}."
            raise Refused("wrong_state", f"{words} {NOTHING}")
        this.was(state=row.state)
        why = " ".join(reason.split())
        row.state = State.DROPPED
        row.last_error = f"{actor.name} kept it back{f': {why}' if why else '.'}"[:300]
        row.save(update_fields=["state", "last_error"])
        this.now_is(state=row.state, subject=row.subject, to=row.to_name, reason=why)
    return row


def _ours(message: Message) -> Message:
    if message.purpose == ACCOUNT:
        raise Refused("not_found", "There is no mail of this name.")
    return locked(message)
