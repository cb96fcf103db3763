"""Static files are served from where they lie, under addresses that change with their content.

So no step collects them, a browser may keep them for a year, and an upgrade is seen at once.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage
from servestatic import ServeStaticASGI

A_YEAR_S = 365 * 24 * 3600


@cache
def _digest(path: str) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:12]


class VersionedStorage(StaticFilesStorage):
    """`web/style.css` becomes `/static/web/style.css?v=` and the digest of what it holds."""

    def url(self, name: str | None) -> str:
        address = super().url(name)
        found = None if settings.DEBUG or name is None else finders.find(name)
        return f"{address}?v={_digest(found)}" if isinstance(found, str) else address


def with_static_files(application: Any) -> Any:
    """The application behind a server of the static files of all installed apps."""
    server = ServeStaticASGI(
        application,
        autorefresh=settings.DEBUG,
        max_age=0 if settings.DEBUG else A_YEAR_S,
        allow_all_origins=False,
        add_headers_function=_add_headers,
    )
    for folder in reversed(_folders()):
        server.add_files(folder, prefix=settings.STATIC_URL)
    return server


def _folders() -> list[str]:
    found = [finder for finder in finders.get_finders() if hasattr(finder, "storages")]
    storages = [storage for finder in found for storage in finder.storages.values()]
    return list(dict.fromkeys(str(storage.location) for storage in storages))


def _add_headers(headers: Any, _path: str, _url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
