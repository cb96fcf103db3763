"""One vote in several ways: some seats have said by name what they want, the rest is asked at once.

What was said by name stands. The others consent by their silence, or are counted without names.
Either way the result is the one that the same votes, all given by name, would have had.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from secretariat.rules.consent import consent_result
from secretariat.rules.errors import Refused
from secretariat.rules.quorum import QuorumState
from secretariat.rules.results import Choice, Vote, VoteResult, vote_result
from secretariat.rules.seats import Roster
from secretariat.rules.thresholds import DecisionRule
from secretariat.rules.visibility import Decision, allow, deny
from secretariat.rules.wording import counted


def silent_seats(present_seats: Collection[str], votes: Sequence[Vote]) -> list[str]:
    """The seats that are present and have said nothing by name, in their order."""
    voted = {vote.seat for vote in votes}
    return [seat for seat in present_seats if seat not in voted]


def consent_of_rest(
    rule: DecisionRule,
    roster: Roster,
    present_seats: Collection[str],
    votes: Sequence[Vote],
    quorum: QuorumState,
    *,
    objecting: Collection[str] = (),
) -> VoteResult:
    """The result when some seats voted by name and no other objects: their silence is a yes. Seats
    that abstain or are recused are among `votes`.

    Refused as `general_consent_result` is; a no by name is an objection.
    """
    named = [vote.seat for vote in votes if vote.choice is Choice.NO]
    against = (*named, *(seat for seat in objecting if seat not in named))
    result = consent_result(rule, roster, present_seats, quorum, votes=votes, objecting=against)
    words = result.sentence.partition(", without objection: ")[2]
    return replace(result, sentence=f"Carried, the others consenting without objection: {words}")


def may_ask_rest(
    rule: DecisionRule,
    roster: Roster,
    present_seats: Collection[str],
    votes: Sequence[Vote],
    quorum: QuorumState,
) -> Decision:
    """Whether the chair may ask the others for their consent now, with the reason if not."""
    try:
        consent_of_rest(rule, roster, present_seats, votes, quorum)
    except Refused as refused:
        return deny(refused.message)
    return allow()


def count_of_rest(
    rule: DecisionRule,
    roster: Roster,
    present_seats: Collection[str],
    votes: Sequence[Vote],
    counts: tuple[int, int, int],
    quorum: QuorumState | None = None,
) -> VoteResult:
    """The result when some seats voted by name and the others are counted: yes, no and abstain.

    Refused (code "miscounted") if a count is negative, or more seats answered than are present and
    have not voted by name.
    """
    left = silent_seats(present_seats, votes)
    yes, no, abstain = counts
    if min(counts) < 0 or sum(counts) > len(left):
        raise Refused(
            "miscounted",
            f"{yes} yes, {no} no and {abstain} abstain do not fit the "
            f"{counted(len(left), 'seat')} present that {_have(len(left))} not voted by name. "
            "Nothing has changed. Count only those, or correct the roll call first.",
        )
    said = (*(Choice.YES,) * yes, *(Choice.NO,) * no, *(Choice.ABSTAIN,) * abstain)
    # Which of the seats said what is not known and changes nothing: the result counts them alike.
    rest = [Vote(seat, choice) for seat, choice in zip(left, said, strict=False)]
    result = vote_result(rule, roster, present_seats, [*votes, *rest], quorum, is_closed=True)
    return replace(result, missing_seats=(), missing_labels=())


def _have(number: int) -> str:
    return "has" if number == 1 else "have"
