"""Decisions for other programs: the register, and one motion."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Path, Query

from secretariat.council.motions.queries import DecisionFilter, decisions, readable_motion
from secretariat.council.motions.queries.register import as_decision
from secretariat.foundation.people.api.frame import (
    Asked,
    AsOf,
    BodySlug,
    Limit,
    Listed,
    Named,
    Offset,
    Reads,
    Words,
    listed,
)

reads = Reads("Decisions")
router = reads.router

MotionNumber = Annotated[str, Path(pattern=r"^M-[0-9]{4}-[0-9]{1,4}$", description="`M-2021-31`.")]


class DecisionOut(Named):
    """What was put to the body and how it ended. What was decided without a motion has the
    reference of its agenda item.
    """

    number: str
    on: date
    state: str
    outcome: str = Field(description="The state in words.")
    kind: str
    text: str
    result: str = Field(description="The result in a sentence, with its numbers.")
    condition: str
    mover: str
    seconder: str
    meeting_ref: str
    item_ref: str
    item_title: str
    errata: list[str]


@reads.read("/{body}/decisions", Listed[DecisionOut], "The register of decisions")
def register(
    request: HttpRequest,
    body: BodySlug,
    *,
    as_of: AsOf = None,
    year: Annotated[int | None, Query(ge=1900, le=2999)] = None,
    q: Words = "",
    limit: Limit = 50,
    offset: Offset = 0,
) -> Any:
    """Newest first; with `as_of`, those up to that day."""
    asked = Asked(request, body)
    wanted = DecisionFilter(year=year, text=q, as_of=as_of)
    return listed(decisions(asked.actor, asked.body, wanted), limit, offset)


@reads.read("/{body}/decisions/{number}", DecisionOut, "One motion")
def motion(request: HttpRequest, body: BodySlug, number: MotionNumber) -> Any:
    """A motion that was put to the body, ended or not."""
    asked = Asked(request, body)
    return as_decision(readable_motion(asked.actor, f"{asked.body.slug}/{number}"))
