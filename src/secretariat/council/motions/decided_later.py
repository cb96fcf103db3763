"""What follows where something is decided after the meeting in which it was moved: the register of
the apps that keep what was said of that meeting, such as its minutes.

An app that stands above motions says so in its own `commands/deciding_later.py`. Motions know none
by name.
"""

from __future__ import annotations

from collections.abc import Callable

from secretariat.council.motions.models import Motion
from secretariat.foundation.config.discovery import load_from_apps
from secretariat.rules.visibility import Actor

Hear = Callable[[Actor, Motion, str], None]

_hearing: dict[str, Hear] = {}


def register(name: str, hear: Hear) -> None:
    """Let `hear` act on every motion that is decided after its meeting, with the words of the
    result; it runs in the transaction that decides.
    """
    _hearing[name] = hear


def tell_later(actor: Actor, motion: Motion, words: str) -> None:
    """Tell every app that a motion was decided after its meeting."""
    load_from_apps("commands.deciding_later")
    for name in sorted(_hearing):
        _hearing[name](actor, motion, words)
