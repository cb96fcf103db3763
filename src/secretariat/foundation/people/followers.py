"""What other apps keep for those who may read the drafts of a body.

An app says in its own `commands/body_following.py` what follows when a body decides otherwise who
they are. People know no app by name.
"""

from __future__ import annotations

from collections.abc import Callable

from secretariat.foundation.config.discovery import load_from_apps
from secretariat.foundation.people.models import Body
from secretariat.rules.visibility import Actor

Follow = Callable[[Actor, Body], None]

_followers: dict[str, Follow] = {}


def register(name: str, follow: Follow) -> None:
    """Let this function run in the transaction that changes who reads the drafts of a body."""
    _followers[name] = follow


def unregister(name: str) -> None:
    """Take it out again (for one defined only in a test)."""
    _followers.pop(name, None)


def let_follow(actor: Actor, body: Body) -> None:
    """Let every app bring up to date who may read what it keeps. For use inside a command."""
    load_from_apps("commands.body_following")
    for name in sorted(_followers):
        _followers[name](actor, body)
