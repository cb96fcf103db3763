"""The change feed as it is heard inside one process: who listens is woken when a command is
committed.

Other processes learn of it from the stored versions (`queries.versions`); being woken only saves
the wait for the next look.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

log = logging.getLogger(__name__)

Wake = Callable[[frozenset[str]], None]

_listeners: list[Wake] = []


def listen(wake: Wake) -> Callable[[], None]:
    """Call `wake` with the topics of each command that is committed in this process, in the thread
    that committed it; it must return at once. The answer ends that.
    """
    _listeners.append(wake)
    return lambda: _listeners.remove(wake)


def wake_listeners(topics: frozenset[str]) -> None:
    """Tell everybody who listens which topics were raised. What goes wrong there is logged: the
    command is committed and its answer must not fail.
    """
    for wake in _listeners:
        try:
            wake(topics)
        except Exception:
            log.exception("A listener of the change feed failed")
