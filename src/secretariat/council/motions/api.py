"""Decisions for other programs: the register, and one motion."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Path, Query

from secretariat.council.motions import policy
from secretariat.council.motions.queries import DecisionFilter, decisions, readable_motion
from secretariat.council.motions.queries.ballots import OpenBallot, ballot_at, ballots_of
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
from secretariat.foundation.records import clock
from secretariat.rules.visibility import Actor

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
    medium: str = Field(description="`meeting` or `mail`.")
    continues: str = Field(description="The motion that a ballot by mail continues, else empty.")
    goes_on_as: str = Field(description="The ballot by mail that continues it, else empty.")


class BallotOut(Named):
    """A ballot by mail that is open. Who has not voted is told to the members."""

    number: str
    text: str
    kind: str
    rule: str = Field(description="What it needs, in a sentence.")
    continues: str
    opened_at: datetime
    closes_at: datetime
    missing: list[str] = Field(description="Seats without a vote; empty for who may not know.")


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


@reads.read("/{body}/ballots", Listed[BallotOut], "The open ballots by mail")
def ballots(request: HttpRequest, body: BodySlug, limit: Limit = 50, offset: Offset = 0) -> Any:
    """The one that ends first before the others."""
    asked, now = Asked(request, body), clock.now()
    rows = ballots_of(asked.actor, asked.body)
    return listed([_ballot_out(asked.actor, ballot_at(row, now)) for row in rows], limit, offset)


def _ballot_out(actor: Actor, ballot: OpenBallot) -> dict[str, Any]:
    motion, decision = ballot.motion, as_decision(ballot.motion)
    window = ballot.box.window
    return {
        "ref": decision.ref,
        "number": decision.number,
        "text": decision.text,
        "kind": decision.kind,
        "rule": ballot.rule_words,
        "continues": decision.continues,
        "opened_at": window.opened_at,
        "closes_at": window.closes_at,
        "missing": list(ballot.missing) if policy.may_see_votes(actor, motion) else [],
    }


@reads.read("/{body}/decisions/{number}", DecisionOut, "One motion")
def motion(request: HttpRequest, body: BodySlug, number: MotionNumber) -> Any:
    """A motion that was put to the body, ended or not."""
    asked = Asked(request, body)
    return as_decision(readable_motion(asked.actor, f"{asked.body.slug}/{number}"))
