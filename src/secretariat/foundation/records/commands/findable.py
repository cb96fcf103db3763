"""Keeping the search index in step with the record."""

from __future__ import annotations

from datetime import date

from secretariat.foundation.records.models import SearchRow
from secretariat.rules.visibility import Audience


def make_findable(
    ref: str,
    *,
    kind: str,
    title: str,
    text: str,
    audience: Audience = Audience.PUBLIC,
    on: date | None = None,
) -> None:
    """Put a thing into the search index, or bring its row up to date. The body is the start of the
    reference.
    """
    SearchRow.objects.update_or_create(
        ref=ref,
        defaults={
            "body_slug": ref.split("/", 1)[0],
            "kind": kind,
            "title": title[:300],
            "text": text,
            "audience": audience.value,
            "on": on,
        },
    )


def forget_findable(ref: str) -> None:
    """Take a thing out of the search index."""
    SearchRow.objects.filter(ref=ref).delete()
