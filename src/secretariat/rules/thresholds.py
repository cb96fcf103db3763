"""What a decision needs: a share of a base, and the rules that carry one. Integers only.

A share is exact or strict: "at least 1/2" of 9 is 5, "more than 1/2" of 8 is 5. The base is the
seats present, all seats, or the votes cast (yes and no; abstentions are not votes cast).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from secretariat.rules.seats import Roster, SeatOnDay, SeatState


class Base(StrEnum):
    """Of what the share is taken."""

    PRESENT = "present"
    ALL = "all"
    CAST = "cast"


class Medium(StrEnum):
    """Where votes are given."""

    MEETING = "meeting"
    MAIL = "mail"


BASE_WORDS = {
    Base.PRESENT: "the seats present",
    Base.ALL: "all seats",
    Base.CAST: "the votes cast",
}
MEDIUM_WORDS = {Medium.MEETING: "in a meeting", Medium.MAIL: "by mail"}
_SHARES = {(1, 2): "half", (1, 3): "a third", (2, 3): "two-thirds", (3, 4): "three-quarters"}


@dataclass(frozen=True, slots=True)
class Threshold:
    """`parts` of `of`, taken of a base; with `is_strict`, more than that share."""

    base: Base
    parts: int
    of: int
    is_strict: bool

    def needed(self, count: int) -> int:
        """The least whole number that reaches the share of `count`; at least 1."""
        share = self.parts * count
        least = share // self.of + 1 if self.is_strict else -(-share // self.of)
        return max(1, least)

    @property
    def share_words(self) -> str:
        """The share alone: "more than half", "at least two-thirds", "every one"."""
        if self.parts == self.of:
            return "every one"
        share = _SHARES.get((self.parts, self.of), f"{self.parts}/{self.of}")
        return f"{'more than' if self.is_strict else 'at least'} {share}"

    @property
    def words(self) -> str:
        """The share and its base: "more than half of the seats present"."""
        return f"{self.share_words} of {BASE_WORDS[self.base]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedSeats:
    """Which seats "all seats" means: vacant and inactive ones too, unless the rule book says no."""

    counts_vacant_seats: bool = True
    counts_inactive_seats: bool = True

    def seats_in_base(self, roster: Roster, present: Collection[str] = ()) -> tuple[SeatOnDay, ...]:
        """The seats that "all seats" means on this roster. A seat that is present always counts."""
        left_out = set()
        if not self.counts_vacant_seats:
            left_out.add(SeatState.VACANT)
        if not self.counts_inactive_seats:
            left_out.add(SeatState.INACTIVE)
        return tuple(s for s in roster.seats if s.slug in present or s.state not in left_out)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuorumRule(CountedSeats):
    """How many of all seats must be present for decisions, and where that is written."""

    threshold: Threshold
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRule(CountedSeats):
    """What one kind of decision needs in one medium, and where that is written.

    Complete in itself, so that it can be frozen with a vote.
    """

    kind: str
    title: str
    medium: Medium
    threshold: Threshold
    source: str = ""
    allows_general_consent: bool = False
    notice_days: int = 0
    recusal_counts_as_present: bool = True
