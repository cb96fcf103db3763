"""How SQLite is opened, so that nothing acknowledged is lost and no writer fails on a busy file.

`IMMEDIATE` takes the write lock when a transaction starts: with SQLite's deferred default, two
transactions that read and then write make one of them fail. WAL lets readers go on meanwhile.
Readers must therefore stay outside `atomic` (see docs/adr/0002-sqlite-by-default.md).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

DATABASE_FILE = "secretariat.sqlite3"
BUSY_TIMEOUT_S = 20


def sqlite_database(file: Path | str, *, synchronous: str) -> dict[str, Any]:
    """Django's DATABASES entry for the file; `synchronous` is FULL or NORMAL."""
    pragmas = (
        "PRAGMA journal_mode=WAL",
        f"PRAGMA synchronous={synchronous}",
        "PRAGMA foreign_keys=ON",
    )
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "ATOMIC_REQUESTS": False,
        "OPTIONS": {
            "timeout": BUSY_TIMEOUT_S,
            "transaction_mode": "IMMEDIATE",
            "init_command": ";".join(pragmas),
        },
    }
