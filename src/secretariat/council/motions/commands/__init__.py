"""Every write of motions and votes."""

from __future__ import annotations

from .balloting import ask_missing, ballot_by_mail
from .casting import cast_remaining, cast_vote, change_vote, take_back_vote, vote_again
from .closing import close_vote, record_general_consent, record_no_quorum, record_show_of_seats
from .correcting import attach_condition, note_erratum, override_result, reopen_motion
from .ending import end_ballot, tend_ballots
from .mail_votes import cast_by_mail, object_to_carrying
from .moving import (
    defer_motion,
    edit_motion,
    move_motion,
    name_movers,
    table_motion,
    take_up_again,
    withdraw_motion,
)
from .opening import open_vote, stop_vote
from .preparing import prepare_motion
from .secret import cast_on_turned_screen, cast_secretly, make_open, make_secret

__all__ = [
    "ask_missing",
    "attach_condition",
    "ballot_by_mail",
    "cast_by_mail",
    "cast_on_turned_screen",
    "cast_remaining",
    "cast_secretly",
    "cast_vote",
    "change_vote",
    "close_vote",
    "defer_motion",
    "edit_motion",
    "end_ballot",
    "make_open",
    "make_secret",
    "move_motion",
    "name_movers",
    "note_erratum",
    "object_to_carrying",
    "open_vote",
    "override_result",
    "prepare_motion",
    "record_general_consent",
    "record_no_quorum",
    "record_show_of_seats",
    "reopen_motion",
    "stop_vote",
    "table_motion",
    "take_back_vote",
    "take_up_again",
    "tend_ballots",
    "vote_again",
    "withdraw_motion",
]
