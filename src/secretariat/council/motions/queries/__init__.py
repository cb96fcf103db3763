"""Every read of motions and votes."""

from __future__ import annotations

from .ballots import (
    BallotLine,
    OpenBallot,
    ballot_at,
    ballots_of,
    open_ballots,
)
from .facts import (
    decision_words,
    motion_blocks,
    motion_fact,
    motion_slides,
    open_words,
    prepared,
    quorum_words,
    short_result,
)
from .motions import (
    kinds_in_meeting,
    kinds_to_choose,
    motion_named,
    motions_in,
    motions_of_item,
    motions_of_meeting,
    motions_of_snapshot,
    open_motions_in,
    readable_motion,
    votes_of,
)
from .recounts import remark_in, remark_of, remarks_of, remarks_on_votes
from .register import Decision, DecisionFilter, decision_years, decisions, kinds_decided
from .tallies import Live, SeatLine, live_tally, tally_in, votes_by_seat
from .undecided import coming_back, ended_by_mail, taken_up, waiting_in

__all__ = [
    "BallotLine",
    "Decision",
    "DecisionFilter",
    "Live",
    "OpenBallot",
    "SeatLine",
    "ballot_at",
    "ballots_of",
    "coming_back",
    "decision_words",
    "decision_years",
    "decisions",
    "ended_by_mail",
    "kinds_decided",
    "kinds_in_meeting",
    "kinds_to_choose",
    "live_tally",
    "motion_blocks",
    "motion_fact",
    "motion_named",
    "motion_slides",
    "motions_in",
    "motions_of_item",
    "motions_of_meeting",
    "motions_of_snapshot",
    "open_ballots",
    "open_motions_in",
    "open_words",
    "prepared",
    "quorum_words",
    "readable_motion",
    "remark_in",
    "remark_of",
    "remarks_of",
    "remarks_on_votes",
    "short_result",
    "taken_up",
    "tally_in",
    "votes_by_seat",
    "votes_of",
    "waiting_in",
]
