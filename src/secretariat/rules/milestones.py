"""The milestone ledger folded into tables: what was true on a day, as known at an instant.

Claims are only added. A correction supersedes a claim and is a claim itself. Invariant: a table as
of a day never changes through claims about later days or recorded later than it asks for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from secretariat.rules.dates import Certainty, Claim, ClaimKind, parse_claim, printed_claim
from secretariat.rules.errors import Refused
from secretariat.rules.seats import Period

Place = tuple[str, str]
_BEGINNING = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Project:
    """A row: listed from a day on, both ends included; None means since ever and still."""

    slug: str
    name: str
    listed_from_on: date | None = None
    ended_on: date | None = None

    def is_listed(self, day: date) -> bool:
        """Whether the project stands in the table of a day."""
        return (self.listed_from_on is None or self.listed_from_on <= day) and (
            self.ended_on is None or day <= self.ended_on
        )


@dataclass(frozen=True, slots=True)
class Column:
    """A milestone. `not_before` is the slug of the one that should come first."""

    slug: str
    label: str
    is_people: bool = False
    not_before: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One claim of the ledger, true from `said_on`, known since `recorded_at`.

    `key` names it, `supersedes` the claim it corrects. `certainty` stands beside the text: "Eric"
    may be tentative although nothing in the text says so.
    """

    key: str
    project: str
    column: str
    text: str
    certainty: Certainty
    said_on: date
    recorded_at: datetime = _BEGINNING
    source: str = ""
    supersedes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder(Period):
    """A person in a people column for a time (a project's liaison), as printed."""

    project: str
    column: str
    label: str
    certainty: Certainty = Certainty.SETTLED
    recorded_at: datetime = _BEGINNING
    source: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one project's milestone says. `since` is the day from which it has said so, `said_on`
    that of the last claim that says so.
    """

    text: str = ""
    certainty: Certainty = Certainty.SETTLED
    since: date | None = None
    source: str = ""
    said_on: date | None = None

    @property
    def claim(self) -> Claim:
        """The text as a claim. What was recorded elsewhere and cannot be read is words."""
        try:
            return parse_claim(self.text)
        except Refused:
            return Claim(self.text, ClaimKind.WORDS, self.certainty, value=self.text)

    @property
    def is_tentative(self) -> bool:
        """Whether the cell is marked as tentative."""
        return bool(self.text) and self.certainty is Certainty.TENTATIVE


EMPTY_CELL = Cell()


@dataclass(frozen=True, slots=True)
class Table:
    """The milestones of all projects listed on a day."""

    as_of: date
    projects: tuple[Project, ...]
    columns: tuple[Column, ...]
    cells: Mapping[Place, Cell] = field(default_factory=dict)

    def cell(self, project: str, column: str) -> Cell:
        """The cell of a project and a column; an empty one if nothing was said."""
        return self.cells.get((project, column), EMPTY_CELL)

    def rows(self) -> list[tuple[Project, list[Cell]]]:
        """Each project with its cells in the order of the columns."""
        return [(p, [self.cell(p.slug, c.slug) for c in self.columns]) for p in self.projects]


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell in two tables."""

    project: Project
    column: Column
    before: Cell
    after: Cell


