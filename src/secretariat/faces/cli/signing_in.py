"""One-time sign-in links for the person at the terminal."""

from __future__ import annotations

from importlib.util import find_spec


def first_sign_in_link(address: str) -> str:
    """A link for the operator while nobody can sign in yet; else empty."""
    from secretariat.foundation.people.models import Account

    if Account.objects.exists() or find_spec("secretariat.foundation.people.commands") is None:
        return ""
    return ""
