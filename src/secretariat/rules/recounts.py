"""Counting a closed vote anew by a roll call that was corrected since.

What was recorded stays as it was; this only says what the same votes give with the seats that were
there by the roll call as it is now.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from secretariat.rules.consent import silent_votes
from secretariat.rules.mixed import count_of_rest, silent_seats
from secretariat.rules.quorum import QuorumState
from secretariat.rules.results import Outcome, Vote, VoteResult, vote_result
from secretariat.rules.seats import Roster
from secretariat.rules.thresholds import DecisionRule

OUTCOME_WORDS = {
    Outcome.CARRIED: "carried",
    Outcome.LOST: "lost",
    Outcome.NO_QUORUM: "not decided for want of quorum",
    Outcome.UNDECIDED: "undecided",
}


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was said in a vote: by seat, as counts of yes, no and abstain, or, where it was general
    consent, by whom not. What was said by name stands beside counts and consent of the others.
    """

    votes: Sequence[Vote] = ()
    counts: tuple[int, int, int] | None = None
    is_consent: bool = False
    abstaining: Collection[str] = ()
    recused: Collection[str] = ()


def recount(
    rule: DecisionRule, roster: Roster, quorum: QuorumState, recorded: Recorded
) -> VoteResult:
    """The result of what was said, with the quorum and the seats of this state.

    Refuses ("miscounted") counts that are more than the seats present.
    """
    present = quorum.present_seats
    if recorded.counts is not None:
        return count_of_rest(rule, roster, present, recorded.votes, recorded.counts, quorum)
    votes = list(recorded.votes)
    if recorded.is_consent:
        silent = silent_seats(present, votes)
        votes += silent_votes(silent, recorded.abstaining, recorded.recused)
    return vote_result(rule, roster, present, votes, quorum, is_closed=True)


def recount_words(name: str, recorded_as: str, result: VoteResult) -> str:
    """What a corrected roll call says of a decision that was recorded otherwise."""
    now = OUTCOME_WORDS[result.outcome]
    return (
        f"{name} was recorded as {recorded_as}. By the roll call as it is now it would be {now}: "
        f"{result.sentence}"
    )
