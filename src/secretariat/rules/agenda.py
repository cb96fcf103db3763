"""The agenda as one flat ordered list: numbers, order, slugs, states and the time it takes.

An item may be part of another. Parts follow their item, carry no number of their own and are
referred to by its number and a letter ("5a"). Invariant: every operation returns all items it got.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from secretariat.rules.errors import Refused
from secretariat.rules.wording import counted, minutes_words

LONGEST_SLUG = 60
# Words that stand in the same place of a reference as an item's slug.
RESERVED_SLUGS = frozenset(
    {
        "actions",
        "agenda",
        "attendance",
        "calendar",
        "check-in",
        "corrections",
        "deck",
        "edit",
        "export",
        "files",
        "live",
        "minutes",
        "motions",
        "new",
        "notes",
        "prepare",
        "projector",
        "roll-call",
        "to-do",
        "room",
        "seat",
    }
)


class ItemState(StrEnum):
    """Where an agenda item stands."""

    OPEN = "open"
    SETTLED = "settled"
    DEFERRED = "deferred"
    SKIPPED = "skipped"
    WITHDRAWN = "withdrawn"


ITEM_STATE_WORDS = {
    ItemState.OPEN: "open",
    ItemState.SETTLED: "settled",
    ItemState.DEFERRED: "deferred to a later meeting",
    ItemState.SKIPPED: "not reached",
    ItemState.WITHDRAWN: "withdrawn",
}


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of business: its slug, the slug of the item it is part of, and planned minutes."""

    slug: str
    part_of: str = ""
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Numbered:
    """An item with its place: `number` is printed ("" for a part), `label` is in references."""

    slug: str
    number: str
    label: str


@dataclass(frozen=True, slots=True)
class Slot:
    """When an item is planned to begin, and for how long."""

    slug: str
    starts_at: datetime
    minutes: int


@dataclass(frozen=True, slots=True)
class Timetable:
    """The planned time of all items against the length of the meeting, in minutes.

    `over` is how much too long the agenda is, 0 if it fits.
    """

    slots: tuple[Slot, ...]
    planned: int
    available: int
    over: int
    sentence: str


def arranged(items: Iterable[Item]) -> list[Item]:
    """The items with every part right behind its item, otherwise in the order given.

    A part of an item that is not in the list stands as an item of its own.
    """
    listed = list(items)
    heads = {item.slug for item in listed if not item.part_of}
    top = [item for item in listed if item.part_of not in heads]
    parts: dict[str, list[Item]] = {}
    for item in listed:
        if item.part_of in heads:
            parts.setdefault(item.part_of, []).append(item)
    return [each for item in top for each in (item, *parts.get(item.slug, []))]


def numbered(items: Iterable[Item]) -> list[Numbered]:
    """Number the items 1, 2, 3 in order; parts get the letters a, b, c behind that number."""
    found: list[Numbered] = []
    number, part, heads = 0, 0, set[str]()
    for item in arranged(items):
        if item.part_of in heads:
            found.append(Numbered(item.slug, "", f"{number}{_letters(part)}"))
            part += 1
            continue
        number, part = number + 1, 0
        heads.add(item.slug)
        found.append(Numbered(item.slug, str(number), str(number)))
    return found


def moved(items: Iterable[Item], slug: str, before: str = "") -> list[Item]:
    """The items with one moved before another, or to the end; its parts go along.

    A part moves among the parts of its item only; elsewhere it stays where it is. An item never
    lands between another's parts.
    Refused (code "unknown_item") if either item is not on the agenda.
    """
    listed = arranged(items)
    item = _find(listed, slug)
    if before == slug:
        return listed
    target = _find(listed, before) if before else None
    if target and item.part_of != target.part_of:
        if item.part_of:
            return listed
        target = _head_of(listed, target)
    group = [each for each in listed if slug in (each.slug, each.part_of)]
    if target in group:
        return listed
    rest = [each for each in listed if each not in group]
    place = rest.index(target) if target else len(rest)
    return arranged(rest[:place] + group + rest[place:])


def moved_by(items: Iterable[Item], slug: str, steps: int) -> list[Item]:
    """The items with one moved up (negative) or down among its equals, as far as there is room."""
    listed = arranged(items)
    item = _find(listed, slug)
    equals = [each for each in listed if each.part_of == item.part_of]
    others = [each for each in equals if each.slug != slug]
    place = min(max(equals.index(item) + steps, 0), len(others))
    return moved(listed, slug, others[place].slug if place < len(others) else "")


def timetable(items: Iterable[Item], starts_at: datetime, ends_at: datetime) -> Timetable:
    """When each item is planned to begin (UTC), and whether the agenda fits the meeting."""
    at, slots = starts_at.astimezone(UTC), []
    listed = arranged(items)
    for item in listed:
        slots.append(Slot(item.slug, at, item.minutes))
        at += timedelta(minutes=item.minutes)
    planned = sum(item.minutes for item in listed)
    available = (ends_at.astimezone(UTC) - starts_at.astimezone(UTC)) // timedelta(minutes=1)
    # A part without minutes shares the time of its item.
    untimed = sum(1 for item in listed if not item.minutes and not item.part_of)
    sentence = _time_sentence(planned, available, untimed)
    return Timetable(tuple(slots), planned, available, max(0, planned - available), sentence)


def slugify(title: str, taken: Collection[str] = (), fallback: str = "item") -> str:
    """A readable name for a reference: "5 o'clock: Kata" becomes "item-5-o-clock-kata".

    Never one that is taken, reserved, or looks like an item number.
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if not words:
        words = fallback
    elif words[0].isdigit() or words in RESERVED_SLUGS:
        words = f"{fallback}-{words}"
    words = words[:LONGEST_SLUG].rstrip("-")
    slug, count = words, 2
    while slug in taken:
        slug, count = f"{words}-{count}", count + 1
    return slug


def check_item_move(state: ItemState, to: ItemState) -> None:
    """Refuse (code "wrong_state") to end an item twice; an ended one is reopened first."""
    if state is to:
        raise Refused(
            "wrong_state", f"The item is {ITEM_STATE_WORDS[state]} already. Nothing has changed."
        )
    if state is not ItemState.OPEN and to is not ItemState.OPEN:
        raise Refused(
            "wrong_state",
            f"The item is {ITEM_STATE_WORDS[state]}. Nothing has changed. Reopen it first.",
        )


def _find(items: Sequence[Item], slug: str) -> Item:
    for item in items:
        if item.slug == slug:
            return item
    raise Refused(
        "unknown_item",
        f"There is no item “{slug}” on this agenda any more. Nothing has changed. Reload the page.",
    )


def _head_of(items: Sequence[Item], item: Item) -> Item:
    return next((each for each in items if each.slug == item.part_of), item)


def _letters(index: int) -> str:
    """a, b … z, aa, ab …"""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = string.ascii_lowercase[rest] + letters
    return letters


def _time_sentence(planned: int, available: int, untimed: int) -> str:
    said = f"The agenda takes {minutes_words(planned)} of {minutes_words(available)}"
    if planned > available:
        said += f": {minutes_words(planned - available)} too long"
    elif planned < available:
        said += f": {minutes_words(available - planned)} left"
    if not untimed:
        return f"{said}."
    return f"{said}. {counted(untimed, 'item has', 'items have')} no time yet."
