"""Claims: what a record says of a date, a person or a state, with its certainty; and their print.

A claim keeps the text as written; `secretariat.rules.dates` reads the rest from it. Invariant: a
printed claim reads as the same claim again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from secretariat.rules.days import UncertainDate


class ClaimKind(StrEnum):
    """What sort of value a claim is."""

    EMPTY = "empty"
    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    YES = "yes"
    NOT_APPLICABLE = "not_applicable"
    NAMES = "names"
    WORDS = "words"


class Certainty(StrEnum):
    """How sure a claim is: settled, named but not yet agreed (in parentheses), or asked ("?")."""

    SETTLED = "settled"
    PROSPECTIVE = "prospective"
    TENTATIVE = "tentative"


@dataclass(frozen=True, slots=True)
class Claim:
    """One value as written, with what can be read from it.

    `value` is the first value without its marks, `own_certainty` the certainty of that value,
    `certainty` that of the least certain part. `about` is the other thing a date belongs to
    ("Veraison" in "(Veraison – NOV 18?)"), `alternative` the second value, as in
    "FEB 2021 (DEC 2021?)".
    """

    text: str
    kind: ClaimKind
    certainty: Certainty = Certainty.SETTLED
    when: UncertainDate | None = None
    names: tuple[str, ...] = ()
    about: str = ""
    value: str = ""
    own_certainty: Certainty = Certainty.SETTLED
    alternative: Claim | None = None

    @property
    def earliest(self) -> date | None:
        """The first day this may mean, the alternative left aside."""
        return self.when.earliest if self.when else None

    @property
    def latest(self) -> date | None:
        """The last day this may mean, the alternative left aside."""
        return self.when.latest if self.when else None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is claimed."""
        return self.kind is ClaimKind.EMPTY


EMPTY_CLAIM = Claim("", ClaimKind.EMPTY)
_CERTAINTIES = tuple(Certainty)
_AFTER_DATES = (ClaimKind.YES, ClaimKind.NAMES, ClaimKind.WORDS, ClaimKind.NOT_APPLICABLE)


def least_certain(*claims: Claim) -> Certainty:
    """The certainty of the least certain of these claims."""
    return max((claim.certainty for claim in claims), key=_CERTAINTIES.index)


def certainty_of_date(claim: Claim) -> Certainty:
    """The certainty of what is said where a date should stand: words and names ("after the
    summit", "Postponed") name no day, so they settle nothing.
    """
    if claim.kind in (ClaimKind.WORDS, ClaimKind.NAMES) and claim.certainty is Certainty.SETTLED:
        return Certainty.TENTATIVE
    return claim.certainty


def printed_claim(claim: Claim) -> str:
    """The claim in the one date form, with its marks: "31 Oct 2019", "Feb 2021 (Dec 2021?)"."""
    own = _with_mark(claim)
    if claim.own_certainty is Certainty.PROSPECTIVE:
        own = f"({own})"
    return own if claim.alternative is None else f"{own} ({_with_mark(claim.alternative)})"


def claim_words(claim: Claim) -> str:
    """The claim as a reader says it: "Feb 2021, or Dec 2021 (tentative)"; empty text for none."""
    said = claim.value
    if claim.kind is ClaimKind.YES:
        said = "yes, date not recorded"
    if claim.kind is ClaimKind.NOT_APPLICABLE:
        said = "does not apply"
    if claim.about:
        said = f"{claim.about}, {said}"
    if claim.own_certainty is not Certainty.SETTLED:
        said = f"{said} ({claim.own_certainty.value})"
    return said if claim.alternative is None else f"{said}, or {claim_words(claim.alternative)}"


def sort_key(claim: Claim) -> tuple[int, date, date, str]:
    """Orders claims: dates as they fall, then dates without year, yes, names, words, n/a, empty."""
    if claim.earliest is not None and claim.latest is not None:
        return (0, claim.earliest, claim.latest, claim.text)
    if claim.when is not None:
        return (1, date.max, date.max, claim.text)
    known = claim.kind in _AFTER_DATES
    rank = 2 + (_AFTER_DATES.index(claim.kind) if known else len(_AFTER_DATES))
    return (rank, date.max, date.max, claim.text)


def is_overdue(due: Claim, day: date) -> bool:
    """Whether a due date has passed on this day. Words and dates without a year never have."""
    return due.latest is not None and due.latest < day


def _with_mark(claim: Claim) -> str:
    about = f"{claim.about} – " if claim.about else ""
    mark = "?" if claim.own_certainty is Certainty.TENTATIVE and claim.value != "?" else ""
    return f"{about}{claim.value}{mark}"
