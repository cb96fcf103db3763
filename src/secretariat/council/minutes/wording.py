"""The words of a resolution that approves minutes."""

from __future__ import annotations

from collections.abc import Sequence

from secretariat.council.meetings.snapshots import day_of
from secretariat.council.minutes.editions import has_changed
from secretariat.council.minutes.models import Minutes
from secretariat.rules.days import day_words
from secretariat.rules.meetings import BodySnapshot
from secretariat.rules.rulebook import RuleBook
from secretariat.rules.wording import joined

RESOLUTION = (
    "That the minutes of the {day} meeting of the {body} of the {organization}, "
    "as sent to its members in advance of this meeting, are approved."
)


def days_of(rows: Sequence[Minutes]) -> str:
    """The days of the meetings: "9 Sep 2021 and 23 Sep 2021"."""
    return joined(day_words(day_of(row.meeting)) for row in rows)


def resolution_text(body: BodySnapshot, book: RuleBook, rows: Sequence[Minutes]) -> str:
    """The resolution in the body's own form of words, as its rule book has it, or in ours.

    Minutes that changed since their release are named as amended.
    """
    form = book.minutes_resolution or RESOLUTION
    words = {"{day}": days_of(rows), "{body}": body.name, "{organization}": body.organization}
    for place, word in words.items():
        form = form.replace(place, word)
    amended = [row for row in rows if has_changed(row)]
    if not amended:
        return form
    which = "as amended" if amended == list(rows) else f"those of {days_of(amended)} as amended"
    return f"{form.rstrip('.')}, {which}."
