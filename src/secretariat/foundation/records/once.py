"""The key that a form carried, while it is answered: an act that is sent again is done once.

A browser that heard no answer cannot know whether its act was done. It sends the act again with
the same key; `commands.act` uses the key up in the transaction of the act itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID

_carried: ContextVar[Carried | None] = ContextVar("key_of_the_form", default=None)


@dataclass(slots=True)
class Carried:
    """A key and what became of it: used up by this request, or by an earlier one."""

    key: UUID
    is_taken: bool = False
    is_repeated: bool = False
    is_secret: bool = False


def carried_key() -> Carried | None:
    """The key of the form that is being answered, if it carried one."""
    return _carried.get()


def keep_no_address() -> None:
    """Of this form only the key is kept, not where it led: for an act that nobody is to trace."""
    carried = _carried.get()
    if carried is not None:
        carried.is_secret = True


@contextmanager
def carrying(key: UUID) -> Iterator[Carried]:
    """Let the acts that run inside be done once under this key."""
    carried = Carried(key)
    token = _carried.set(carried)
    try:
        yield carried
    finally:
        _carried.reset(token)
