"""The code of conduct for other programs: how to report, and the transparency report."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Field, Schema

from secretariat.council.conduct import queries
from secretariat.council.meetings.queries.notices import notice_on
from secretariat.council.meetings.standing import CODE_OF_CONDUCT
from secretariat.foundation.people.api.frame import Asked, AsOf, BodySlug, Named, Reads

reads = Reads("Code of conduct")
router = reads.router


class ContactOut(Schema):
    """To whom a breach is reported."""

    contact: str
    committee: str
    confirmed_on: date


class EntryOut(Schema):
    """What the public is told of one report. It names nobody."""

    ref: str
    year: int
    about: str
    outcome: str
    outcome_words: str
    published_on: date


class CodeOut(Named):
    """The version of the code of conduct that holds; all of them are under notices."""

    title: str
    version: int
    from_on: date
    text: str = Field(description="Markdown.")
    source: str

    @staticmethod
    def resolve_source(row: Any) -> str:
        return str(row.source_words)


class ConductOut(Schema):
    """The code, how to report, and what came of reports."""

    code: CodeOut | None = Field(description="Null while none is kept here.")

    contact: ContactOut | None = Field(description="Null while nobody is named.")
    entries: list[EntryOut]


@reads.read("/{body}/conduct", ConductOut, "Reporting, and the transparency report")
def conduct(request: HttpRequest, body: BodySlug, as_of: AsOf = None) -> Any:
    """The contact of today; the code and the entries that stood at the end of the day, newest
    first.
    """
    asked = Asked(request, body, as_of)
    entries = queries.entries_at(asked.body.slug, asked.at)
    code = notice_on(asked.body, CODE_OF_CONDUCT, asked.day)
    return {
        "code": code.notice if code else None,
        "contact": queries.contact_of(asked.body),
        "entries": entries,
    }
