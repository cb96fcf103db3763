"""What leaves by itself: the letters that tasks write, so that they can be looked at beforehand.

An app says in its own `tasks.py` which of its tasks write letters. The outbox knows no app by name.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from secretariat.foundation.config.discovery import load_from_apps

Write = Callable[[datetime], object]

_writing: dict[str, Write] = {}


def register(name: str, write: Write) -> None:
    """Let `write` be asked what it would queue at an instant; what it writes then is undone."""
    _writing[name] = write


def unregister(name: str) -> None:
    """Take it out again (for one defined only in a test)."""
    _writing.pop(name, None)


def writing() -> list[Write]:
    """Everything that writes letters by itself."""
    load_from_apps("tasks")
    return [_writing[name] for name in sorted(_writing)]
