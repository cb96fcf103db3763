"""Checks of words that the commands of this app share."""

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


def not_in_future(day: date, today: date, field: str = "on") -> None:
    """Refuse ("in_future") a day that has not come."""
    if day > today:
        raise Refused(
            "in_future",
            f"{day_words(day)} has not come yet. Nothing has changed. Record it on that day.",
            {"field": field},
        )
