"""Relations to outside bodies: their kinds, what is owed, and the numbers by kind that a report
shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from secretariat.rules.days import day_words
from secretariat.rules.hanging import Hanging
from secretariat.rules.wording import capitalized, joined


class RelationKind(StrEnum):
    """What sort of body is outside."""

    STANDARDS = "standards"
    GOVERNMENT = "government"
    OPEN_SOURCE = "open_source"
    RESEARCH = "research"
    INDUSTRY = "industry"


KIND_WORDS = {
    RelationKind.STANDARDS: "standards organizations",
    RelationKind.GOVERNMENT: "government agencies",
    RelationKind.OPEN_SOURCE: "open-source organizations",
    RelationKind.RESEARCH: "research institutions",
    RelationKind.INDUSTRY: "industry bodies",
}
KIND_WORD = {
    RelationKind.STANDARDS: "standards",
    RelationKind.GOVERNMENT: "government",
    RelationKind.OPEN_SOURCE: "open source",
    RelationKind.RESEARCH: "research",
    RelationKind.INDUSTRY: "industry",
}


@dataclass(frozen=True, slots=True)
class Tally:
    """One outside body in a period: talks it gave, other exchanges, and consultations."""

    name: str
    kind: RelationKind
    exchanges: int = 0
    consultations: int = 0
    talks: int = 0

    @property
    def had_contact(self) -> bool:
        """Whether anything happened between the two."""
        return bool(self.exchanges or self.consultations or self.talks)


QUIET_AFTER = timedelta(days=365)
"""A relation without contact for longer is marked as quiet."""


def is_quiet(last_on: date, today: date) -> bool:
    """Whether the last contact is more than a year ago."""
    return today - last_on > QUIET_AFTER


@dataclass(frozen=True, slots=True)
class KindLine:
    """The bodies of one kind together."""

    kind: RelationKind
    names: tuple[str, ...]
    exchanges: int
    consultations: int
    in_contact: int
    talks: int = 0

    @property
    def words(self) -> str:
        """The kind as a heading: "Standards organizations"."""
        return capitalized(KIND_WORDS[self.kind])


def by_kind(tallies: Iterable[Tally]) -> list[KindLine]:
    """The numbers of each kind that has a body, in the order of the kinds."""
    rows = list(tallies)
    lines = []
    for kind in RelationKind:
        of_kind = sorted((row for row in rows if row.kind is kind), key=lambda row: row.name)
        if of_kind:
            lines.append(
                KindLine(
                    kind,
                    tuple(row.name for row in of_kind),
                    sum(row.exchanges for row in of_kind),
                    sum(row.consultations for row in of_kind),
                    sum(1 for row in of_kind if row.had_contact),
                    sum(row.talks for row in of_kind),
                )
            )
    return lines


def contact_sentence(lines: Sequence[KindLine]) -> str:
    """Which kinds there was contact with, and which not: "So far with standards and open source
    bodies; with no government bodies." Empty without any relation.
    """
    met = [KIND_WORD[line.kind] for line in lines if line.in_contact]
    missed = [KIND_WORD[line.kind] for line in lines if not line.in_contact]
    if not met:
        return f"So far no contact with {joined(missed, 'or')} bodies." if missed else ""
    rest = f"; none with {joined(missed, 'or')} bodies" if missed else ""
    return f"So far contact with {joined(met)} bodies{rest}."


@dataclass(frozen=True, slots=True)
class OwedStanding:
    """Something one side owes the other. `by` is who, "" for nobody named."""

    by: str
    owed_since_on: date
    due_on: date | None = None
    is_open: bool = True


def what_hangs(owed: OwedStanding, today: date) -> list[Hanging]:
    """What is overdue, or owed by nobody in particular."""
    if not owed.is_open:
        return []
    found = []
    if owed.due_on is not None and owed.due_on < today:
        found.append(Hanging(f"was due on {day_words(owed.due_on)}", owed.due_on))
    if not owed.by:
        found.append(Hanging("nobody is named who owes it", owed.owed_since_on))
    return found
