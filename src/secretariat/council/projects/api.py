"""Projects for other programs: the milestone table of any day, one project with its claims."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Field, Schema

from secretariat.council.projects import queries
from secretariat.council.projects.exports import plain_values
from secretariat.council.projects.models import Benefit, Expectation
from secretariat.council.projects.queries.standing import standing_on
from secretariat.foundation.people.api.frame import (
    Asked,
    AsOf,
    BodySlug,
    Limit,
    Listed,
    Named,
    Offset,
    Reads,
    Slug,
    listed,
    whole,
)

reads = Reads("Projects")
router = reads.router


class ColumnOut(Schema):
    """A milestone: a column of the table."""

    slug: str
    label: str


class CellOut(Schema):
    """What the table says of one project's milestone."""

    text: str = Field(description="As written: `Oct 2021?`, `Yes`, `Dan & Aeva`.")
    certainty: str
    since: date | None = Field(description="The day from which it has said so.")
    source: str


class RowOut(Named):
    """A project in the table, with the cells that say something, by column."""

    name: str
    milestones: dict[str, CellOut]


class TableOut(Schema):
    """The milestone table of one day."""

    as_of: date
    columns: list[ColumnOut]
    projects: list[RowOut]
    out_of_order: list[str] = Field(description="What comes before something it should follow.")


class ProjectOut(Named):
    """One project as it is today."""

    slug: str
    name: str
    summary: str
    website: str
    listed_from_on: date | None
    ended_on: date | None
    ended_reason: str


class ClaimOut(Schema):
    """One claim of the ledger. A claim that was corrected stays, and says so."""

    column: str
    number: int
    text: str
    certainty: str
    said_on: date
    source: str
    is_replaced: bool

    @staticmethod
    def resolve_column(row: Any) -> str:
        return str(row.column.slug)

    @staticmethod
    def resolve_source(row: Any) -> str:
        return str(row.source_ref)

    @staticmethod
    def resolve_is_replaced(row: Any) -> bool:
        return getattr(row, "replaced_by", None) is not None


class StandingOut(Named):
    """A benefit or an expectation, the same for every project."""

    text: str
    since_on: date | None = Field(description="Null where it holds since ever.")
    source: str
    ended_on: date | None = Field(description="Its last day.")
    ended_reason: str

    @staticmethod
    def resolve_source(row: Any) -> str:
        return str(row.source_words)


@reads.read("/{body}/projects", TableOut, "The milestone table of a day")
def table(request: HttpRequest, body: BodySlug, as_of: AsOf = None, known_on: AsOf = None) -> Any:
    """As of one day, as known at the end of another: all that is known today if left out."""
    asked = Asked(request, body, as_of)
    return plain_values(asked.body, queries.table(asked.body, asked.day, known_on))


@reads.read("/{body}/projects/{project}", ProjectOut, "One project")
def project(request: HttpRequest, body: BodySlug, project: Slug) -> Any:
    """Also one that left the table."""
    return queries.project_named(Asked(request, body).body, project)


@reads.read("/{body}/projects/{project}/claims", Listed[ClaimOut], "The claims of a project")
def claims(
    request: HttpRequest, body: BodySlug, project: Slug, limit: Limit = 50, offset: Offset = 0
) -> Any:
    """Everything ever said of its milestones, newest first."""
    found = queries.project_named(Asked(request, body).body, project)
    return listed(queries.claims_of(found), limit, offset)


@reads.read("/{body}/benefits", Listed[StandingOut], "What projects are offered")
def benefits(request: HttpRequest, body: BodySlug, as_of: AsOf = None) -> Any:
    """The benefits that hold on a day, in their order."""
    asked = Asked(request, body, as_of)
    return whole(standing_on(asked.body.slug, Benefit, asked.day))


@reads.read("/{body}/expectations", Listed[StandingOut], "What projects are expected to do")
def expectations(request: HttpRequest, body: BodySlug, as_of: AsOf = None) -> Any:
    """The expectations that hold on a day, in their order."""
    asked = Asked(request, body, as_of)
    return whole(standing_on(asked.body.slug, Expectation, asked.day))
