"""Who accompanies a project, by date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from secretariat.council.projects.models import MilestoneColumn, Project
from secretariat.council.projects.snapshots import printed_name, with_printed_names
from secretariat.foundation.people.models import Appointment, Body, Person
from secretariat.rules.errors import Refused


@dataclass(frozen=True, slots=True)
class LiaisonLine:
    """An appointment to a project with the name the table prints."""

    appointment: Appointment
    printed: str
    holds: bool


def liaisons_of(project: Project, day: date) -> list[LiaisonLine]:
    """Everybody ever appointed to a project, the newest first. One query."""
    rows = Appointment.objects.filter(body=project.body, about_ref=project.ref)
    return [
        LiaisonLine(row, printed_name(row), _holds(row, day))
        for row in with_printed_names(rows).order_by("-from_on", "-id")
    ]


def liaison_of(project: Project, handle: str, day: date) -> Appointment:
    """The appointment a person holds to a project on a day, or the next, with the name the table
    prints. Refuses ("not_found").
    """
    rows = Appointment.objects.filter(
        body=project.body, about_ref=project.ref, person__handle=handle
    )
    named = with_printed_names(rows).select_related("person", "body")
    held = [row for row in named if row.to_on is None or row.to_on >= day]
    if not held:
        raise Refused("not_found", f"Nobody of that name is appointed to {project.name} any more.")
    return held[0]


def role_of_people(body: Body) -> str:
    """The role whose people the table shows; "liaison" where it has no such column."""
    column = body.milestone_columns.filter(kind=MilestoneColumn.Kind.PEOPLE).first()
    return column.role if column else "liaison"


def all_people() -> list[Person]:
    """Every person of the record, by name."""
    return list(Person.objects.all())


def _holds(row: Appointment, day: date) -> bool:
    return (row.from_on is None or row.from_on <= day) and (row.to_on is None or row.to_on >= day)
