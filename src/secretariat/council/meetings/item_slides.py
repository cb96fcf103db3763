"""What other apps show about the items of a meeting, whatever their kind: motions, for one.

An app that stands above meetings registers a function in its `room` module; the deck puts its
slides after those of the item's own kind. It is asked once for a whole meeting.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from secretariat.foundation.config.discovery import load_from_apps
from secretariat.rules.deck import AnySlide
from secretariat.rules.meetings import MeetingSnapshot

SlidesBySlug = Mapping[str, Sequence[AnySlide]]
Slides = Callable[[MeetingSnapshot, datetime], SlidesBySlug]

_slides: dict[str, Slides] = {}


def register(name: str, slides: Slides) -> None:
    """Let this function show slides about items; `name` keeps it from being asked twice."""
    _slides[name] = slides


def unregister(name: str) -> None:
    """Take a function out again (for one defined only in a test)."""
    _slides.pop(name, None)


def stated_slides(meeting: MeetingSnapshot, at: datetime) -> dict[str, list[AnySlide]]:
    """The slides about each item of the meeting, by the item's slug, in the order of the names."""
    load_from_apps("room")
    found: dict[str, list[AnySlide]] = {}
    for name in sorted(_slides):
        for slug, slides in _slides[name](meeting, at).items():
            found.setdefault(slug, []).extend(slides)
    return found
