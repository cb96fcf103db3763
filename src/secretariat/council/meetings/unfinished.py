"""What a meeting leaves undecided if it ends now: a motion nobody voted on, for one.

An app that stands above meetings registers a function in its `room` module; the page that asks
before the end shows its lines, each with the way to end it properly.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from secretariat.council.meetings.agenda_kinds import Offer
from secretariat.foundation.config.discovery import load_from_apps
from secretariat.rules.meetings import MeetingSnapshot
from secretariat.rules.visibility import Actor


@dataclass(frozen=True, slots=True)
class Unfinished:
    """One line: what (`ref`, `about`), how it stands (`words`), and what may be done about it."""

    ref: str
    about: str
    words: str
    offer: Offer


Finds = Callable[[Actor, MeetingSnapshot], Sequence[Unfinished]]

_finds: dict[str, Finds] = {}


def register(name: str, finds: Finds) -> None:
    """Ask this function, too."""
    _finds[name] = finds


def unregister(name: str) -> None:
    """Take a function out again (for one defined only in a test)."""
    _finds.pop(name, None)


def unfinished_in(actor: Actor, meeting: MeetingSnapshot) -> list[Unfinished]:
    """What of a meeting waits for a decision. As many queries as apps are registered."""
    load_from_apps("room")
    return [line for name in sorted(_finds) for line in _finds[name](actor, meeting)]
