"""What a public transparency report on conduct may say: how many, of what sort, with what outcome,
and never who.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from secretariat.rules.errors import Refused
from secretariat.rules.wording import counted, joined

CONFIRM_EVERY_DAYS = 365
"""After so many days a contact that nobody confirmed hangs."""
_WORD = re.compile(r"[^\W_]+")
_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


class Outcome(StrEnum):
    """How a report of a breach ended: the ladder of the Contributor Covenant 2.1, and the ends
    beside it.
    """

    CORRECTION = "correction"
    WARNING = "warning"
    TEMPORARY_BAN = "temporary_ban"
    PERMANENT_BAN = "permanent_ban"
    NO_BREACH = "no_breach"
    WITHDRAWN = "withdrawn"
    OTHER = "other"


OUTCOME_WORDS = {
    Outcome.CORRECTION: "correction",
    Outcome.WARNING: "warning",
    Outcome.TEMPORARY_BAN: "temporary ban",
    Outcome.PERMANENT_BAN: "permanent ban",
    Outcome.NO_BREACH: "no breach found",
    Outcome.WITHDRAWN: "withdrawn by who reported",
    Outcome.OTHER: "another outcome",
}


def check_names_nobody(text: str, names: Iterable[str], field: str) -> None:
    """Refuse (code "names_somebody") words that hold the full name of somebody of the record or a
    mail address. It cannot find nicknames; whoever writes an entry still has to read it.
    """
    said = _words(text)
    for name in names:
        if " " in _words(name).strip() and _words(name) in said:
            raise Refused(
                "names_somebody",
                f"An entry is public and names nobody, and this one names {name}. Say it without "
                "the name. Nothing has changed.",
                {"field": field},
            )
    if _ADDRESS.search(text):
        raise Refused(
            "names_somebody",
            "An entry is public and names nobody, and this one holds a mail address. Say it "
            "without. Nothing has changed.",
            {"field": field},
        )


def _words(text: str) -> str:
    """The words alone, in small letters, with a blank around each."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "


@dataclass(frozen=True, slots=True)
class Told:
    """One entry as the numbers see it."""

    year: int
    outcome: Outcome


def year_lines(entries: Sequence[Told]) -> list[tuple[int, str]]:
    """The newest year first, each with its numbers: "3 reports: 2 corrections, 1 warning"."""
    years = sorted({each.year for each in entries}, reverse=True)
    return [(year, _numbers([e.outcome for e in entries if e.year == year])) for year in years]


def _numbers(outcomes: Sequence[Outcome]) -> str:
    parts = [
        f"{outcomes.count(outcome)} {OUTCOME_WORDS[outcome]}"
        for outcome in Outcome
        if outcome in outcomes
    ]
    return f"{counted(len(outcomes), 'report')}: {joined(parts)}"
