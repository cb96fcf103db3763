"""One project, one column, one cell, and where claims come from."""

from __future__ import annotations

import re
from datetime import date

from secretariat.council.meetings.models import Meeting
from secretariat.council.projects.models import Claim, MilestoneColumn, Project
from secretariat.council.projects.snapshots import ledger_of
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import today
from secretariat.rules.dates import day_words
from secretariat.rules.errors import Refused

from .tables import CellLine, RowLine, view_of

_MEETING_REF = re.compile(
    r"(?P<meeting>[a-z][a-z0-9-]*/(?P<day>\d{4}-\d\d-\d\d)(?:-\d+)?)(?:/(?P<item>[a-z0-9-]+))?"
)


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


def columns_of(body: Body) -> list[MilestoneColumn]:
    """Every column, also retired ones, in order. One query."""
    return list(body.milestone_columns.select_related("not_before"))


def ended_projects(body: Body) -> list[Project]:
    """The projects that left the table, the last first. One query."""
    return list(body.projects.filter(ended_on__isnull=False).order_by("-ended_on", "name"))


def project_today(project: Project) -> tuple[RowLine | None, tuple[str, ...]]:
    """The project's row as of today, or of its last day, and what is out of order in it. Four
    queries.
    """
    day = today(project.body)
    if project.ended_on is not None:
        day = min(day, project.ended_on)
    view = view_of(ledger_of(project.body.slug, project.slug), day)
    return (view.rows[0] if view.rows else None), view.warnings


def cell_line(project: Project, column: MilestoneColumn) -> CellLine:
    """What a cell says today. Four queries."""
    table = ledger_of(project.body.slug, project.slug).table(today(project.body))
    found = next((one for one in table.columns if one.slug == column.slug), None)
    if found is None:
        raise Refused("not_found", f"“{column.label}” is not in the table any more.")
    return CellLine(found, table.cell(project.slug, column.slug), is_changed=False)


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


def source_words(ref: str) -> str:
    """A reference to a meeting or an item of it in words: "Meeting of 7 Oct 2021, item 3a"."""
    found = _MEETING_REF.fullmatch(ref)
    if found is None:
        return ref
    words = f"Meeting of {day_words(date.fromisoformat(found['day']))}"
    item = found["item"] or ""
    return f"{words}, item {item}" if item[:1].isdigit() else words


def last_meeting_day(body: Body, before: date) -> date | None:
    """The day of the last meeting held before a day. One query."""
    held = Meeting.objects.filter(
        body=body, adjourned_at__isnull=False, slug__lt=before.isoformat()
    )
    slug = held.order_by("-starts_at").values_list("slug", flat=True).first()
    return date.fromisoformat(slug[:10]) if slug else None


def ref_going_on(body: Body) -> str:
    """The reference of the meeting that is called to order and not adjourned, if any. One query."""
    rows = Meeting.objects.filter(body=body, state=Meeting.State.CALLED)
    slug = rows.values_list("slug", flat=True).first()
    return f"{body.slug}/{slug}" if slug else ""
