"""Putting a motion to the vote: from here on rule, electorate and text are frozen."""

from __future__ import annotations

from secretariat.council.motions.commands.frame import (
    Counting,
    freeze,
    motion_act,
    must_be_of_the_room,
    must_become,
)
from secretariat.council.motions.commands.presiding import give_chair_back
from secretariat.council.motions.models import Motion
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor

State = Motion.State


def open_vote(actor: Actor, motion: Motion) -> Motion:
    """Open a vote by seat. Rule and electorate of the meeting's day are frozen with the motion.

    A motion not decided for want of quorum is opened with the votes and terms it had.
    Refuses ("wrong_state", "no_rule", "no_rule_book", "not_allowed").
    """
    with motion_act(actor, "open_vote", motion) as (this, row, meeting):
        must_become(row, State.OPEN)
        if row.is_decided:
            raise Refused(
                "wrong_state",
                f"{row.number} was {row.get_state_display()}. Nothing has changed. Open the "
                "decision again, with a reason, if it was a slip.",
            )
        this.was(state=row.state)
        counting = Counting(this, row, meeting)
        freeze(row, counting.terms)
        row.state, row.method = State.OPEN, Motion.Method.BY_SEAT
        if row.is_secret:
            row.method = Motion.Method.SECRET
        row.opened_at, row.closed_at, row.explanation = this.at, None, ""
        row.save()
        rule = counting.terms.rule
        this.summary = f"Vote opened: {rule.title}, {rule.threshold.words}"
        this.now_is(state=row.state, rule=f"{rule.title}: {rule.threshold.words}")
    return row


def stop_vote(actor: Actor, motion: Motion) -> Motion:
    """Go back to the discussion before any seat has voted. Refuses ("votes_cast")."""
    with motion_act(actor, "stop_vote", motion) as (this, row, meeting):
        must_be_of_the_room(row)
        must_become(row, State.MOVED)
        if row.state != State.OPEN or row.votes.exists():
            raise Refused(
                "votes_cast",
                f"{row.number} is not open, or seats have voted on it already. Nothing has "
                "changed. Take the votes back, or close the vote.",
            )
        this.was(state=row.state)
        row.state, row.method, row.opened_at = State.MOVED, "", None
        row.frozen_rule, row.frozen_electorate = {}, {}
        row.save()
        give_chair_back(row, meeting)
        this.summary = "Back to the discussion"
        this.now_is(state=row.state)
    return row
