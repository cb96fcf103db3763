"""How often one place may suggest, without keeping anybody's address.

Counted in memory only, under a key nobody can turn back: an address mixed with a secret that the
process makes anew at every start. What the file of talks holds names no place.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections import deque
from threading import Lock

from secretariat.foundation.records.clock import wall_now
from secretariat.rules.errors import Refused

MOST_AN_HOUR = 5
_HOUR_S = 3600.0
_MOST_PLACES = 10_000

_secret = secrets.token_bytes(32)
_lock = Lock()
_tries: dict[str, deque[float]] = {}


def let_in(place: str) -> None:
    """Count one suggestion from a place. Refuses ("too_often") more than five within an hour."""
    key = hmac.new(_secret, place.encode(), hashlib.sha256).hexdigest()
    now = wall_now().timestamp()
    with _lock:
        _forget(now)
        tries = _tries.setdefault(key, deque())
        while tries and tries[0] <= now - _HOUR_S:
            tries.popleft()
        if len(tries) >= MOST_AN_HOUR:
            raise Refused(
                "too_often",
                f"{MOST_AN_HOUR} talks were suggested from here within an hour. This one was not "
                "kept; what you typed is still below. Please send it later.",
            )
        tries.append(now)


def _forget(now: float) -> None:
    """Drop places that have been silent for an hour, so that memory does not grow."""
    if len(_tries) < _MOST_PLACES:
        return
    for key in [key for key, tries in _tries.items() if not tries or tries[-1] <= now - _HOUR_S]:
        del _tries[key]


def forget_all() -> None:
    """Begin anew, for a test."""
    with _lock:
        _tries.clear()
