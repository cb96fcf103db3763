"""Every write of the minutes: draft, release, corrections, approval, errata."""

from __future__ import annotations

from .approval import approve_minutes, move_approval, note_erratum
from .corrections import decline_correction, propose_correction, take_correction
from .drafting import draft_minutes, recall_minutes, release_minutes

__all__ = [
    "approve_minutes",
    "decline_correction",
    "draft_minutes",
    "move_approval",
    "note_erratum",
    "propose_correction",
    "recall_minutes",
    "release_minutes",
    "take_correction",
]
