"""A public reference in words: "tac/2021-10-07/4" is "item 4 of 7 Oct 2021"."""

from __future__ import annotations

import re
from datetime import date

from secretariat.rules.days import day_words

_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:-(\d+))?")
_NUMBERED = re.compile(r"[AMR]-[\d-]+")
DOCUMENTS = {"minutes": "minutes", "deck": "deck", "agenda": "agenda"}


def ref_words(ref: str) -> str:
    """What a reference stands for, without its body."""
    _, _, rest = ref.partition("#")[0].partition("/")
    first, _, second = rest.partition("/")
    if not rest:
        return "the body"
    if _DAY.fullmatch(first):
        return _of_meeting(first, second)
    if _NUMBERED.fullmatch(first):
        return first
    return f"{first}, {second.replace('-', ' ')}" if second else first.replace("-", " ")


def _of_meeting(slug: str, rest: str) -> str:
    match = _DAY.fullmatch(slug)
    assert match is not None
    try:
        day = day_words(date.fromisoformat(match[1]))
    except ValueError:
        day = match[1]
    day += f" ({match[2]})" if match[2] else ""
    if not rest:
        return f"meeting of {day}"
    name = rest.partition("/")[0]
    if name in DOCUMENTS:
        return f"{DOCUMENTS[name]} of {day}"
    title = name.replace("-", " ").capitalize()
    return f"item {name} of {day}" if name[:1].isdigit() else f"“{title}” of {day}"
