"""What the page for a seat shows to its person alone: my vote, for one.

An app that stands above meetings registers its part in its `room` module. It may hold forms; the
page fetches these parts anew when they changed for its person, unless somebody is typing in them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from hashlib import blake2b
from typing import Any

from django.template.loader import render_to_string

from secretariat.council.meetings.room_panels import FilledPanel
from secretariat.foundation.config.discovery import load_from_apps
from secretariat.rules.meetings import MeetingSnapshot
from secretariat.rules.visibility import Actor

# The snapshot holds the roll call, whether or not the reader may see it.
Fill = Callable[[Actor, MeetingSnapshot, datetime], Mapping[str, Any] | None]

_panels: dict[str, tuple[int, Fill]] = {}


def register(template: str, fill: Fill, *, place: int = 50) -> None:
    """Show this template to whoever speaks for a seat, those of a low place first; None shows
    nothing.
    """
    _panels[template] = place, fill


def unregister(template: str) -> None:
    """Take a part out again (for one defined only in a test)."""
    _panels.pop(template, None)


def panels_for(actor: Actor, meeting: MeetingSnapshot, at: datetime) -> list[FilledPanel]:
    """The parts that have something for this person now."""
    load_from_apps("room")
    order = sorted((place, template) for template, (place, _) in _panels.items())
    found = ((template, _panels[template][1](actor, meeting, at)) for _, template in order)
    return [FilledPanel(template, values) for template, values in found if values is not None]


def state_for(actor: Actor, meeting: MeetingSnapshot, at: datetime) -> str:
    """A word that is another as soon as these parts show this person something else: thirty pages
    need not ask again when one of thirty was marked present. No query but those of the parts.
    """
    values = {"row": meeting}
    shown = (
        render_to_string(panel.template, {**values, "panel": panel})
        for panel in panels_for(actor, meeting, at)
    )
    return blake2b("".join(shown).encode(), digest_size=8).hexdigest()