@dataclass(frozen=True, slots=True)
class TableDifference:
    """How two tables differ: cells whose text changed, cells of the same text whose certainty
    changed, and rows that came or went.
    """

    text_changes: tuple[CellChange, ...]
    certainty_changes: tuple[CellChange, ...]
    added: tuple[Project, ...]
    removed: tuple[Project, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the tables say the same."""
        return not (self.text_changes or self.certainty_changes or self.added or self.removed)


def table_as_of(
    projects: Sequence[Project],
    columns: Sequence[Column],
    entries: Iterable[Entry],
    as_of: date,
    known_at: datetime | None = None,
    holders: Iterable[Holder] = (),
) -> Table:
    """The table as of a day, as it was known at an instant (None: all that is known).

    Projects and columns keep their order. A people column shows the holders of the day where it
    has any, else the ledger.
    """
    known = [e for e in entries if known_at is None or e.recorded_at <= known_at]
    corrected = {entry.supersedes for entry in known if entry.supersedes}
    by_place: dict[Place, list[Entry]] = {}
    for entry in known:
        if entry.key not in corrected and entry.said_on <= as_of:
            by_place.setdefault((entry.project, entry.column), []).append(entry)
    cells = {place: _folded(claims) for place, claims in by_place.items()}
    seen = [h for h in holders if known_at is None or h.recorded_at <= known_at]
    cells |= _people_cells(seen, as_of)
    listed = tuple(p for p in projects if p.is_listed(as_of))
    places = {(p.slug, c.slug) for p in listed for c in columns}
    kept = {place: cell for place, cell in cells.items() if place in places and cell.text}
    return Table(as_of, listed, tuple(columns), kept)


def table_difference(before: Table, after: Table) -> TableDifference:
    """What differs between two tables, cell by cell for the projects that both list."""
    old = {project.slug for project in before.projects}
    new = {project.slug for project in after.projects}
    changes = [
        CellChange(project, column, before.cell(project.slug, column.slug), cell)
        for project, cells in after.rows()
        for column, cell in zip(after.columns, cells, strict=True)
        if project.slug in old
    ]
    return TableDifference(
        text_changes=tuple(c for c in changes if c.before.text != c.after.text),
        certainty_changes=tuple(
            c
            for c in changes
            if c.before.text == c.after.text and c.before.certainty is not c.after.certainty
        ),
        added=tuple(p for p in after.projects if p.slug not in old),
        removed=tuple(p for p in before.projects if p.slug not in new),
    )


def changed_since(table: Table, day: date) -> frozenset[Place]:
    """The filled cells that say something new since a day, such as that of the last report."""
    return frozenset(
        place for place, cell in table.cells.items() if cell.since is not None and cell.since > day
    )


def order_warnings(table: Table) -> list[str]:
    """Milestones that surely lie before the one that should come first, in sentences."""
    labels = {column.slug: column.label for column in table.columns}
    found = []
    for project, cells in table.rows():
        for column, cell in zip(table.columns, cells, strict=True):
            first = table.cell(project.slug, column.not_before)
            last_day, first_day = cell.claim.latest, first.claim.earliest
            if last_day is not None and first_day is not None and last_day < first_day:
                found.append(
                    f"{project.name}: {column.label} ({printed_claim(cell.claim)}) lies before "
                    f"{labels[column.not_before]} ({printed_claim(first.claim)})."
                )
    return found


def _folded(claims: list[Entry]) -> Cell:
    """The latest claim, since the day its text has stood without a break."""
    claims.sort(key=lambda e: (e.said_on, e.recorded_at, e.key))
    latest, since = claims[-1], claims[-1].said_on
    for entry in reversed(claims):
        if entry.text != latest.text:
            break
        since = entry.said_on
    return Cell(latest.text, latest.certainty, since, latest.source, latest.said_on)


def _people_cells(holders: list[Holder], day: date) -> dict[Place, Cell]:
    by_place: dict[Place, list[Holder]] = {}
    for holder in holders:
        here = by_place.setdefault((holder.project, holder.column), [])
        if holder.holds_on(day):
            here.append(holder)
    return {place: _people_cell(serving) for place, serving in by_place.items()}


def _people_cell(serving: list[Holder]) -> Cell:
    """Two names as "Grant & Mike"; a prospective person in parentheses."""
    if not serving:
        return EMPTY_CELL
    texts = [f"({h.label})" if h.certainty is Certainty.PROSPECTIVE else h.label for h in serving]
    certainty = max((h.certainty for h in serving), key=list(Certainty).index)
    since = max((h.from_on for h in serving if h.from_on), default=None)
    source = next((h.source for h in reversed(serving) if h.source), "")
    return Cell(" & ".join(texts), certainty, since, source)
