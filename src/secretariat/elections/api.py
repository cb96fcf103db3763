"""Timelines of elections for other programs."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Field, Schema

from secretariat.elections import queries
from secretariat.elections.snapshots import TimelineAt
from secretariat.foundation.people.api.frame import (
    Asked,
    AsOf,
    BodySlug,
    Limit,
    Listed,
    Named,
    Offset,
    Reads,
    listed,
)
from secretariat.rules.elections import STEP_WORDS, Step

reads = Reads("Elections")
router = reads.router


class StepOut(Schema):
    """One step and its day."""

    step: str
    words: str
    on: date


class TimelineOut(Named):
    """The timeline of one election, as it stood on the day."""

    title: str
    office: str
    year: int
    state: str = Field(description="proposed, adopted, over or dropped.")
    adopted_on: date | None
    adopted_ref: str
    steps: list[StepOut]
    outcome: str


@reads.read("/{body}/elections", Listed[TimelineOut], "Timelines of elections")
def elections(
    request: HttpRequest, body: BodySlug, as_of: AsOf = None, limit: Limit = 50, offset: Offset = 0
) -> Any:
    """The newest year first."""
    asked = Asked(request, body, as_of)
    known = queries.timelines_at(asked.body.slug, asked.at)
    return listed([_plain(each) for each in known], limit, offset)


def _plain(row: TimelineAt) -> dict[str, Any]:
    return {
        "ref": row.ref,
        "title": row.title,
        "office": row.office,
        "year": row.year,
        "state": row.state_words,
        "adopted_on": row.current.adopted_on,
        "adopted_ref": row.current.adopted_ref,
        "steps": [{"step": s.value, "words": STEP_WORDS[s], "on": row.day(s)} for s in Step],
        "outcome": row.outcome,
    }
