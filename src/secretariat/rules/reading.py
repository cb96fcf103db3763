"""Facts that several parts of a document draw on are read once, for all of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")


class ReadsOnce:
    """A snapshot that keeps in `read` what was read for it. The copies of one reading share it."""

    __slots__ = ()
    read: dict[str, Any]

    def once(self, what: str, read: Callable[[], T]) -> T:
        """What `read` gives; it is asked the first time only."""
        if what not in self.read:
            self.read[what] = read()
        found: T = self.read[what]
        return found
