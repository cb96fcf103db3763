"""Every write of election timelines."""

from __future__ import annotations

from .adopting import move_adoption, record_adoption, take_vote
from .timelines import change_days, end_timeline, propose_from_last, propose_timeline

__all__ = [
    "change_days",
    "end_timeline",
    "move_adoption",
    "propose_from_last",
    "propose_timeline",
    "record_adoption",
    "take_vote",
]
