"""Headers of static files, which are answered before the middleware that sets them for pages."""

from __future__ import annotations

from collections.abc import MutableMapping


def static_headers(headers: MutableMapping[str, str], _path: str, _url: str) -> None:
    """Browsers must not guess the kind of a file."""
    headers["X-Content-Type-Options"] = "nosniff"
