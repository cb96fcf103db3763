"""What other apps let officers prepare with an agenda item: its motion, for one.

An app that stands above meetings registers its part in its `room` module; the page on which an item
is changed shows it beside links and files.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from secretariat.council.meetings.models import AgendaItem
from secretariat.council.meetings.room_panels import FilledPanel
from secretariat.foundation.config.discovery import load_from_apps
from secretariat.rules.visibility import Actor

Fill = Callable[[Actor, AgendaItem], Mapping[str, Any] | None]

_parts: dict[str, Fill] = {}


def register(template: str, fill: Fill) -> None:
    """Show this template with every item; `fill` answers with its values, or None for nothing."""
    _parts[template] = fill


def unregister(template: str) -> None:
    """Take a part out again (for one defined only in a test)."""
    _parts.pop(template, None)


def parts_for(actor: Actor, item: AgendaItem) -> list[FilledPanel]:
    """The parts that have something to prepare with this item."""
    load_from_apps("room")
    filled = ((template, _parts[template](actor, item)) for template in sorted(_parts))
    return [FilledPanel(template, values) for template, values in filled if values is not None]
