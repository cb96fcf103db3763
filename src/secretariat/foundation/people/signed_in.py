"""What a request says about the browser it came from, for the list of one's sign-ins."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from django.http import HttpRequest

from secretariat.foundation.people import commands
from secretariat.foundation.people.devices import device_words
from secretariat.foundation.people.models import Account
from secretariat.foundation.records import clock

# Kept in the session: that it stands in the list.
LISTED = "is_listed"
MOST_BROWSERS = 4096


def keep_sign_in(request: HttpRequest, account: Account, way: str) -> None:
    """Let the browser of this request, just signed in, stand among those of the account."""
    request.session[LISTED] = True
    device = device_words(request.headers.get("User-Agent", ""))
    commands.note_sign_in(account, request.session.session_key or "", way, device)


def keep_seen(request: HttpRequest) -> None:
    """Keep that somebody was here today. Writes once a day, browser and process."""
    session = getattr(request, "session", None)
    if session is None or not session.accessed or session.session_key is None:
        return
    if session.get(LISTED):
        _seen_on(session.session_key, clock.wall_now().date())


@lru_cache(maxsize=MOST_BROWSERS)
def _seen_on(session_key: str, _day: date) -> None:
    commands.note_seen(session_key)
