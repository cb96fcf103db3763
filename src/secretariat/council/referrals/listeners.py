"""Who else acts on an answer: apps that stand above referrals and sent one about their own things.

An app registers a function here, in its `hearing.py`; it runs in the transaction in which the
answer is recorded.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from secretariat.council.referrals.models import Referral
from secretariat.foundation.config.discovery import load_from_apps
from secretariat.rules.visibility import Actor

Hear = Callable[[Actor, Referral, datetime], None]

_listeners: dict[str, Hear] = {}


def register(name: str, hear: Hear) -> None:
    """Let this function hear of every answer; it looks at `about_ref` to see whether it is meant.

    `name` keeps it from being told twice.
    """
    _listeners[name] = hear


def unregister(name: str) -> None:
    """Take a listener out again (for one defined only in a test)."""
    _listeners.pop(name, None)


def tell(actor: Actor, referral: Referral, at: datetime) -> None:
    """Tell everybody who listens that this referral was answered."""
    load_from_apps("hearing")
    for name in sorted(_listeners):
        _listeners[name](actor, referral, at)
