"""Action items: their states, what may become of them, and how old they are.

Invariant: an action that was open stays open until a person ends it with a reason. Owners and the
line the secretary types are read in `secretariat.rules.owners`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from secretariat.rules.days import day_words
from secretariat.rules.errors import Refused
from secretariat.rules.owners import (
    ActionLine,
    KnownPerson,
    Owner,
    OwnerKind,
    expanded,
    owner_words,
    parse_action_line,
    resolve_owner,
    split_by_owner,
)
from secretariat.rules.wording import counted

__all__ = [
    "CLOSED_STATES",
    "OPEN_STATES",
    "STATE_WORDS",
    "ActionLine",
    "ActionState",
    "KnownPerson",
    "Owner",
    "OwnerKind",
    "ageing_sentence",
    "check_action_move",
    "expanded",
    "owner_words",
    "parse_action_line",
    "resolve_owner",
    "split_by_owner",
]


class ActionState(StrEnum):
    """Where an action item stands."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    POSTPONED = "postponed"
    DONE = "done"
    DROPPED = "dropped"
    MOVED = "moved"


OPEN_STATES = (ActionState.OPEN, ActionState.IN_PROGRESS, ActionState.POSTPONED)
CLOSED_STATES = (ActionState.DONE, ActionState.DROPPED, ActionState.MOVED)
STATE_WORDS = {
    ActionState.OPEN: "open",
    ActionState.IN_PROGRESS: "in progress",
    ActionState.POSTPONED: "postponed",
    ActionState.DONE: "done",
    ActionState.DROPPED: "dropped",
    ActionState.MOVED: "moved elsewhere",
}
_ASK = {
    ActionState.DONE: "what came of it",
    ActionState.DROPPED: "why it is given up",
    ActionState.MOVED: "where it goes on",
}


def check_action_move(state: ActionState, to: ActionState, reason: str = "") -> None:
    """Refuse a change of state that the record may not hold.

    Codes: "reason_missing" (ending or reopening without a word why), "same_state" (nothing would
    change), "closed" (an ended action is reopened before it ends in another way).
    """
    if state is to:
        raise Refused(
            "same_state", f"The action is {STATE_WORDS[state]} already. Nothing has changed."
        )
    if state in CLOSED_STATES and to in CLOSED_STATES:
        raise Refused(
            "closed",
            f"The action is {STATE_WORDS[state]}, and that is kept. Reopen it with a reason first.",
        )
    if to in CLOSED_STATES and not reason.strip():
        raise Refused(
            "reason_missing",
            f"An action is not ended without a reason; it stays {STATE_WORDS[state]}. Write "
            f"{_ASK[to]} and try again.",
        )
    if state in CLOSED_STATES and not reason.strip():
        raise Refused(
            "reason_missing",
            f"The action stays {STATE_WORDS[state]}. Write why it is reopened and try again.",
        )


def ageing_sentence(raised_on: date, meetings_on: Iterable[date], as_of: date) -> str:
    """How long an action has been carried: "carried through 3 meetings since 8 Sep 2021".

    `meetings_on` are the days of the body's meetings; those after `raised_on` and not after
    `as_of` count.
    """
    since = [day for day in meetings_on if raised_on < day <= as_of]
    if not since:
        return f"new on {day_words(raised_on)}"
    return f"carried through {counted(len(since), 'meeting')} since {day_words(raised_on)}"
