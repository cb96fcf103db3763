"""Every read of motions and votes."""

from __future__ import annotations

from .facts import decision_words, motion_blocks, motion_slides
from .motions import (
    motion_named,
    motions_of_item,
    motions_of_meeting,
    readable_motion,
    votes_of,
)
from .register import Decision, DecisionFilter, decision_years, decisions, kinds_decided
from .tallies import Live, SeatLine, live_tally, waiting_terms

__all__ = [
    "Decision",
    "DecisionFilter",
    "Live",
    "SeatLine",
    "decision_words",
    "decision_years",
    "decisions",
    "kinds_decided",
    "live_tally",
    "motion_blocks",
    "motion_named",
    "motion_slides",
    "motions_of_item",
    "motions_of_meeting",
    "readable_motion",
    "votes_of",
    "waiting_terms",
]
