"""What other apps add to the room: a template and what fills it.

Motions and actions stand above meetings; they register their part here, and the room shows it
under the current item without knowing them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from secretariat.foundation.config.discovery import load_from_apps
from secretariat.rules.meetings import ItemSnapshot, MeetingSnapshot
from secretariat.rules.visibility import Actor

# Among its values a panel may say `left`: sentences on what settling the item would pass over.
Fill = Callable[[Actor, MeetingSnapshot, ItemSnapshot, datetime], Mapping[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of the room. `fill` answers with its values, or None where it shows nothing."""

    template: str
    fill: Fill
    place: int = 50


@dataclass(frozen=True, slots=True)
class FilledPanel:
    """A panel ready to be shown; its template reads `panel.values`."""

    template: str
    values: Mapping[str, Any]

    @property
    def is_urgent(self) -> bool:
        """Whether it stands above the item's own business, by its value `is_urgent`."""
        return bool(self.values.get("is_urgent"))

    @property
    def has_record(self) -> bool:
        """Whether it shows what was done and stands above the notes, by its value `has_record`."""
        return bool(self.values.get("has_record"))


_panels: dict[str, Panel] = {}


def register(template: str, fill: Fill, *, place: int = 50) -> None:
    """Show this template under every item in the room. Lower places stand further up."""
    _panels[template] = Panel(template, fill, place)


def unregister(template: str) -> None:
    """Take a panel out again (for one defined only in a test)."""
    _panels.pop(template, None)


def panels_for(
    actor: Actor, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime
) -> list[FilledPanel]:
    """The panels that have something to show under this item, in order."""
    load_from_apps("room")
    found = []
    for panel in sorted(_panels.values(), key=lambda each: (each.place, each.template)):
        values = panel.fill(actor, meeting, item, at)
        if values is not None:
            found.append(FilledPanel(panel.template, values))
    return found
