"""What people type into a field: words that are given and fit, a day that has come.

Every refusal names the field, so that a form shows it there.
"""

from __future__ import annotations

from datetime import date

from secretariat.rules.days import day_words
from secretariat.rules.errors import Refused


def given(text: str, field: str, what: str, longest: int = 200) -> str:
    """The words on one line. Refuses ("words_missing", "words_too_long")."""
    words = " ".join(text.split())
    if not words:
        raise Refused(
            "words_missing", f"{what} is empty. Write it and save again.", {"field": field}
        )
    return fitting(words, field, what, longest)


def fitting(text: str, field: str, what: str, longest: int) -> str:
    """The text without blanks around it, if it fits. Refuses ("words_too_long")."""
    words = text.strip()
    if len(words) > longest:
        raise Refused(
            "words_too_long",
            f"{what} has {len(words)} characters; at most {longest} fit. Shorten it and save "
            "again.",
            {"field": field},
        )
    return words


def day_that_came(on: date | None, today: date, field: str = "on") -> date:
    """The day given, or today. Refuses ("in_future") a day that has not come."""
    if on is not None and on > today:
        raise Refused(
            "in_future",
            f"{day_words(on)} has not come yet. Nothing has changed. Record it on that day.",
            {"field": field},
        )
    return on or today
