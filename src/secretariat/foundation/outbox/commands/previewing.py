"""What letters an act would send: it runs, its letters are noted, and all it wrote is undone."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar

from django.db import transaction

from secretariat.foundation.outbox.models import Message

_noted: ContextVar[list[Message] | None] = ContextVar("letters_of_a_preview", default=None)


def letters_of(run: Callable[[], object]) -> list[Message]:
    """The letters that `run` would queue, in their order, none of which exists afterwards. What it
    refuses is refused.
    """
    found: list[Message] = []
    token = _noted.set(found)
    try:
        with transaction.atomic():
            run()
            transaction.set_rollback(True)
    finally:
        _noted.reset(token)
    return found


def note_for_preview(message: Message) -> None:
    """Let whoever previews an act see this mail."""
    noted = _noted.get()
    if noted is not None:
        noted.append(message)
