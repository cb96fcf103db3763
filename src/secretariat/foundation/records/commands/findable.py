"""Keeping the search index in step with the record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from secretariat.foundation.records.models import SearchRow
from secretariat.rules.visibility import Audience

_CHANGES = ["body_slug", "kind", "title", "text", "audience", "on"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Findable:
    """A thing as a search finds it. The body is the start of the reference."""

    ref: str
    kind: str
    title: str
    text: str
    audience: Audience = Audience.PUBLIC
    on: date | None = None


def make_findable(
    ref: str,
    *,
    kind: str,
    title: str,
    text: str,
    audience: Audience = Audience.PUBLIC,
    on: date | None = None,
) -> None:
    """Put a thing into the search index, or bring its row up to date. One query."""
    found = Findable(ref=ref, kind=kind, title=title, text=text, audience=audience, on=on)
    make_all_findable([found])


def make_all_findable(found: Iterable[Findable]) -> None:
    """Put things into the search index, or bring their rows up to date. One query for all."""
    SearchRow.objects.bulk_create(
        [
            SearchRow(
                ref=each.ref,
                body_slug=each.ref.split("/", 1)[0],
                kind=each.kind,
                title=each.title[:300],
                text=each.text,
                audience=each.audience.value,
                on=each.on,
            )
            for each in found
        ],
        update_conflicts=True,
        unique_fields=["ref"],
        update_fields=_CHANGES,
    )


def forget_findable(*refs: str) -> None:
    """Take things out of the search index. One query for all."""
    SearchRow.objects.filter(ref__in=refs).delete()
