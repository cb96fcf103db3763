"""Reports to other bodies, for other programs: their facts; the deck is a file of its own."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Path, Schema

from secretariat.council.reports import policy
from secretariat.council.reports.models import FocusYear, Report
from secretariat.council.reports.queries import focus_years, report_named, reports_of
from secretariat.foundation.people.api.frame import (
    Asked,
    BodySlug,
    Limit,
    Listed,
    Named,
    Offset,
    Reads,
    listed,
    whole,
)
from secretariat.rules.visibility import require

reads = Reads("Reports")
router = reads.router

ReportDay = Annotated[
    str,
    Path(
        pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}(-[0-9]{1,2})?$",
        description="The day in its reference, `2021-09-29`.",
    ),
]


class ReportLine(Named):
    """A report in a list."""

    title: str
    to_words: str = Field(description="To whom, as printed.")
    on: date
    from_on: date = Field(description="The first day it covers.")
    to_on: date
    state: str
    given_at: datetime | None


class AnswerOut(Schema):
    """What the other body answered, and what became of it."""

    by: str
    on: date
    text: str
    action_ref: str
    outcome: str

    @staticmethod
    def resolve_by(row: Any) -> str:
        return str(row.by_words)


class ReportOut(ReportLine):
    """One report with the answers to it."""

    baseline_text: str = Field(description="When the report before was given, as far as known.")
    digest: str = Field(description="Of the deck as it was given; empty before.")
    answers: list[AnswerOut]

    @staticmethod
    def resolve_answers(row: Report) -> list[Any]:
        return list(row.answers.all())


class AreaOut(Schema):
    """One area of focus."""

    title: str
    points: str = Field(description="What belongs to it, one a line. Markdown.")
    ended_on: date | None
    ended_reason: str


class FocusYearOut(Named):
    """What the body means to look after in a year."""

    name: str
    from_on: date
    source: str
    areas: list[AreaOut]

    @staticmethod
    def resolve_source(row: FocusYear) -> str:
        return str(row.source_words)

    @staticmethod
    def resolve_areas(row: FocusYear) -> list[Any]:
        return list(row.areas.all())


@reads.read("/{body}/focus", Listed[FocusYearOut], "Areas of focus")
def focus(request: HttpRequest, body: BodySlug) -> Any:
    """Every year, the newest first, with the areas in their order."""
    return whole(focus_years(Asked(request, body).body))


@reads.read("/{body}/reports", Listed[ReportLine], "Reports to other bodies")
def reports(request: HttpRequest, body: BodySlug, limit: Limit = 50, offset: Offset = 0) -> Any:
    """Those the reader may read, the newest first."""
    asked = Asked(request, body)
    return listed(reports_of(asked.actor, asked.body), limit, offset)


@reads.read("/{body}/reports/{report}", ReportOut, "One report")
def one_report(request: HttpRequest, body: BodySlug, report: ReportDay) -> Any:
    """Refuses (`not_allowed`) a draft that is not for the reader."""
    asked = Asked(request, body)
    found = report_named(asked.body, report)
    require(policy.may_read(asked.actor, found))
    return found
