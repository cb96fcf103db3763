"""A voice vote: the chair hears ayes and noes, and declares the motion carried or lost.

Nobody counts, so it decides only where a count could hardly say otherwise: with quorum, by a simple
majority of the seats present or of the votes cast, and as long as nobody wants the seats called.
Source: Robert's Rules of Order, sections 4 (putting the question) and 29 (calling for a division).
"""

from __future__ import annotations

from dataclasses import dataclass

from secretariat.rules.errors import Refused
from secretariat.rules.quorum import QuorumState
from secretariat.rules.results import Outcome
from secretariat.rules.thresholds import Base, DecisionRule
from secretariat.rules.visibility import Decision, allow, deny
from secretariat.rules.wording import counted


@dataclass(frozen=True, slots=True)
class Declared:
    """What the chair declared, and the sentence that says on which grounds; nothing was counted."""

    outcome: Outcome
    sentence: str

    @property
    def short(self) -> str:
        """The same in one short sentence."""
        return f"{_HEADS[self.outcome]} by voice vote, declared by the chair."


_HEADS = {Outcome.CARRIED: "Carried", Outcome.LOST: "Lost"}


def voice_result(rule: DecisionRule, quorum: QuorumState, *, is_carried: bool) -> Declared:
    """The result of a voice vote as the chair declares it.

    Refused: no quorum ("no_quorum"), a rule that is no simple majority of the seats present or of
    the votes cast ("voice_not_allowed"). By such a rule the seats present could always carry it.
    """
    _check_rule(rule)
    if not quorum.is_reached:
        raise Refused("no_quorum", f"No quorum: {quorum.sentence} Nothing has changed.")
    outcome = Outcome.CARRIED if is_carried else Outcome.LOST
    source = f" ({rule.source})" if rule.source else ""
    return Declared(
        outcome,
        f"{_HEADS[outcome]} by voice vote, declared by the chair: "
        f"{counted(quorum.present, 'seat')} present, not counted, and nobody called for a vote by "
        f"seat; needs {rule.threshold.words}{source}.",
    )


def may_declare(rule: DecisionRule, quorum: QuorumState) -> Decision:
    """Whether the chair may declare a voice vote now, with the reason if not."""
    try:
        voice_result(rule, quorum, is_carried=True)
    except Refused as refused:
        return deny(refused.message)
    return allow()


def _check_rule(rule: DecisionRule) -> None:
    share = rule.threshold
    is_majority = (2 * share.parts, share.base) in ((share.of, Base.PRESENT), (share.of, Base.CAST))
    if not is_majority:
        name = f"“{rule.title}”{f' ({rule.source})' if rule.source else ''}"
        raise Refused(
            "voice_not_allowed",
            f"{name} needs {share.words}, which nobody can hear. Nothing has changed. Take a vote "
            "by seat, or count a show of seats.",
        )
