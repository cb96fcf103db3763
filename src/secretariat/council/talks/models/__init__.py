"""Talks, their speakers and slots, what was filed, and the choice of webinars."""

from __future__ import annotations

from .materials import Invitation, TalkMaterial, TalkReminder
from .talks import Guidelines, Slot, Talk, TalkSpeaker, TalkStep
from .webinars import WebinarApproval, WebinarCandidate, WebinarClaim, WebinarRound

__all__ = [
    "Guidelines",
    "Invitation",
    "Slot",
    "Talk",
    "TalkMaterial",
    "TalkReminder",
    "TalkSpeaker",
    "TalkStep",
    "WebinarApproval",
    "WebinarCandidate",
    "WebinarClaim",
    "WebinarRound",
]
