"""General consent, and what else would have changed a result.

Consent is a vote in which silence is a yes; it can never give what a vote of the same seats could
not.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from secretariat.rules.errors import Refused
from secretariat.rules.quorum import QuorumState
from secretariat.rules.results import Choice, Outcome, Vote, VoteResult, needs_words, vote_result
from secretariat.rules.seats import Roster
from secretariat.rules.thresholds import Base, DecisionRule
from secretariat.rules.visibility import Decision, allow, deny
from secretariat.rules.wording import counted, joined


def general_consent_result(
    rule: DecisionRule,
    roster: Roster,
    present_seats: Collection[str],
    quorum: QuorumState,
    *,
    abstaining: Collection[str] = (),
    recused: Collection[str] = (),
    objecting: Collection[str] = (),
) -> VoteResult:
    """The result when the chair asks for objections and hears none.

    Refused: the rule does not allow it ("consent_not_allowed"), no quorum ("no_quorum"), somebody
    objects ("objection"), or the consenting seats are fewer than the rule needs
    ("consent_too_few"): silence cannot give what a vote of the same seats could not.
    """
    votes = [Vote(seat, Choice.RECUSED) for seat in recused]
    votes += [Vote(seat, Choice.ABSTAIN) for seat in abstaining if seat not in recused]
    return consent_result(rule, roster, present_seats, quorum, votes=votes, objecting=objecting)


def consent_result(
    rule: DecisionRule,
    roster: Roster,
    present_seats: Collection[str],
    quorum: QuorumState,
    *,
    votes: Sequence[Vote] = (),
    objecting: Collection[str] = (),
) -> VoteResult:
    """The result of silence, beside what some seats said by name. Refused as
    `general_consent_result` is.
    """
    if not rule.allows_general_consent:
        raise Refused(
            "consent_not_allowed",
            f"{_rule_name(rule)} cannot be decided by general consent. Nothing has changed. Take a "
            "vote by seat.",
        )
    if not quorum.is_reached:
        raise Refused("no_quorum", f"No quorum: {quorum.sentence} Nothing has changed.")
    if objecting:
        labels = joined(roster.seat(seat).label for seat in objecting)
        raise Refused(
            "objection",
            f"{labels} {'objects' if len(objecting) == 1 else 'object'}, so there is no general "
            "consent. Nothing has changed. Take a vote by seat.",
        )
    voted = {vote.seat for vote in votes}
    silent = [Vote(seat, Choice.YES) for seat in present_seats if seat not in voted]
    said = [*votes, *silent]
    result = vote_result(rule, roster, present_seats, said, quorum, is_closed=True)
    if result.outcome is not Outcome.CARRIED:
        raise Refused(
            "consent_too_few",
            f"General consent is not enough here: {counted(result.yes, 'seat')} can consent, and "
            f"the decision needs {needs_words(rule, result)}. Nothing has changed. Put it off "
            "until more seats are present, or ask the absent seats by mail.",
        )
    words = result.sentence.removeprefix("Carried: ")
    return replace(result, sentence=f"Carried by general consent, without objection: {words}")


def may_ask_general_consent(
    rule: DecisionRule, roster: Roster, present_seats: Collection[str], quorum: QuorumState
) -> Decision:
    """Whether the chair may ask for general consent now, with the reason if not."""
    try:
        general_consent_result(rule, roster, present_seats, quorum)
    except Refused as refused:
        return deny(refused.message)
    return allow()


def what_would_change_it(rule: DecisionRule, result: VoteResult) -> str:
    """What else would have to happen for another outcome, in one sentence; none where the result
    says itself that no vote still open can change it.
    """
    if result.outcome is Outcome.NO_QUORUM:
        more = counted(result.quorum_missing, "more seat")
        return f"With {more} present the vote can be taken."
    if result.outcome is Outcome.UNDECIDED:
        return _open_words(rule, result)
    if not result.is_closed:
        return "" if result.not_voted else "Nothing can change this any more."
    if result.outcome is Outcome.CARRIED:
        turned = next(k for k in range(1, result.yes + 1) if not _carries(rule, result, -k, k))
        return f"It would have been lost with {turned} of its {result.yes} yes as no."
    others = result.no + result.abstain + result.not_voted
    enough = (k for k in range(others + 1) if _carries(rule, result, k, -min(k, result.no)))
    turned = next(enough, 0)
    if not turned:
        return "It could not have carried with these seats, even if all others had said yes."
    return f"It would have carried with {turned} more yes from seats that did not say yes."


def silent_votes(
    present: Collection[str], abstaining: Collection[str], recused: Collection[str]
) -> list[Vote]:
    """A yes of every seat present that neither abstains nor is recused, and those that do."""
    votes = [Vote(s, Choice.YES) for s in present if s not in abstaining and s not in recused]
    votes += [Vote(seat, Choice.RECUSED) for seat in recused]
    return votes + [Vote(seat, Choice.ABSTAIN) for seat in abstaining if seat not in recused]


def _rule_name(rule: DecisionRule) -> str:
    return f"“{rule.title}”{f' ({rule.source})' if rule.source else ''}"


def _carries(rule: DecisionRule, result: VoteResult, yes: int, no: int) -> bool:
    """Whether it would carry with so many more yes and no."""
    base = result.base_count
    if result.base is Base.CAST:
        base = result.yes + yes + result.no + no
    return result.yes + yes >= rule.threshold.needed(base)


def _open_words(rule: DecisionRule, result: VoteResult) -> str:
    left = result.not_voted
    to_carry = next(k for k in range(left + 1) if _carries(rule, result, k, left - k))
    to_lose = next(k for k in range(left + 1) if not _carries(rule, result, left - k, k))
    return (
        f"It carries with {to_carry} more yes and is lost with {to_lose} more no, whatever the "
        f"others say. Still to vote: {joined(result.missing_labels)}."
    )
