"""Voice votes: the chair declares what was heard, until somebody calls for a vote by seat."""

from __future__ import annotations

from secretariat.council.motions.commands.correcting import reopen_motion
from secretariat.council.motions.commands.finishing import Ended, finish, quorum_numbers
from secretariat.council.motions.commands.frame import (
    Counting,
    motion_act,
    must_be_open_to_all,
    must_become,
)
from secretariat.council.motions.commands.opening import open_vote
from secretariat.council.motions.models import Motion
from secretariat.foundation.records.commands import act
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor
from secretariat.rules.voice import voice_result

State = Motion.State


def declare_carried(actor: Actor, motion: Motion) -> Motion:
    """Record that the chair declared a motion carried by voice. Nothing is counted; the item's kind
    acts on the outcome.

    Refuses ("voice_not_allowed") by another rule than a simple majority, ("no_quorum",
    "votes_cast", "wrong_state").
    """
    return _declared(actor, motion, State.CARRIED)


def declare_lost(actor: Actor, motion: Motion) -> Motion:
    """Record that the chair declared a motion lost by voice. Refuses as `declare_carried` does."""
    return _declared(actor, motion, State.LOST)


def call_for_seats(actor: Actor, motion: Motion) -> Motion:
    """Vote by seat on what was declared by voice: the declaration does not stand any more.

    Refuses ("wrong_state") a motion that was decided otherwise, or whose meeting is over, and
    ("in_effect") one that has taken effect already.
    """
    with act(actor, "motions.call_for_seats", motion.ref, body_slug=motion.body.slug) as this:
        if motion.method != Motion.Method.VOICE:
            raise Refused(
                "wrong_state",
                f"{motion.number} was not declared by voice. Nothing has changed. Open the "
                "decision again, with a reason, if it was a slip.",
            )
        again = reopen_motion(actor, motion, reason="A vote by seat was called for")
        this.summary = "A vote by seat was called for"
        return open_vote(actor, again)


def _declared(actor: Actor, motion: Motion, state: State) -> Motion:
    is_carried = state == State.CARRIED
    verb = "declare_carried" if is_carried else "declare_lost"
    with motion_act(actor, verb, motion) as (this, row, meeting):
        must_become(row, state)
        must_be_open_to_all(row)
        now = Counting(this, row, meeting)
        if now.votes:
            raise Refused(
                "votes_cast",
                f"Seats have already voted on {row.number} by name, and those votes are counted. "
                "Nothing has changed. Close that vote, or ask the others for their consent.",
            )
        declared = voice_result(now.terms.rule, now.quorum, is_carried=is_carried)
        row.method = Motion.Method.VOICE
        ended = Ended(declared.outcome, declared.sentence, "", quorum_numbers(now))
        finish(actor, this, row, now, ended)
    return row
