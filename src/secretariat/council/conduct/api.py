"""The code of conduct for other programs: how to report, and the transparency report."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Field, Schema

from secretariat.council.conduct import queries
from secretariat.foundation.people.api.frame import Asked, AsOf, BodySlug, Reads

reads = Reads("Code of conduct")
router = reads.router


class ContactOut(Schema):
    """To whom a breach is reported."""

    contact: str
    committee: str
    text_url: str
    confirmed_on: date


class EntryOut(Schema):
    """What the public is told of one report. It names nobody."""

    ref: str
    year: int
    about: str
    outcome: str
    outcome_words: str
    published_on: date


class ConductOut(Schema):
    """How to report, and what came of reports."""

    contact: ContactOut | None = Field(description="Null while nobody is named.")
    entries: list[EntryOut]


@reads.read("/{body}/conduct", ConductOut, "Reporting, and the transparency report")
def conduct(request: HttpRequest, body: BodySlug, as_of: AsOf = None) -> Any:
    """The contact of today; the entries that stood at the end of the day, newest first."""
    asked = Asked(request, body, as_of)
    entries = queries.entries_at(asked.body.slug, asked.at)
    return {"contact": queries.contact_of(asked.body), "entries": entries}
