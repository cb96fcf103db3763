"""Relations and consultations for other programs: what their pages show everybody."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Field, Schema

from secretariat.council.relations import policy, queries
from secretariat.council.relations.queries import RelationLine
from secretariat.council.relations.snapshots import StepAt
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
)
from secretariat.rules.errors import Refused

reads = Reads("Relations and consultations")
router = reads.router


class RelationOut(Named):
    """A relation to an outside body. Names of the other side stay with the members."""

    name: str
    kind: str
    about: str
    from_on: date | None
    to_on: date | None
    ended_reason: str
    our_contacts: list[str]
    last_contact_on: date | None
    talks: int
    exchanges: int


class ConsultationStepOut(Schema):
    """One line of the ledger of a consultation."""

    on: date
    step: str
    words: str
    ref: str = Field(description="What decided it; empty for nothing.")


class ConsultationOut(Named):
    """A consultation or a statement as it stood on the day."""

    title: str
    kind: str
    about: str
    asked_by: str
    relation_ref: str
    call_url: str
    called_on: date | None
    closes_on: date | None
    closes_words: str
    drafter: str
    document_url: str = Field(description="Empty while the draft is not for the reader.")
    paper_ref: str
    step: str
    step_words: str
    since_on: date
    voted_ref: str
    approved_ref: str
    sent_on: date | None
    published_on: date | None
    published_url: str
    steps: list[ConsultationStepOut]

    @staticmethod
    def resolve_steps(row: Any) -> list[dict[str, Any]]:
        return [_step(each) for each in row.steps]


@reads.read("/{body}/relations", Listed[RelationOut], "Relations")
def relations(
    request: HttpRequest, body: BodySlug, as_of: AsOf = None, limit: Limit = 50, offset: Offset = 0
) -> Any:
    """In the order of the list, with our contacts of the day."""
    asked = Asked(request, body, as_of)
    inside = bool(policy.may_see_inside(asked.actor, asked.body))
    lines = queries.relation_lines(asked.body, asked.day, sees_inside=inside)
    return listed([_relation(line) for line in lines], limit, offset)


@reads.read("/{body}/consultations", Listed[ConsultationOut], "Consultations and statements")
def consultations(
    request: HttpRequest, body: BodySlug, as_of: AsOf = None, limit: Limit = 50, offset: Offset = 0
) -> Any:
    """As they stood at the end of the day, newest first."""
    asked = Asked(request, body, as_of)
    found = queries.consultations_at(asked.body.slug, asked.at, asked.actor)
    return listed(found, limit, offset)


@reads.read("/{body}/consultations/{consultation}", ConsultationOut, "One consultation")
def one_consultation(
    request: HttpRequest, body: BodySlug, consultation: Slug, as_of: AsOf = None
) -> Any:
    """As it stood at the end of the day."""
    asked = Asked(request, body, as_of)
    known = queries.consultations_at(asked.body.slug, asked.at, asked.actor)
    found = next((each for each in known if each.slug == consultation), None)
    if found is None:
        raise Refused("not_found", f"{asked.body.name} has no consultation “{consultation}”.")
    return found


def _relation(line: RelationLine) -> dict[str, Any]:
    row = line.relation
    return {
        "ref": row.ref,
        "name": row.name,
        "kind": row.kind,
        "about": row.about,
        "from_on": row.from_on,
        "to_on": row.to_on,
        "ended_reason": row.ended_reason,
        "our_contacts": [contact.name for contact in line.ours],
        "last_contact_on": line.last_on,
        "talks": line.talks,
        "exchanges": line.exchanges,
    }


def _step(step: StepAt) -> dict[str, Any]:
    return {"on": step.on, "step": step.step.value, "words": step.words, "ref": step.ref}
