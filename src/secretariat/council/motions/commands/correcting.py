"""What happens to a decision afterwards: a condition, an override, a slip undone, an erratum.

What the rule computed is kept beside every override, and a closed vote is never rewritten.
"""

from __future__ import annotations

from secretariat.council.meetings.commands.frame import reason_given
from secretariat.council.meetings.models import Meeting
from secretariat.council.motions.commands.frame import (
    any_meeting,
    index,
    motion_act,
    must_be_of_the_room,
    must_not_be_counted_in_secret,
    tell,
    words_given,
)
from secretariat.council.motions.models import Motion, MotionErratum
from secretariat.foundation.outbox.commands import drop_held_about
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor

State = Motion.State
CORRECTABLE = (State.CARRIED, State.LOST)


def attach_condition(actor: Actor, motion: Motion, condition: str) -> Motion:
    """Note the condition under which something is decided; empty words take it away again."""
    words = " ".join(condition.split())
    with motion_act(actor, "attach_condition", motion) as (this, row, _):
        if row.state in (State.LOST, State.WITHDRAWN):
            raise Refused(
                "wrong_state",
                f"{row.number} is {row.get_state_display()}, so no condition applies to it. "
                "Nothing has changed.",
            )
        this.was(condition=row.condition)
        row.condition = words
        row.save(update_fields=["condition"])
        index(row)
        this.summary = f"Condition: {words}"[:300] if words else "No condition any more"
        this.now_is(condition=words)
    return row


def override_result(actor: Actor, motion: Motion, state: str, *, reason: str) -> Motion:
    """Set another result than the rule gave, with name and reason; what the rule gave is kept.

    The item's kind acts on the new outcome. Refuses ("reason_missing", "wrong_state",
    "same_result").
    """
    words = reason_given(reason, "the result is overridden")
    with motion_act(actor, "override_result", motion, summary=words) as (this, row, _):
        if not row.computed_state:
            raise Refused(
                "wrong_state",
                f"{row.number} has no counted result to override. Nothing has changed. Take the "
                "vote first.",
            )
        if state not in CORRECTABLE:
            raise Refused(
                "wrong_state",
                f"Choose whether {row.number} is carried or lost. Nothing has changed.",
                {"field": "state"},
            )
        if state == row.state:
            raise Refused(
                "same_result",
                f"{row.number} is {row.get_state_display()} already. Nothing has changed.",
            )
        if ballot := row.goes_on_as:
            raise Refused(
                "continued",
                f"{row.number} goes on as {ballot}, a ballot by mail. Nothing has changed. Correct "
                f"the result of {ballot}.",
            )
        this.was(state=row.state)
        row.state, row.override_reason, row.overridden_by = state, words, actor.name
        row.save(update_fields=["state", "override_reason", "overridden_by"])
        index(row)
        tell(actor, row, f"{row.get_state_display().capitalize()} by decision of {actor.name}.")
        this.now_is(state=row.state, reason=words)
    return row


def reopen_motion(actor: Actor, motion: Motion, *, reason: str) -> Motion:
    """Undo a result recorded by a slip while the meeting is in session; its votes are kept. Mail
    that tells of it and waits for the end of the meeting is not sent.

    Refuses ("in_effect") a carried motion that has already taken effect on what it is about.
    """
    words = reason_given(reason, "the decision is opened again")
    with motion_act(actor, "reopen_motion", motion, summary=words) as (this, row, meeting):
        _may_be_reopened(row, meeting)
        must_not_be_counted_in_secret(row, State.OPEN)
        this.was(state=row.state, explanation=row.explanation)
        drop_held_about(row.ref)
        row.state = State.OPEN if row.votes.exists() else State.MOVED
        row.computed_state = row.explanation = row.override_reason = row.overridden_by = ""
        row.tally, row.closed_at = {}, None
        if row.state == State.MOVED:
            row.frozen_rule, row.frozen_electorate = {}, {}
            row.method, row.opened_at = "", None
        row.save()
        index(row)
        this.now_is(state=row.state, reason=words)
    return row


def note_erratum(
    actor: Actor, motion: Motion, text: str, *, corrected_state: str = ""
) -> MotionErratum:
    """Record, dated, that a closed vote is wrong in the record; the vote itself stays as it was.

    Possible at any time, also after the minutes are approved. Refuses ("words_missing",
    "wrong_state").
    """
    words = words_given(text, "text", "what is wrong and what is right")
    with motion_act(actor, "note_erratum", motion, check=any_meeting) as (this, row, _):
        if row.is_waiting:
            raise Refused(
                "wrong_state",
                f"{row.number} is not closed yet, so it can simply be corrected. Nothing has "
                "changed.",
            )
        if corrected_state and corrected_state not in State.values:
            raise Refused(
                "wrong_state",
                f"Choose whether {row.number} ought to be carried or lost. Nothing has changed.",
                {"field": "corrected_state"},
            )
        erratum = MotionErratum.objects.create(
            motion=row,
            text=words,
            corrected_state=corrected_state,
            noted_at=this.at,
            noted_by=actor.name,
        )
        this.summary = f"Erratum: {words}"[:300]
        this.now_is(erratum=words, corrected_state=corrected_state)
    return erratum


def _may_be_reopened(row: Motion, meeting: Meeting) -> None:
    must_be_of_the_room(row)
    if row.state not in CORRECTABLE:
        raise Refused(
            "wrong_state",
            f"{row.number} is {row.get_state_display()}, not decided, so there is nothing to undo. "
            "Nothing has changed.",
        )
    if meeting.state != Meeting.State.CALLED:
        raise Refused(
            "wrong_state",
            "The meeting is over, so its decisions are not opened again. Nothing has changed. "
            f"Note an erratum under {row.number} instead.",
        )
    if row.is_in_effect:
        raise Refused(
            "in_effect",
            f"{row.number} has taken effect on {', '.join(row.about_refs)}. Nothing has changed. "
            f"Note an erratum under {row.number}, or decide anew by another motion.",
        )
