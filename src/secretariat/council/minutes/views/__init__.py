"""Pages of the minutes."""

from __future__ import annotations

from .approving import erratum, move_approval
from .correcting import correct, corrections, decide, missing, presence
from .reading import draft, page, recall, register, release, send

__all__ = [
    "correct",
    "corrections",
    "decide",
    "draft",
    "erratum",
    "missing",
    "move_approval",
    "page",
    "presence",
    "recall",
    "register",
    "release",
    "send",
]
