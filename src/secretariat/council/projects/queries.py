"""Every read of projects: the table of a day, what changed, one project, one cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from secretariat.council.projects.models import Claim, MilestoneColumn, Project
from secretariat.council.projects.snapshots import (
    Ledger,
    chosen_names,
    ledger_of,
    printed_name,
)
from secretariat.foundation.people.models import Appointment, Body
from secretariat.foundation.records import clock
from secretariat.rules import milestones as law
from secretariat.rules.errors import Refused


@dataclass(frozen=True, slots=True)
class CellLine:
    """One cell as a page or slide shows it. `is_changed` compares with the day asked for."""

    column: law.Column
    cell: law.Cell
    is_changed: bool

    @property
    def text(self) -> str:
        return self.cell.text


@dataclass(frozen=True, slots=True)
class RowLine:
    """One project with its cells, in the order of the columns; `is_new` since the day compared."""

    project: law.Project
    cells: tuple[CellLine, ...]
    is_new: bool


@dataclass(frozen=True, slots=True)
class TableView:
    """A table with what changed since another day, its order warnings, and the rows that left."""

    table: law.Table
    rows: tuple[RowLine, ...]
    warnings: tuple[str, ...]
    compared_with: date | None
    removed: tuple[law.Project, ...]

    @property
    def has_tentative(self) -> bool:
        return any(line.cell.is_tentative for row in self.rows for line in row.cells)


@dataclass(frozen=True, slots=True)
class LiaisonLine:
    """An appointment to a project with the name the table prints."""

    appointment: Appointment
    printed: str
    holds: bool


def today(body: Body) -> date:
    """The day of business in the body's own zone."""
    return clock.now().astimezone(ZoneInfo(body.zone)).date()


def end_of_day(body: Body, day: date) -> datetime:
    """The last instant of a day in the body's own zone."""
    midnight = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(body.zone))
    return midnight - timedelta(microseconds=1)


def table(body: Body, as_of: date, known_on: date | None = None) -> law.Table:
    """The milestone table of a day, as known on another (None: all that is known). Six queries."""
    return ledger_of(body).table(as_of, end_of_day(body, known_on) if known_on else None)


def difference(body: Body, earlier: date, later: date) -> law.TableDifference:
    """What the tables of two days say differently. Six queries."""
    ledger = ledger_of(body)
    return law.table_difference(ledger.table(earlier), ledger.table(later))


def table_view(
    body: Body,
    as_of: date,
    *,
    compared_with: date | None = None,
    known_at: datetime | None = None,
) -> TableView:
    """The table of a day for pages and slides, with the cells that say something else than on the
    day compared. Six queries.
    """
    return view_of(ledger_of(body), as_of, compared_with=compared_with, known_at=known_at)


def view_of(
    ledger: Ledger,
    as_of: date,
    *,
    compared_with: date | None = None,
    known_at: datetime | None = None,
) -> TableView:
    """The same from a ledger already read."""
    shown = ledger.table(as_of, known_at)
    changed: set[law.Place] = set()
    new: set[str] = set()
    removed: tuple[law.Project, ...] = ()
    if compared_with is not None:
        found = law.table_difference(ledger.table(compared_with, known_at), shown)
        changes = (*found.text_changes, *found.certainty_changes)
        changed = {(change.project.slug, change.column.slug) for change in changes}
        new, removed = {project.slug for project in found.added}, found.removed
    rows = tuple(
        RowLine(
            project,
            tuple(
                CellLine(
                    column, cell, project.slug in new or (project.slug, column.slug) in changed
                )
                for column, cell in zip(shown.columns, cells, strict=True)
            ),
            project.slug in new,
        )
        for project, cells in shown.rows()
    )
    return TableView(shown, rows, tuple(law.order_warnings(shown)), compared_with, removed)


def project_named(body: Body, slug: str) -> Project:
    """The project of this short name, also an ended one. Refuses ("not_found")."""
    found = body.projects.filter(slug=slug).first()
    if found is None:
        raise Refused("not_found", f"{body.name} has no project called “{slug}”.")
    return found


def column_named(body: Body, slug: str) -> MilestoneColumn:
    """The column of this short name, also a retired one. Refuses ("not_found")."""
    found = body.milestone_columns.filter(slug=slug).select_related("not_before").first()
    if found is None:
        raise Refused("not_found", f"The project table of {body.name} has no column “{slug}”.")
    return found


def cell_history(project: Project, column: MilestoneColumn) -> list[Claim]:
    """Every claim of a cell, the newest first, each with what it replaces and is replaced by."""
    claims = project.claims.filter(column=column).select_related("supersedes", "replaced_by")
    return list(claims.order_by("-number"))


def claim_numbered(project: Project, column: MilestoneColumn, number: int) -> Claim:
    """One claim of a cell. Refuses ("not_found")."""
    claims = project.claims.filter(column=column, number=number)
    found = claims.select_related("project__body", "column").first()
    if found is None:
        raise Refused("not_found", f"“{column.label}” of {project.name} has no claim {number}.")
    return found


def claims_of(project: Project) -> list[Claim]:
    """Every claim of a project, the newest first. One query."""
    claims = project.claims.select_related("column", "supersedes", "replaced_by")
    return list(claims.order_by("-said_on", "-recorded_at", "-number"))


def claims_said_in(meeting_ref: str) -> list[Claim]:
    """The claims whose source is a meeting or an item of it, oldest first. One query."""
    body_slug = meeting_ref.split("/", 1)[0]
    claims = Claim.objects.filter(project__body__slug=body_slug).select_related("project", "column")
    here = claims.filter(source_ref=meeting_ref) | claims.filter(
        source_ref__startswith=f"{meeting_ref}/"
    )
    return list(here.select_related("supersedes").order_by("recorded_at", "id"))


def liaisons_of(project: Project, day: date) -> list[LiaisonLine]:
    """Everybody ever appointed to a project, the newest first. Two queries."""
    rows = Appointment.objects.filter(body=project.body, about_ref=project.ref)
    chosen = chosen_names([project])
    return [
        LiaisonLine(row, printed_name(row, chosen), _holds(row, day))
        for row in rows.select_related("person", "body").order_by("-from_on", "-id")
    ]


def liaison_of(project: Project, handle: str, day: date) -> Appointment:
    """The appointment a person holds to a project on a day, or the next. Refuses ("not_found")."""
    rows = Appointment.objects.filter(
        body=project.body, about_ref=project.ref, person__handle=handle
    ).select_related("person", "body")
    held: Sequence[Appointment] = [row for row in rows if row.to_on is None or row.to_on >= day]
    if not held:
        raise Refused("not_found", f"Nobody of that name is appointed to {project.name} any more.")
    return held[0]


def people_columns(body: Body) -> list[MilestoneColumn]:
    """The columns that show appointed people. One query."""
    return list(body.milestone_columns.filter(kind=MilestoneColumn.Kind.PEOPLE))


def _holds(row: Appointment, day: date) -> bool:
    return (row.from_on is None or row.from_on <= day) and (row.to_on is None or row.to_on >= day)
