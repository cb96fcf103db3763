"""What is written the moment a meeting ends: its draft minutes, for one.

An app that stands above meetings says in its own `commands/at_adjournment.py` what it writes in the
transaction that adjourns, and what becomes of that when the meeting goes on. Meetings know no app
by name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from secretariat.council.meetings.models import Meeting
from secretariat.foundation.config.discovery import load_from_apps
from secretariat.rules.visibility import Actor

Write = Callable[[Actor, Meeting], None]
Stays = Callable[[Meeting], str]


@dataclass(frozen=True, slots=True)
class AtAdjournment:
    """One app's part. `write` runs when the meeting has ended, `take_back` when it goes on after
    all; `stays` is a sentence on what was worked on since and is therefore not taken back, or
    nothing.
    """

    write: Write
    take_back: Write
    stays: Stays


_parts: dict[str, AtAdjournment] = {}


def register(name: str, part: AtAdjournment) -> None:
    """Ask this app, too."""
    _parts[name] = part


def unregister(name: str) -> None:
    """Take an app out again (for one defined only in a test)."""
    _parts.pop(name, None)


def write_all(actor: Actor, meeting: Meeting) -> None:
    """Let every app write what a meeting leaves. For use inside the command that adjourns."""
    for part in _known():
        part.write(actor, meeting)


def take_all_back(actor: Actor, meeting: Meeting) -> None:
    """Let every app take that back. For use inside the command that takes the adjournment back."""
    for part in _known():
        part.take_back(actor, meeting)


def what_stays(meeting: Meeting) -> list[str]:
    """Sentences on what an adjournment wrote and its taking back leaves."""
    return [words for part in _known() if (words := part.stays(meeting))]


def _known() -> list[AtAdjournment]:
    load_from_apps("commands.at_adjournment")
    return [_parts[name] for name in sorted(_parts)]
