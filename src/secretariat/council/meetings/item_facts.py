"""What other apps state about the items of a meeting, whatever their kind: motions, for one.

An app that stands above meetings registers a function here; the minutes print its facts below
those of the item's own kind. It is asked once for a whole meeting, never once for each item.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from secretariat.foundation.config.discovery import load_from_apps
from secretariat.rules.meetings import MeetingSnapshot
from secretariat.rules.minutes import Block

FactsBySlug = Mapping[str, Sequence[Block]]
Facts = Callable[[MeetingSnapshot, datetime], FactsBySlug]

_facts: dict[str, Facts] = {}


def register(name: str, facts: Facts) -> None:
    """Let this function state facts about items; `name` keeps it from being asked twice."""
    _facts[name] = facts


def unregister(name: str) -> None:
    """Take a function out again (for one defined only in a test)."""
    _facts.pop(name, None)


def item_facts(meeting: MeetingSnapshot, at: datetime) -> dict[str, list[Block]]:
    """The facts about each item of the meeting, by the item's slug, in the order of the names."""
    load_from_apps("room")
    found: dict[str, list[Block]] = {}
    for name in sorted(_facts):
        for slug, blocks in _facts[name](meeting, at).items():
            found.setdefault(slug, []).extend(blocks)
    return found
