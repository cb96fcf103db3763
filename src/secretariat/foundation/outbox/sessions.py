"""Whether a body meets at this moment: what is raised then waits for the end of the meeting.

The app that knows the meetings says so in its own `sessions.py`. The outbox knows no app by name.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from secretariat.foundation.config.discovery import load_from_apps

InSession = Callable[[str, datetime], str]

_asked: list[InSession] = []


def register(in_session: InSession) -> None:
    """Ask `in_session` for the reference of the meeting that a body holds; empty for none."""
    _asked.append(in_session)


def meeting_in_session(body_slug: str, at: datetime) -> str:
    """The reference of the meeting that a body holds at an instant; empty if it holds none."""
    load_from_apps("sessions")
    return next((ref for ask in _asked if (ref := ask(body_slug, at))), "")
