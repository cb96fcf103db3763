"""The result of a vote, computed in integers from a frozen rule, and explained in one sentence.

The sentence holds every number of the computation, so that a reader can check it. Seats vote, not
people. A seat that voted and then left still counts as present. Abstaining, recused and silent
seats are never a yes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from secretariat.rules.errors import Refused
from secretariat.rules.quorum import QuorumState
from secretariat.rules.seats import Roster
from secretariat.rules.thresholds import Base, DecisionRule, Medium
from secretariat.rules.wording import counted


class Choice(StrEnum):
    """What a seat says. Recused: takes no part because of a conflict of interest."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"
    RECUSED = "recused"


class Outcome(StrEnum):
    """How a vote stands or ended."""

    CARRIED = "carried"
    LOST = "lost"
    UNDECIDED = "undecided"
    NO_QUORUM = "no_quorum"


@dataclass(frozen=True, slots=True)
class Vote:
    """One seat's vote, and by whom and when it was cast."""

    seat: str
    choice: Choice
    person: str = ""
    cast_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class VoteResult:
    """The counted seats, what the rule needs of them, and the outcome in words.

    `base_count` is the number the share is taken of, `missing_seats` the slugs of those who can
    still vote. `is_decided`: no vote that is still open can change the outcome.
    """

    outcome: Outcome
    yes: int
    no: int
    abstain: int
    recused: int
    not_voted: int
    base: Base
    base_count: int
    needed: int
    is_decided: bool
    is_closed: bool
    sentence: str
    missing_seats: tuple[str, ...] = ()
    missing_labels: tuple[str, ...] = ()
    quorum_missing: int = 0

    @property
    def tally(self) -> str:
        """The counts in words: "5 yes, 1 no, 0 abstain, 0 recused, 0 not voted"."""
        return (
            f"{self.yes} yes, {self.no} no, {self.abstain} abstain, {self.recused} recused, "
            f"{self.not_voted} not voted"
        )

    @property
    def short(self) -> str:
        """The figures that decide, in one sentence: "Carried: 5 yes, 1 no; 4 yes needed."."""
        head = _HEADS.get(
            self.outcome, f"No quorum, {counted(self.quorum_missing, 'seat')} missing"
        )
        counts = (self.yes, self.no, self.abstain, self.recused, self.not_voted)
        return short_words(head, counts, self.needed)


_HEADS = {Outcome.CARRIED: "Carried", Outcome.LOST: "Lost", Outcome.UNDECIDED: "Still open"}


def short_words(head: str, counts: Sequence[int], needed: int) -> str:
    """A result in one short sentence: yes and no, of the rest only what there is, and the number of
    yes that is needed. `counts` are yes, no, abstain, recused and not voted.
    """
    words = ("yes", "no", "abstain", "recused", "not voted")
    said = [
        f"{count} {word}"
        for count, word in zip(counts, words, strict=True)
        if count or word in {"yes", "no"}
    ]
    return f"{head}: {', '.join(said)}; {needed} yes needed."


@dataclass(frozen=True, slots=True)
class _Count:
    """Seats by what they said, and the two bases that do not depend on it."""

    present: int
    total: int
    yes: int = 0
    no: int = 0
    abstain: int = 0
    recused: int = 0
    not_voted: int = 0


def vote_result(
    rule: DecisionRule,
    roster: Roster,
    present_seats: Collection[str],
    votes: Sequence[Vote],
    quorum: QuorumState | None = None,
    *,
    is_closed: bool = False,
) -> VoteResult:
    """How a vote by seat stands, or how it ended if `is_closed`. `quorum` is None by mail.

    Refused: two votes of one seat ("already_voted"), a vote of an unknown seat ("unknown_seat").
    """
    voted = _voted(roster, votes)
    eligible = _eligible(rule, roster, {*present_seats, *voted})
    missing = [seat for seat in eligible if seat not in voted]
    said = [vote.choice for vote in votes]
    count = _Count(
        present=len({*present_seats, *voted}),
        total=len(rule.seats_in_base(roster, {*present_seats, *voted})),
        yes=said.count(Choice.YES),
        no=said.count(Choice.NO),
        abstain=said.count(Choice.ABSTAIN),
        recused=said.count(Choice.RECUSED),
        not_voted=len(missing),
    )
    result = _judged(rule, count, quorum, is_closed=is_closed)
    labels = tuple(roster.seat(seat).label for seat in missing)
    return replace(result, missing_seats=tuple(missing), missing_labels=labels)


