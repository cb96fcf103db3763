"""Every write of the minutes: draft, release, corrections, approval, errata."""

from __future__ import annotations

from .approval import approve_minutes, move_approval, note_erratum
from .comparing import compare_again
from .corrections import decline_correction, take_correction
from .drafting import begin_minutes, draft_minutes, recall_minutes, release_minutes
from .proposing import (
    propose_correction,
    propose_in_words,
    propose_missing,
    propose_presence,
)

__all__ = [
    "approve_minutes",
    "begin_minutes",
    "compare_again",
    "decline_correction",
    "draft_minutes",
    "move_approval",
    "note_erratum",
    "propose_correction",
    "propose_in_words",
    "propose_missing",
    "propose_presence",
    "recall_minutes",
    "release_minutes",
    "take_correction",
]
