"""Ending a motion with a result: by vote, by general consent, by a show of seats, for want of
quorum.

The law computes and explains; what it computed from is kept with the result.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from secretariat.council.motions.commands.casting import must_be_open
from secretariat.council.motions.commands.finishing import counted_end, finish
from secretariat.council.motions.commands.frame import (
    Counting,
    motion_act,
    must_be_open_to_all,
    must_become,
)
from secretariat.council.motions.models import Motion
from secretariat.council.motions.queries.secret import secret_votes_of
from secretariat.council.motions.snapshots import labels
from secretariat.rules.consent import consent_result
from secretariat.rules.errors import Refused
from secretariat.rules.mixed import consent_of_rest, count_of_rest, silent_seats
from secretariat.rules.motions import Choice, Vote, VoteResult, check_vote, vote_result
from secretariat.rules.secret import in_secret
from secretariat.rules.visibility import Actor

State, Method = Motion.State, Motion.Method


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
        finish(actor, this, row, now, counted_end(result, now))
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
    Where seats have voted by name already, those votes stand and the others consent.

    Refuses ("consent_not_allowed", "no_quorum", "objection" also by a no that was given by name,
    "consent_too_few", "seat_not_present", "already_voted", "seat_recused", "wrong_state").
    """
    with motion_act(actor, "record_general_consent", motion) as (this, row, meeting):
        must_become(row, State.CARRIED)
        must_be_open_to_all(row)
        now = Counting(this, row, meeting)
        _refuse_said(now, (*abstaining, *recused, *objecting))
        said = [Vote(seat, Choice.RECUSED) for seat in recused]
        said += [Vote(seat, Choice.ABSTAIN) for seat in abstaining if seat not in recused]
        result = _consent(now, said, objecting)
        row.method = Method.MIXED if now.votes else Method.GENERAL_CONSENT
        named = {"abstaining": abstaining, "recused_seats": recused}
        extra: dict[str, Any] = {k: labels(now.terms.roster, seats) for k, seats in named.items()}
        extra |= _rest_consents(now, said) if now.votes else {}
        finish(actor, this, row, now, counted_end(result, now, extra))
    return row


def record_show_of_seats(
    actor: Actor, motion: Motion, *, yes: int, no: int, abstain: int
) -> Motion:
    """Record a show of seats, counted without names, never more than are present. Where seats have
    voted by name already, those votes stand and only the others are counted.

    Refuses ("miscounted", "wrong_state").
    """
    with motion_act(actor, "record_show_of_seats", motion) as (this, row, meeting):
        must_become(row, State.CARRIED)
        must_be_open_to_all(row)
        now = Counting(this, row, meeting)
        counts, present = (yes, no, abstain), now.quorum.present_seats
        result = count_of_rest(
            now.terms.rule, now.terms.roster, present, now.votes, counts, now.quorum
        )
        row.method = Method.MIXED if now.votes else Method.COUNT
        extra = {"rest": {"yes": yes, "no": no, "abstain": abstain}} if now.votes else {}
        finish(actor, this, row, now, counted_end(result, now, extra))
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
        finish(actor, this, row, now, counted_end(result, now))
    return row


def _consent(now: Counting, said: Sequence[Vote], objecting: Sequence[str]) -> VoteResult:
    """The result of silence, beside the votes by name and what was `said` when it was asked for."""
    rule, roster, quorum = now.terms.rule, now.terms.roster, now.quorum
    present = quorum.present_seats
    if now.votes:
        votes = [*now.votes, *said]
        return consent_of_rest(rule, roster, present, votes, quorum, objecting=objecting)
    return consent_result(rule, roster, present, quorum, votes=said, objecting=objecting)


def _refuse_said(now: Counting, seats: Sequence[str]) -> None:
    """Refuse ("already_voted", "seat_recused") to say for a seat what it said by name already."""
    for seat in seats:
        check_vote(now.terms.roster, now.speaking, now.votes, seat)


def _rest_consents(now: Counting, said: Sequence[Vote]) -> dict[str, Any]:
    """What the tally keeps of those who consented beside votes by name."""
    silent = silent_seats(now.quorum.present_seats, [*now.votes, *said])
    return {"rest": {"yes": len(silent), "no": 0, "abstain": 0}, "rest_consents": True}