def count_result(
    rule: DecisionRule,
    roster: Roster,
    present_seats: Collection[str],
    counts: tuple[int, int, int],
    quorum: QuorumState | None = None,
) -> VoteResult:
    """The result of a show of seats: yes, no and abstain counted without names.

    Refused (code "miscounted") if a count is negative or more seats answered than are present.
    """
    yes, no, abstain = counts
    present = len(present_seats)
    if min(counts) < 0 or sum(counts) > present:
        raise Refused(
            "miscounted",
            f"{yes} yes, {no} no and {abstain} abstain do not fit the {counted(present, 'seat')} "
            "present. Nothing has changed. Count again, or correct the roll call first.",
        )
    total = len(rule.seats_in_base(roster, present_seats))
    silent = present - sum(counts)
    count = _Count(present, total, yes, no, abstain, not_voted=silent)
    return _judged(rule, count, quorum, is_closed=True)


def _voted(roster: Roster, votes: Iterable[Vote]) -> set[str]:
    voted: set[str] = set()
    for vote in votes:
        label = roster.seat(vote.seat).label
        if vote.seat in voted:
            raise Refused(
                "already_voted",
                f"{label} has two votes. A seat has one. Nothing has changed. Remove one of them.",
            )
        voted.add(vote.seat)
    return voted


def _eligible(rule: DecisionRule, roster: Roster, present: Collection[str]) -> list[str]:
    """The seats that can vote: those present in a meeting, all that are filled by mail."""
    if rule.medium is Medium.MAIL:
        counted_seats = rule.seats_in_base(roster, present)
        return [s.slug for s in counted_seats if s.slug in present or not s.is_vacant]
    return [seat.slug for seat in roster.seats if seat.slug in present]


def _base_count(rule: DecisionRule, count: _Count) -> int:
    if rule.threshold.base is Base.ALL:
        return count.total
    if rule.threshold.base is Base.CAST:
        return count.yes + count.no
    return count.present - (0 if rule.recusal_counts_as_present else count.recused)


def _passes(rule: DecisionRule, count: _Count) -> bool:
    return count.yes >= rule.threshold.needed(_base_count(rule, count))


def _judged(
    rule: DecisionRule, count: _Count, quorum: QuorumState | None, *, is_closed: bool
) -> VoteResult:
    left = count.not_voted
    # More yes can only help and more no can only harm, so the two extremes settle the matter.
    best = _passes(rule, replace(count, yes=count.yes + left))
    worst = _passes(rule, replace(count, no=count.no + left))
    outcome = Outcome.CARRIED if _passes(rule, count) else Outcome.LOST
    if not is_closed:
        outcome = Outcome.CARRIED if worst else Outcome.UNDECIDED if best else Outcome.LOST
    if quorum is not None and not quorum.is_reached:
        outcome = Outcome.NO_QUORUM
    base_count = _base_count(rule, count)
    result = VoteResult(
        outcome=outcome,
        yes=count.yes,
        no=count.no,
        abstain=count.abstain,
        recused=count.recused,
        not_voted=count.not_voted,
        base=rule.threshold.base,
        base_count=base_count,
        needed=rule.threshold.needed(base_count),
        is_decided=outcome in (Outcome.CARRIED, Outcome.LOST),
        is_closed=is_closed,
        sentence="",
        quorum_missing=quorum.missing if quorum else 0,
    )
    return replace(result, sentence=_sentence(rule, result, quorum))


def _sentence(rule: DecisionRule, result: VoteResult, quorum: QuorumState | None) -> str:
    if result.outcome is Outcome.NO_QUORUM and quorum is not None:
        return f"Not decided, no quorum: {quorum.sentence} The votes are kept: {result.tally}."
    source = f" ({rule.source})" if rule.source else ""
    sentence = (
        f"{_HEADS[result.outcome]}: {result.tally}; needs {needs_words(rule, result)}{source}."
    )
    if result.is_decided and not result.is_closed and result.not_voted:
        sentence += " Nothing that is still open can change this."
    return sentence


def needs_words(rule: DecisionRule, result: VoteResult) -> str:
    """The share, the number it is taken of and the number it comes to."""
    of = {
        Base.PRESENT: f"the {counted(result.base_count, 'seat')} present",
        Base.ALL: f"all {counted(result.base_count, 'seat')}",
        Base.CAST: f"the {counted(result.base_count, 'vote')} cast",
    }[rule.threshold.base]
    if rule.threshold.base is Base.PRESENT and not rule.recusal_counts_as_present:
        of += " without the recused"
    return f"{rule.threshold.share_words} of {of}, that is {result.needed}"
