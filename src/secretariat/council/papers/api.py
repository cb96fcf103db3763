"""Papers and the glossary for other programs."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Field, Schema

from secretariat.council.papers import glossary_files, queries
from secretariat.council.papers.snapshots import PaperAt, VersionAt
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

reads = Reads("Papers and glossary")
router = reads.router


class VersionOut(Named):
    """One version of a paper."""

    number: int
    label: str
    state: str
    state_words: str
    since_on: date
    text: str = Field(description="Markdown; empty while a draft is not for the reader.")
    url: str
    what_is_new: str
    source: str
    review_until_on: date | None
    adopted_ref: str
    published_on: date | None
    published_url: str


class RemarkOut(Schema):
    """What became known of a paper on a day."""

    on: date
    words: str
    by: str


class PaperOut(Named):
    """A paper, term, statement or policy with its versions, as it stood on the day."""

    title: str
    kind: str
    about: str
    editor: str
    issue_url: str
    document_url: str
    part_of: str = Field(description="The short name of the paper it belongs to.")
    superseded_by: str
    added_on: date
    in_force: str = Field(description="The label of the version that holds; empty for none.")
    versions: list[VersionOut]
    remarks: list[RemarkOut]


class DefinitionOut(Schema):
    """One version of the body's own definition."""

    version: str
    state: str
    since: date
    words: str
    source: str
    source_url: str
    adopted_by: str
    published_on: date | None
    published_url: str


class QuotationOut(Schema):
    """What somebody outside says, with where it was read."""

    author: str
    words: str
    work: str
    url: str
    read_on: date
    emphasis: str


class TermOut(Named):
    """A term with its definitions and what others say."""

    term: str
    in_force: str | None
    definitions: list[DefinitionOut]
    quotations: list[QuotationOut]


@reads.read("/{body}/papers", Listed[PaperOut], "Papers of a day")
def papers(
    request: HttpRequest, body: BodySlug, as_of: AsOf = None, limit: Limit = 50, offset: Offset = 0
) -> Any:
    """By title, as they stood at the end of the day."""
    asked = Asked(request, body, as_of)
    known = queries.by_title(queries.papers_at(asked.body.slug, asked.at, asked.actor))
    return listed([_paper(each) for each in known], limit, offset)


@reads.read("/{body}/papers/{paper}", PaperOut, "One paper")
def one_paper(request: HttpRequest, body: BodySlug, paper: Slug, as_of: AsOf = None) -> Any:
    """As it stood at the end of the day."""
    asked = Asked(request, body, as_of)
    known = queries.papers_at(asked.body.slug, asked.at, asked.actor)
    found = next((each for each in known if each.slug == paper), None)
    if found is None:
        raise Refused("not_found", f"{asked.body.name} has no paper “{paper}”.")
    return _paper(found)


@reads.read("/{body}/glossary", Listed[TermOut], "The glossary of a day")
def glossary(
    request: HttpRequest, body: BodySlug, as_of: AsOf = None, limit: Limit = 50, offset: Offset = 0
) -> Any:
    """Every term with its definitions, earlier and coming ones too, and what others say. A paper on
    several terms that quotes somebody stands here too, without definitions.
    """
    asked = Asked(request, body, as_of)
    entries = queries.glossary(asked.actor, asked.body, asked.at)
    return listed([glossary_files.as_plain(entry) for entry in entries], limit, offset)


def _paper(paper: PaperAt) -> dict[str, Any]:
    skipped = {"page", "in_force", "versions", "remarks"}
    return {
        **{n: getattr(paper, n) for n in PaperOut.model_fields if n not in skipped},
        "in_force": paper.in_force.label if paper.in_force else "",
        "versions": [_version(each) for each in paper.versions],
        "remarks": [{"on": r.on, "words": r.words, "by": r.by} for r in paper.remarks],
    }


def _version(row: VersionAt) -> dict[str, Any]:
    names = [n for n in VersionOut.model_fields if n not in {"page", "source"}]
    return {**{n: getattr(row, n) for n in names}, "source": row.source_words}
