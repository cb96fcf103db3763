"""Keeping the minutes findable by their words, for those who may read them."""

from __future__ import annotations

from collections.abc import Iterator

from secretariat.council.minutes.editions import Editions
from secretariat.council.minutes.models import Minutes, ref_of_edition
from secretariat.foundation.records.commands import (
    Findable,
    forget_findable,
    make_all_findable,
)
from secretariat.rules.minutes import Minutes as Document
from secretariat.rules.minutes import line_words, numbered
from secretariat.rules.visibility import Audience, narrowest


def find_as(minutes: Minutes) -> None:
    """Bring the search rows of these minutes up to date; drafts cannot be found. An edition is
    found by what it says more than the one before it.
    """
    refs = {ref_of_edition(minutes, audience) for audience in Audience}
    found = list(_findable(minutes)) if minutes.released_at is not None else []
    make_all_findable(found)
    forget_findable(*(refs - {each.ref for each in found}))


def _findable(minutes: Minutes) -> Iterator[Findable]:
    editions = Editions(minutes)
    at_least = Audience.PUBLIC
    if minutes.approved_at is None:
        at_least = Audience(minutes.meeting.body.draft_audience)
    known: list[str] = []
    for audience in editions.audiences:
        document = editions.document(audience)
        lines = [line for line in _lines(document) if line not in known]
        known += lines
        yield Findable(
            ref=ref_of_edition(minutes, audience),
            kind="minutes",
            title=f"{document.title}, {document.date_words}",
            text="\n".join(lines),
            audience=narrowest(at_least, audience),
            on=minutes.meeting.starts_at.date(),
        )


def _lines(document: Document) -> Iterator[str]:
    for entry in numbered(document):
        yield entry.section.title
        for line in entry.lines:
            yield from line_words(line)
