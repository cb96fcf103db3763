"""Keeping the minutes findable by their words, for those who may read them."""

from __future__ import annotations

from secretariat.council.minutes.compose import minutes_of
from secretariat.council.minutes.models import Minutes
from secretariat.foundation.records.commands import forget_findable, make_findable
from secretariat.rules.minutes import line_words, numbered
from secretariat.rules.visibility import Audience


def find_as(minutes: Minutes) -> None:
    """Bring the search row of these minutes up to date; drafts cannot be found."""
    if minutes.released_at is None:
        forget_findable(minutes.ref)
        return
    document = minutes_of(minutes)
    lines = [
        words
        for entry in numbered(document)
        for words in (
            entry.section.title,
            *(part for line in entry.lines for part in line_words(line)),
        )
    ]
    is_public = (
        minutes.approved_at is not None
        or minutes.meeting.body.draft_audience == Audience.PUBLIC.value
    )
    make_findable(
        minutes.ref,
        kind="minutes",
        title=f"{document.title}, {document.date_words}",
        text="\n".join(lines),
        audience=Audience.PUBLIC if is_public else Audience.MEMBERS,
        on=minutes.meeting.starts_at.date(),
    )
