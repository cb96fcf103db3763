"""The parts of the live views of a meeting: what everybody follows while it goes on.

A part is a template and what fills it. Apps that stand above meetings register theirs in their
`room` module. A part holds no field to type in, so a new one can take its place at any time; it is
drawn once for all readers of the same view who may see the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.template.loader import render_to_string

from secretariat.foundation.config.discovery import load_from_apps
from secretariat.rules.meetings import ItemSnapshot, MeetingSnapshot
from secretariat.rules.visibility import Actor, Audience


class View(StrEnum):
    """A view of the meeting that follows it: the consoles of the officers, the page of whoever
    speaks for a seat, the projector, and the page of the meeting that everybody reads.
    """

    ROOM = "room"
    SEAT = "seat"
    PROJECTOR = "projector"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Watcher:
    """Everybody who follows the same view and may see the same."""

    view: View
    audience: Audience


@dataclass(frozen=True, slots=True)
class Moment:
    """The meeting at an instant, for one watcher. `meeting` and `item` (the one on the table) are
    as the watcher may see them; `whole` shows the roll call to everybody, for what is public of
    it: how many seats there are, never who. `reader` stands for all who see as much.
    """

    watcher: Watcher
    reader: Actor
    meeting: MeetingSnapshot
    whole: MeetingSnapshot
    item: ItemSnapshot | None
    at: datetime
    is_closed_part: bool = False

    @property
    def is_member(self) -> bool:
        """Whether the watcher sees what stays with the members."""
        return self.watcher.audience != Audience.PUBLIC


Fill = Callable[[Moment], Mapping[str, Any] | None]


@dataclass(frozen=True, slots=True)
class LivePart:
    """A part of some views, under a permanent name. Its template reads `values` and `moment`;
    `fill` answers with its values, or None where it shows nothing.
    """

    name: str
    template: str
    fill: Fill
    views: frozenset[View]
    place: int = 50


_parts: dict[str, LivePart] = {}


def register(part: LivePart) -> None:
    """Show this part in its views."""
    _parts[part.name] = part


def unregister(name: str) -> None:
    """Take a part out again (for one defined only in a test)."""
    _parts.pop(name, None)


def parts_of(view: View) -> list[LivePart]:
    """The parts of a view in their order."""
    load_from_apps("room")
    found = [part for part in _parts.values() if view in part.views]
    return sorted(found, key=lambda part: (part.place, part.name))


def drawn(moment: Moment, *, but: str = "") -> dict[str, str]:
    """Every part of the watcher's view, one left out, as HTML by its name; "" where it shows
    nothing now.
    """
    parts = parts_of(moment.watcher.view)
    return {part.name: _html(part, moment) for part in parts if part.name != but}


def _html(part: LivePart, moment: Moment) -> str:
    values = part.fill(moment)
    if values is None:
        return ""
    return render_to_string(part.template, {"values": values, "moment": moment, "for_many": True})
