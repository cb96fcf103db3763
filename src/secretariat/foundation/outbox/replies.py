"""Whom an answer to a letter reaches: a person, never the program.

The app that knows the people of a body says in its own `replies.py` who that is. The outbox knows
no app by name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from secretariat.foundation.config.discovery import load_from_apps


@dataclass(frozen=True, slots=True)
class ReplyTo:
    """Who reads the answers to a letter."""

    name: str
    address: str

    def __str__(self) -> str:
        return f"{self.name} <{self.address}>"


Find = Callable[[str, str, datetime], ReplyTo | None]

_finders: list[Find] = []


def register(find: Find) -> None:
    """Ask `find` for the slug of a body, the handle of who sends by hand (empty for a letter that
    leaves by itself) and an instant.
    """
    _finders.append(find)


def reply_to(body_slug: str, sender: str, at: datetime) -> ReplyTo | None:
    """Who reads what is answered to a letter of a body; None if nobody can."""
    load_from_apps("replies")
    found = (find(body_slug, sender, at) for find in _finders)
    return next((each for each in found if each is not None), None)
