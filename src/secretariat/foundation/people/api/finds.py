"""Searching the record."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Query

from secretariat.foundation.people.api.frame import Listed, Named, Reads, whole
from secretariat.foundation.people.http import actor_of
from secretariat.foundation.records.queries import search
from secretariat.foundation.records.snippets import MARK_FROM, MARK_TO

reads = Reads("Search")
router = reads.router

Sought = Annotated[
    str,
    Query(
        min_length=1,
        max_length=200,
        pattern=r"^[^\x00-\x1f]*$",
        description="Every word must occur; the last may be a beginning. Or a reference: `A-17`.",
    ),
]
InBody = Annotated[
    str, Query(pattern=r"^([a-z][a-z0-9-]{0,49})?$", description="Only in this body, and people.")
]


class FindOut(Named):
    """Something that was found."""

    kind: str
    title: str
    snippet: str = Field(description="The words around what matched.")
    on: date | None


@reads.read("/search", Listed[FindOut], "Search")
def searched(request: HttpRequest, q: Sought, body: InBody = "") -> Any:
    """What the reader may see, best first, fifty at most."""
    found = search(q, actor_of(request), body_slug=body)
    return whole([{**_plain(each), "ref": each.ref} for each in found])


def _plain(find: Any) -> dict[str, Any]:
    snippet = find.snippet.replace(MARK_FROM, "").replace(MARK_TO, "")
    return {"kind": find.kind, "title": find.title, "snippet": snippet, "on": find.on}
