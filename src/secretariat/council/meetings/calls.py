"""What the page of a meeting calls for while it is in session: a vote that is open, for one.

An app that stands above meetings registers a function in its `room` module; the page shows its
lines to every reader, each with a button for whom it is up to.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from secretariat.foundation.config.discovery import load_from_apps
from secretariat.rules.meetings import MeetingSnapshot
from secretariat.rules.visibility import Actor


@dataclass(frozen=True, slots=True)
class Call:
    """One line: `words` on what is going on, `ref` where, `about` what it is about.

    `button` is the verb for a reader who has to act, empty for all others; `note` says why, or
    what the reader did already.
    """

    words: str
    ref: str
    about: str = ""
    button: str = ""
    note: str = ""


Calls = Callable[[Actor, MeetingSnapshot, datetime], Sequence[Call]]

_calls: dict[str, Calls] = {}


def register(name: str, calls: Calls) -> None:
    """Let this function call for something on the page of a meeting in session."""
    _calls[name] = calls


def unregister(name: str) -> None:
    """Take a function out again (for one defined only in a test)."""
    _calls.pop(name, None)


def calls_for(actor: Actor, meeting: MeetingSnapshot, at: datetime) -> list[Call]:
    """What goes on in a meeting in session, as this reader may know it; else nothing.

    The snapshot holds the roll call, whether or not the reader may see it.
    """
    if meeting.called_at is None or meeting.adjourned_at is not None:
        return []
    load_from_apps("room")
    return [call for name in sorted(_calls) for call in _calls[name](actor, meeting, at)]
