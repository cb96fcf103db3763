"""Ending a motion with a result: by vote, by general consent, by a show of seats, for want of
quorum.

The law computes and explains; what it computed from is kept with the result.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from secretariat.council.motions.commands.casting import must_be_open
from secretariat.council.motions.commands.frame import (
    Counting,
    freeze,
    index,
    meeting_of,
    motion_act,
    must_be_open_to_all,
    must_become,
    tell,
)
from secretariat.council.motions.commands.presiding import give_chair_back
from secretariat.council.motions.models import Motion
from secretariat.council.motions.queries.secret import secret_votes_of
from secretariat.council.motions.snapshots import labels
from secretariat.foundation.records.commands import Act
from secretariat.rules.errors import Refused
from secretariat.rules.motions import (
    Outcome,
    VoteResult,
    check_vote,
    count_result,
    general_consent_result,
    vote_result,
    what_would_change_it,
)
from secretariat.rules.secret import in_secret
from secretariat.rules.visibility import Actor

State = Motion.State
STATES = {
    Outcome.CARRIED: State.CARRIED,
    Outcome.LOST: State.LOST,
    Outcome.NO_QUORUM: State.NO_QUORUM,
}


def close_vote(actor: Actor, motion: Motion) -> Motion:
    """Close a vote by seat and count it by the frozen rule, with the quorum of this moment.

    Without quorum the motion is not decided and its votes are kept. The item's kind acts on the
    outcome. Refuses ("vote_not_open", "not_allowed").
    """
    with motion_act(actor, "close_vote", motion) as (this, row, meeting):
        must_be_open(row)
        now = Counting(this, row, meeting)
        now.votes = [*now.votes, *secret_votes_of(row)]
        result = vote_result(
            now.terms.rule,
            now.terms.roster,
            now.quorum.present_seats,
            now.votes,
            now.quorum,
            is_closed=True,
        )
        if row.is_secret:
            result = in_secret(result)
        _finish(actor, this, row, now, result)
    return row


def record_general_consent(
    actor: Actor,
    motion: Motion,
    *,
    abstaining: Sequence[str] = (),
    recused: Sequence[str] = (),
    objecting: Sequence[str] = (),
) -> Motion:
    """Record that the chair asked for objections and heard none; abstentions are noted by seat.

    Refuses ("consent_not_allowed", "no_quorum", "objection", "consent_too_few",
    "seat_not_present", "votes_cast", "wrong_state").
    """
    with motion_act(actor, "record_general_consent", motion) as (this, row, meeting):
        must_become(row, State.CARRIED)
        now = Counting(this, row, meeting)
        _no_votes_yet(row, now)
        for seat in (*abstaining, *recused, *objecting):
            check_vote(now.terms.roster, now.speaking, (), seat)
        result = general_consent_result(
            now.terms.rule,
            now.terms.roster,
            now.quorum.present_seats,
            now.quorum,
            abstaining=abstaining,
            recused=recused,
            objecting=objecting,
        )
        row.method = Motion.Method.GENERAL_CONSENT
        named = {"abstaining": abstaining, "recused_seats": recused}
        extra = {key: labels(now.terms.roster, seats) for key, seats in named.items()}
        _finish(actor, this, row, now, result, extra)
    return row


def record_show_of_seats(
    actor: Actor, motion: Motion, *, yes: int, no: int, abstain: int
) -> Motion:
    """Record a show of seats, counted without names, never more than are present.

    Refuses ("miscounted", "votes_cast", "wrong_state").
    """
    with motion_act(actor, "record_show_of_seats", motion) as (this, row, meeting):
        must_become(row, State.CARRIED)
        now = Counting(this, row, meeting)
        _no_votes_yet(row, now)
        seats = now.quorum.present_seats
        counts = (yes, no, abstain)
        result = count_result(now.terms.rule, now.terms.roster, seats, counts, now.quorum)
        row.method = Motion.Method.COUNT
        _finish(actor, this, row, now, result)
    return row


def record_no_quorum(actor: Actor, motion: Motion) -> Motion:
    """Record that a motion could not be decided for want of quorum.

    Refuses ("quorum_reached", "wrong_state") while there is quorum.
    """
    with motion_act(actor, "record_no_quorum", motion) as (this, row, meeting):
        must_become(row, State.NO_QUORUM)
        now = Counting(this, row, meeting)
        if now.quorum.is_reached:
            raise Refused(
                "quorum_reached",
                f"There is quorum: {now.quorum.sentence} Nothing has changed. Take the vote, or "
                "correct the roll call first.",
            )
        result = vote_result(
            now.terms.rule, now.terms.roster, now.quorum.present_seats, now.votes, now.quorum
        )
        _finish(actor, this, row, now, result)
    return row


def _no_votes_yet(row: Motion, now: Counting) -> None:
    must_be_open_to_all(row)
    if now.votes:
        raise Refused(
            "votes_cast",
            f"Seats have already voted on {row.number} by name. Nothing has changed. Close that "
            "vote, or take the votes back first.",
        )


def _finish(
    actor: Actor,
    this: Act,
    row: Motion,
    now: Counting,
    result: VoteResult,
    extra: dict[str, list[str]] | None = None,
) -> None:
    """Write the result and let the item's kind act on it."""
    this.was(state=row.state)
    change = what_would_change_it(now.terms.rule, result)
    freeze(row, now.terms)
    row.state = row.computed_state = STATES[result.outcome]
    row.explanation = f"{result.sentence} {change}"
    row.tally = {**_numbers(result, now), **(extra or {})}
    row.opened_at, row.closed_at = row.opened_at or this.at, this.at
    row.override_reason = row.overridden_by = ""
    row.save()
    index(row)
    give_chair_back(row, meeting_of(row))
    tell(actor, row, result.sentence)
    this.summary = result.sentence[:300]
    this.now_is(state=row.state, explanation=row.explanation, tally=result.tally)


def _numbers(result: VoteResult, now: Counting) -> dict[str, Any]:
    return {
        "yes": result.yes,
        "no": result.no,
        "abstain": result.abstain,
        "recused": result.recused,
        "not_voted": result.not_voted,
        "base": result.base.value,
        "base_count": result.base_count,
        "needed": result.needed,
        "words": result.tally,
        "present": labels(now.terms.roster, now.quorum.present_seats),
        "missing": list(result.missing_labels),
        "quorum_present": now.quorum.present,
        "quorum_needed": now.quorum.needed,
        "quorum_total": now.quorum.total,
        "quorum_words": now.quorum.sentence,
    }
