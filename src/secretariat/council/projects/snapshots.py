"""The rows of a body's table as the plain values of `rules`, read once and folded for any day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from secretariat.council.projects.models import (
    Claim,
    FormerName,
    MilestoneColumn,
    PrintedName,
    Project,
)
from secretariat.foundation.people.models import Appointment, Body
from secretariat.rules import milestones as law
from secretariat.rules.claims import Certainty


@dataclass(frozen=True, slots=True)
class Ledger:
    """Everything ever recorded of a body's projects. `former_names` are by project."""

    projects: tuple[Project, ...]
    columns: tuple[MilestoneColumn, ...]
    former_names: dict[int, list[FormerName]]
    entries: tuple[law.Entry, ...]
    holders: tuple[law.Holder, ...]

    def table(self, as_of: date, known_at: datetime | None = None) -> law.Table:
        """The table of a day, as it was known at an instant (None: all that is known)."""
        return law.table_as_of(
            [self._project_on(row, as_of) for row in self.projects],
            [_column(row) for row in self.columns if _is_shown(row, as_of)],
            self.entries,
            as_of,
            known_at,
            self.holders,
        )

    def _project_on(self, row: Project, day: date) -> law.Project:
        name = name_on(row, self.former_names.get(row.pk, ()), day)
        return law.Project(row.slug, name, row.listed_from_on, row.ended_on)


def ledger_of(body: Body, project: Project | None = None) -> Ledger:
    """The ledger of a body, or of one project of it. Six queries."""
    rows = list(body.projects.all()) if project is None else [project]
    columns = list(body.milestone_columns.select_related("not_before"))
    former: dict[int, list[FormerName]] = {}
    for name in FormerName.objects.filter(project__in=rows):
        former.setdefault(name.project_id, []).append(name)
    claims = Claim.objects.filter(project__in=rows).select_related(
        "project", "column", "supersedes"
    )
    return Ledger(
        tuple(rows),
        tuple(columns),
        former,
        tuple(_entry(claim) for claim in claims),
        tuple(_holders(body, rows, columns)),
    )


def name_on(project: Project, former: Iterable[FormerName], day: date) -> str:
    """The name a project bore on a day."""
    for name in former:
        if name.to_on is not None and day <= name.to_on:
            return name.name
    return project.name


def printed_name(appointment: Appointment, chosen: dict[tuple[str, int], str]) -> str:
    """How a table prints an appointed person: the name chosen for that row, else the short name,
    else the whole. `chosen` is by the project's reference and the person's key.
    """
    person = appointment.person
    return chosen.get((appointment.about_ref, person.pk)) or person.known_as or person.name


def chosen_names(projects: Iterable[Project]) -> dict[tuple[str, int], str]:
    """The names chosen for single rows, by the project's reference and the person's key."""
    refs = {project.pk: project.ref for project in projects}
    rows = PrintedName.objects.filter(project__in=refs)
    return {(refs[row.project_id], row.person_id): row.text for row in rows}


def _holders(
    body: Body, projects: list[Project], columns: list[MilestoneColumn]
) -> Iterable[law.Holder]:
    of_role = {row.role: row for row in columns if row.kind == MilestoneColumn.Kind.PEOPLE}
    slugs = {project.ref: project.slug for project in projects}
    given = Appointment.objects.filter(body=body, role__in=of_role, about_ref__in=slugs)
    chosen = chosen_names(projects)
    for row in given.select_related("person").order_by("id"):
        yield law.Holder(
            project=slugs[row.about_ref],
            column=of_role[row.role].slug,
            label=printed_name(row, chosen),
            certainty=Certainty(row.certainty),
            from_on=row.from_on,
            to_on=row.to_on,
            recorded_at=row.recorded_at,
            source=row.source_ref,
        )


def _column(row: MilestoneColumn) -> law.Column:
    is_people = row.kind == MilestoneColumn.Kind.PEOPLE
    return law.Column(row.slug, row.label, is_people, row.not_before.slug if row.not_before else "")


def _is_shown(row: MilestoneColumn, day: date) -> bool:
    return (row.listed_from_on is None or row.listed_from_on <= day) and (
        row.retired_on is None or day <= row.retired_on
    )


def _entry(claim: Claim) -> law.Entry:
    return law.Entry(
        key=key_of(claim),
        project=claim.project.slug,
        column=claim.column.slug,
        text=claim.text,
        certainty=Certainty(claim.certainty),
        said_on=claim.said_on,
        recorded_at=claim.recorded_at,
        source=claim.source_words or claim.source_ref,
        supersedes=key_of(claim, claim.supersedes.number) if claim.supersedes else "",
    )


def key_of(claim: Claim, number: int = 0) -> str:
    """The name of a claim among all of its body, or of another one of the same cell; in one cell
    names sort as their numbers do.
    """
    return f"{claim.project.slug}/{claim.column.slug}/{number or claim.number:06d}"
