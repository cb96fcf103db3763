"""What letters an act would send: it runs, its letters are noted, and all it wrote is undone."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from datetime import datetime, timedelta

from django.db import transaction

from secretariat.foundation.outbox.automatic import writing
from secretariat.foundation.outbox.models import Message
from secretariat.foundation.records import clock

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


def letters_to_come(body_slug: str, at: datetime, days: int) -> list[tuple[datetime, Message]]:
    """The letters of a body that will leave by themselves within so many days if nothing changes
    until then, each with the time; none of them exists afterwards.
    """
    times = [at + timedelta(days=number) for number in range(days + 1)]
    found: list[tuple[datetime, Message]] = []

    def run() -> None:
        for time in times:
            noted = _noted.get()
            assert noted is not None
            before = len(noted)
            with clock.fixed(time):
                for write in writing():
                    write(time)
            found.extend((time, each) for each in noted[before:])

    letters_of(run)
    return [(time, each) for time, each in found if each.body_slug == body_slug]


def note_for_preview(message: Message) -> None:
    """Let whoever previews an act see this mail."""
    noted = _noted.get()
    if noted is not None:
        noted.append(message)
