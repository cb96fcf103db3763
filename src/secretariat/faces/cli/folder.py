"""Which data folder is being served: a lock that ends with the process, whatever ends it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

LOCK_FILE = ".serving"


@contextmanager
def serving(folder: Path, address: str) -> Iterator[None]:
    """Hold the folder as served at an address. Several processes may serve one folder; the address
    is that of the last one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK_FILE).open("a") as file:
        _try_lock(file, exclusive=False)
        (folder / LOCK_FILE).write_text(address, encoding="utf-8")
        yield


def is_served(folder: Path) -> bool:
    """Whether a process is serving the folder now."""
    if not (folder / LOCK_FILE).exists():
        return False
    with (folder / LOCK_FILE).open("a") as file:
        return not _try_lock(file, exclusive=True)


def served_address(folder: Path) -> str:
    """Where the folder is being served now; empty if it is not."""
    return (folder / LOCK_FILE).read_text(encoding="utf-8").strip() if is_served(folder) else ""


def _try_lock(file: IO[str], *, exclusive: bool) -> bool:
    if os.name != "posix":
        return True
    import fcntl

    try:
        fcntl.flock(file, (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
