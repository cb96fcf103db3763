"""Putting finished mail into the outbox, in the transaction of the command that wants it sent.

What is raised while a body meets waits for the end of the meeting, so that an undo in the room can
take it back. What somebody sends by hand, ballots and sign-in codes leave at once.
"""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP

from secretariat.foundation.outbox.letters import letter
from secretariat.foundation.outbox.models import Message, Sending
from secretariat.foundation.outbox.queries import ACCOUNT
from secretariat.foundation.outbox.recipients import Recipient
from secretariat.foundation.outbox.replies import reply_to
from secretariat.foundation.outbox.sessions import meeting_in_session
from secretariat.foundation.outbox.subjects import subject_line
from secretariat.foundation.records import clock
from secretariat.foundation.records.commands import Act, running_acts
from secretariat.rules.visibility import Actor

from .letters import Letter
from .previewing import note_for_preview

# The recurring task that hands due mail over; queued mail does not wait for its next turn.
DELIVERY = "outbox.deliver"
BALLOT = "ballot"
# Folded, a long address would become an encoded word, which no mail program reads in a header.
_AS_IT_IS = SMTP.clone(cte_type="7bit", refold_source="none")
NEVER_HELD = frozenset({ACCOUNT, BALLOT})


def write_to(
    actor: Actor,
    what: Letter,
    to: Recipient,
    *,
    is_by_hand: bool,
    sending: Sending | None = None,
    stop: str = "",
) -> Message:
    """Queue one letter to one addressee; its subject says what it wants, its answers reach a
    person, and `stop` is where letters of this sort are stopped. Refuses ("bad_address").
    """
    sender = (actor.person or "") if is_by_hand else ""
    answers_to = reply_to(what.body_slug, sender, clock.now())
    mail = letter(
        to_name=to.name,
        to_address=to.address,
        subject=subject_line(what.subject, what.asks, what.answer_by_on),
        text=what.text,
        reply_to=(answers_to.name, answers_to.address) if answers_to else None,
    )
    if stop:
        mail.policy = _AS_IT_IS
        mail.set_raw("List-Unsubscribe", f"<{stop}>")
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return queue_mail(
        mail,
        purpose=what.purpose,
        sending=sending,
        person_handle=to.handle,
        is_by_hand=is_by_hand,
    )


def queue_mail(
    mail: EmailMessage,
    *,
    purpose: str,
    sending: Sending | None = None,
    person_handle: str = "",
    is_by_hand: bool = False,
) -> Message:
    """Queue one finished mail to its one addressee; the bytes are kept as they are. It belongs to
    the commands that run, and waits for the end of a meeting as the module says.
    """
    now, acts = clock.wall_now(), running_acts()
    meeting = "" if is_by_hand or purpose in NEVER_HELD else _meeting_of(acts)
    innermost = acts[-1] if acts else None
    addressee = mail["To"].addresses[0]
    message = Message.objects.create(
        sending=sending,
        message_id=mail["Message-ID"],
        body_slug=innermost.body_slug if innermost else "",
        ref=innermost.ref if innermost else "",
        by_name=innermost.actor.name[:100] if innermost else "",
        raised_by=_trace(acts),
        held_for=meeting,
        person_handle=person_handle,
        purpose=purpose,
        to_name=addressee.display_name[:200],
        to_address=addressee.addr_spec,
        subject=str(mail["Subject"])[:300],
        content=mail.as_bytes(),
        state=Message.State.HELD if meeting else Message.State.QUEUED,
        next_attempt_at=now,
        queued_at=now,
    )
    note_for_preview(message)
    if not meeting:
        deliver_soon()
    return message


def deliver_soon() -> None:
    """Let a worker hand over what is due without waiting for its next turn."""
    # The job library is loaded once mail is queued, not by whoever only reads the record.
    from secretariat.foundation.jobs.commands import run_soon

    run_soon(DELIVERY)


def act_mark(command: str, ref: str) -> str:
    """One act among those that a mail was raised by."""
    return f"\n{command} {ref}\n"


def _trace(acts: tuple[Act, ...]) -> str:
    return "".join(act_mark(each.command, each.ref) for each in acts)


def _meeting_of(acts: tuple[Act, ...]) -> str:
    """The meeting in whose course somebody of its body acts; empty for the program itself, and for
    strangers with a link.
    """
    for each in acts:
        actor, body_slug = each.actor, each.body_slug
        is_ours = actor.is_operator or any(slug == body_slug for slug, _ in actor.roles)
        if not body_slug or not is_ours or is_program(actor):
            continue
        meeting = meeting_in_session(body_slug, each.at)
        if meeting:
            return meeting
    return ""


def is_program(actor: Actor) -> bool:
    """Whether the program itself acts, by a task of its own."""
    return actor.handle.startswith("system:")
