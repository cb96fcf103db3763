"""Checks of words and days that several commands of this app share."""

from __future__ import annotations

from datetime import date

from django.utils.text import slugify

from secretariat.council.projects.queries import today
from secretariat.foundation.people.models import Body
from secretariat.rules.dates import day_words
from secretariat.rules.errors import Refused

# Words that name a page under a body's projects, or under one project.
RESERVED_PROJECTS = frozenset(
    {"new", "order", "columns", "claims", "history", "benefits", "expectations"}
)
RESERVED_STANDING = frozenset({"new", "order"})
RESERVED_COLUMNS = frozenset({"new", "order", "edit", "rename", "end", "resume", "liaisons"})


def checked_words(text: str, what: str, field: str, longest: int) -> str:
    """The text with single spaces. Refuses ("words_missing", "words_too_long")."""
    words = " ".join(text.split())
    if not words:
        raise Refused(
            "words_missing", f"{what} is empty. Write it and save again.", {"field": field}
        )
    if len(words) > longest:
        raise Refused(
            "words_too_long",
            f"{what} has {len(words)} characters; at most {longest} fit. "
            "Shorten it and save again.",
            {"field": field},
        )
    return words


def free_slug(
    name: str, taken: set[str], reserved: frozenset[str], longest: int, fallback: str
) -> str:
    """A short name for addresses made from a name: "SGX SDK for Linux" gives "sgx-sdk-for-linux".

    A name without any letter that an address can hold, such as "灯台", gives the fallback.
    """
    stem = slugify(name)[:longest].strip("-") or fallback
    tried, number = stem, 2
    while tried in taken or tried in reserved:
        ending = f"-{number}"
        tried, number = stem[: longest - len(ending)] + ending, number + 1
    return tried


def not_in_future(body: Body, day: date, what: str, field: str) -> None:
    """Refuse ("in_future") a day that has not come yet in the body's zone."""
    if day > today(body):
        raise Refused(
            "in_future",
            f"{what} cannot be {day_words(day)}: that day has not come yet. "
            "Write a date that is only planned into the value, as (Mar 2030?).",
            {"field": field},
        )
