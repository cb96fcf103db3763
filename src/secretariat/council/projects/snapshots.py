"""The rows of a body's table as the plain values of `rules`, read once and folded for any day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import CharField, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Concat

from secretariat.council.projects.models import Claim, MilestoneColumn, PrintedName, Project
from secretariat.foundation.people.models import Appointment
from secretariat.rules import milestones as law
from secretariat.rules.claims import Certainty

FormerNames = list[tuple[date, str]]


@dataclass(frozen=True, slots=True)
class Ledger:
    """Everything ever recorded of a body's projects. `former_names` are by project, each with its
    last day, in the order of time.
    """

    projects: tuple[Project, ...]
    columns: tuple[MilestoneColumn, ...]
    former_names: dict[int, FormerNames]
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


def ledger_of(body_slug: str, project_slug: str = "") -> Ledger:
    """The ledger of a body, or of one project of it. Four queries."""
    here = Project.objects.filter(body__slug=body_slug)
    if project_slug:
        here = here.filter(slug=project_slug)
    projects, former = _with_former_names(here)
    columns = MilestoneColumn.objects.filter(body__slug=body_slug).select_related("not_before")
    claims = Claim.objects.filter(project__in=[row.pk for row in projects])
    return Ledger(
        tuple(projects),
        tuple(columns),
        former,
        tuple(map(_entry, claims.select_related("project", "column", "supersedes"))),
        tuple(_holders(body_slug, projects, list(columns))),
    )


def name_on(project: Project, former: Iterable[tuple[date, str]], day: date) -> str:
    """The name a project bore on a day."""
    return next((name for last_on, name in former if day <= last_on), project.name)


def with_printed_names(appointments: QuerySet[Appointment]) -> QuerySet[Appointment]:
    """The appointments, each with `chosen`: the name the table was told to print in that row."""
    ref = Concat(
        "project__body__slug", Value("/projects/"), "project__slug", output_field=CharField()
    )
    names = PrintedName.objects.annotate(ref=ref).filter(
        person=OuterRef("person"), ref=OuterRef("about_ref")
    )
    return appointments.select_related("person").annotate(chosen=Subquery(names.values("text")[:1]))


def printed_name(appointment: Appointment) -> str:
    """How a table prints an appointed person (of `with_printed_names`): the name chosen for that
    row, else the short name, else the whole.
    """
    chosen: str | None = appointment.chosen  # type: ignore[attr-defined]
    return chosen or appointment.person.known_as or appointment.person.name


def _with_former_names(here: QuerySet[Project]) -> tuple[list[Project], dict[int, FormerNames]]:
    rows = here.select_related("body").annotate(
        former=F("former_names__name"), former_to_on=F("former_names__to_on")
    )
    projects: dict[int, Project] = {}
    former: dict[int, FormerNames] = {}
    for row in rows.order_by("position", "name", "pk", "former_to_on"):
        projects.setdefault(row.pk, row)
        if row.former_to_on is not None:
            former.setdefault(row.pk, []).append((row.former_to_on, row.former))
    return list(projects.values()), former


def _holders(
    body_slug: str, projects: list[Project], columns: list[MilestoneColumn]
) -> Iterable[law.Holder]:
    of_role = {row.role: row for row in columns if row.kind == MilestoneColumn.Kind.PEOPLE}
    slugs = {project.ref: project.slug for project in projects}
    given = Appointment.objects.filter(body__slug=body_slug, role__in=of_role, about_ref__in=slugs)
    for row in with_printed_names(given).order_by("id"):
        yield law.Holder(
            project=slugs[row.about_ref],
            column=of_role[row.role].slug,
            label=printed_name(row),
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
