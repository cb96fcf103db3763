"""A public reference in words: "tac/2021-10-07/4" is "item 4 of 7 Oct 2021"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from secretariat.rules.days import day_words

_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:-(\d+))?")
_NUMBERED = re.compile(r"[AMR]-[\d-]+")
# Places of a body and what one thing there is called.
PLACES = {
    "conduct": ("the conduct contact", "report on conduct"),
    "consultations": ("the consultations", "consultation"),
    "elections": ("the elections", "election"),
    "events": ("the events", "event"),
    "focus": ("the areas of focus", "area of focus"),
    "members": ("the members", "seat"),
    "notices": ("the notices", "notice"),
    "papers": ("the papers", "paper"),
    "projects": ("the projects", "project"),
    "relations": ("the relations", "relation to"),
    "reports": ("the reports", "report"),
    "rules": ("the rule book", "rule book"),
    "series": ("the series of meetings", "series"),
    "settings": ("the settings", "settings"),
    "talks": ("the talks", "talk"),
    "updates": ("the updates of other bodies", "update"),
}
# As people write them into a sentence: with the body, or a number of the body that is spoken of.
_IN_TEXT = re.compile(
    r"(?<![\w/.-])(?:(?P<body>[a-z][a-z0-9-]*)/)?"
    r"(?P<rest>M-\d{4}-\d+|[AR]-\d+|(?<=/)\d{4}-\d\d-\d\d(?:-\d+)?(?:/[a-z0-9-]+)?)(?![\w/-])"
)
DOCUMENTS = {"minutes": "minutes", "deck": "deck", "agenda": "agenda"}


# What is called otherwise than its title, or has no page of its own.
_NOT_TITLED = frozenset({"conduct", "members", "rules", "series", "settings"})


def titled_ref(ref: str) -> str:
    """The reference of the thing whose title names this one: that of the project for one of its
    milestones. Empty for what is called by its day or number.
    """
    body, _, rest = ref.partition("#")[0].partition("/")
    place, _, name = rest.partition("/")
    slug = name.partition("/")[0]
    is_named = place in PLACES and place not in _NOT_TITLED and slug and not _DAY.fullmatch(slug)
    return f"{body}/{place}/{slug}" if is_named else ""


def ref_words(ref: str, title: str = "") -> str:
    """What a reference stands for, without its body; by the title of `titled_ref` if given."""
    _, _, rest = ref.partition("#")[0].partition("/")
    first, _, second = rest.partition("/")
    if not rest:
        return "the body"
    if _DAY.fullmatch(first):
        return _of_meeting(first, second)
    if _NUMBERED.fullmatch(first):
        return first
    if title:
        further = _named(second.partition("/")[2])
        return f"{PLACES[first][1]} “{title}”" + (f", {further}" if further else "")
    return _of_place(first, second)


def _of_place(first: str, rest: str) -> str:
    whole, one = PLACES.get(first, (first.replace("-", " "), first.replace("-", " ")))
    day, _, further = rest.partition("/")
    if words := _day_in(day):
        return f"{one} of {words}" + (f", “{_named(further)}”" if further else "")
    name = _named(rest)
    return f"{one} “{name}”" if name else whole


def _named(rest: str) -> str:
    return rest.replace("/", " ").replace("-", " ").strip()


def refs_in(text: str, body_slug: str) -> Iterator[tuple[str, str]]:
    """The text in pieces, each with the reference it is, if it is one: "adopted by", then
    "tac/M-2021-31". A number alone belongs to this body.
    """
    done = 0
    for match in _IN_TEXT.finditer(text):
        yield text[done : match.start()], ""
        yield match[0], f"{match['body'] or body_slug}/{match['rest']}"
        done = match.end()
    yield text[done:], ""


def _day_in(slug: str) -> str:
    """The day a name is made of, in words: "7 Oct 2021 (2)"; empty for other names."""
    match = _DAY.fullmatch(slug)
    if not match:
        return ""
    try:
        day = day_words(date.fromisoformat(match[1]))
    except ValueError:
        day = match[1]
    return f"{day} ({match[2]})" if match[2] else day


def _of_meeting(slug: str, rest: str) -> str:
    day = _day_in(slug)
    if not rest:
        return f"meeting of {day}"
    name = rest.partition("/")[0]
    if name in DOCUMENTS:
        return f"{DOCUMENTS[name]} of {day}"
    title = name.replace("-", " ").capitalize()
    return f"item {name} of {day}" if name[:1].isdigit() else f"“{title}” of {day}"
