"""What follows from the outcomes of a meeting: the register of apps that are asked when it ends.

An app says in its own `follow_ups.py` what is to do now: tell the board, welcome the project, mail
the owners. Meetings know no app by name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from secretariat.foundation.config.discovery import load_from_apps
from secretariat.rules.meetings import MeetingSnapshot
from secretariat.rules.visibility import Audience


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to do, in words that begin with a verb. `key` says what it follows from and never
    changes: "board:tac/M-2021-31"; `href` is the page where it is done.
    """

    key: str
    words: str
    href: str
    owner: str = "Secretary"
    audience: Audience = Audience.PUBLIC


Finds = Callable[[MeetingSnapshot, datetime], Sequence[Todo]]

_finds: dict[str, Finds] = {}


def register(name: str, finds: Finds) -> None:
    """Ask this function, too. It gets the whole meeting as it ended."""
    _finds[name] = finds


def unregister(name: str) -> None:
    """Take a function out again (for one defined only in a test)."""
    _finds.pop(name, None)


def todos_of(meeting: MeetingSnapshot, at: datetime) -> list[Todo]:
    """What follows from a meeting that has ended."""
    load_from_apps("follow_ups")
    return [todo for name in sorted(_finds) for todo in _finds[name](meeting, at)]
