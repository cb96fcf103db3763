"""The one exception of the domain: an act that was asked for and is refused.

It is turned into a page, an HTTP answer or an exit code in exactly three places, all in `faces`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class Refused(Exception):  # noqa: N818 - the word of the house
    """An act is refused and nothing has changed.

    `code` is a stable word for programs ("not_allowed", "changed_meanwhile"). `message` is for the
    person: what happened, what was kept, what to do. `details` carries values a page can show.
    """

    def __init__(self, code: str, message: str, details: Mapping[str, Any] | None = None) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message
        self.details: dict[str, Any] = dict(details or {})

    def __str__(self) -> str:
        return self.message

    def __repr__(self) -> str:
        return f"Refused({self.code!r}, {self.message!r})"
