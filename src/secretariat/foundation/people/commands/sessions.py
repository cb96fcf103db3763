"""Sessions of browsers, as the sign-in library keeps them, and the lines that tell of them."""

from __future__ import annotations

from collections.abc import Iterable

from secretariat.foundation.people.models import SignIn
from secretariat.foundation.people.queries.sign_ins import sessions


def end_sessions(session_keys: Iterable[str]) -> None:
    """Sign these browsers out at their next request. For use inside a command."""
    keys = list(session_keys)
    sessions().filter(session_key__in=keys).delete()
    SignIn.objects.filter(session_key__in=keys).delete()
