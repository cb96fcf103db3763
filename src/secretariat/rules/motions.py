"""Motions: their states, who may move them, and what a vote must satisfy to be taken down.

Results are computed in `secretariat.rules.results`; what a caller needs is offered here too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from secretariat.rules.consent import (
    general_consent_result,
    may_ask_general_consent,
    what_would_change_it,
)
from secretariat.rules.days import day_words
from secretariat.rules.errors import Refused
from secretariat.rules.results import (
    Choice,
    Outcome,
    Vote,
    VoteResult,
    count_result,
    short_words,
    vote_result,
)
from secretariat.rules.seats import Capacity, Person, Proxy, Roster, SeatOnDay, Speaking
from secretariat.rules.thresholds import Base, DecisionRule, Medium, Threshold
from secretariat.rules.times import clock_words
from secretariat.rules.visibility import Decision, allow, deny
from secretariat.rules.wording import joined

__all__ = [
    "Base",
    "Choice",
    "DecisionRule",
    "Medium",
    "MotionState",
    "Outcome",
    "Threshold",
    "Vote",
    "VoteResult",
    "check_mail_vote",
    "check_motion_move",
    "check_vote",
    "count_result",
    "general_consent_result",
    "may_ask_general_consent",
    "may_move_motion",
    "short_words",
    "vote_result",
    "what_would_change_it",
]


class MotionState(StrEnum):
    """Where a motion stands. Carried and lost are reopened only to undo a slip in the room."""

    MOVED = "moved"
    OPEN = "open"
    CARRIED = "carried"
    LOST = "lost"
    DEFERRED = "deferred"
    TABLED = "tabled"
    WITHDRAWN = "withdrawn"
    NO_QUORUM = "no_quorum"


_S = MotionState
_PUT_ASIDE = (_S.DEFERRED, _S.TABLED, _S.WITHDRAWN)
_MOVES: Mapping[MotionState, tuple[MotionState, ...]] = {
    _S.MOVED: (_S.OPEN, _S.CARRIED, _S.LOST, _S.NO_QUORUM, *_PUT_ASIDE),
    _S.OPEN: (_S.MOVED, _S.CARRIED, _S.LOST, _S.NO_QUORUM, *_PUT_ASIDE),
    _S.NO_QUORUM: (_S.OPEN, *_PUT_ASIDE),
    _S.CARRIED: (_S.OPEN, _S.MOVED),
    _S.LOST: (_S.OPEN, _S.MOVED),
    _S.DEFERRED: (_S.MOVED, _S.OPEN, _S.WITHDRAWN),
    _S.TABLED: (_S.MOVED, _S.OPEN, _S.WITHDRAWN),
    _S.WITHDRAWN: (_S.MOVED,),
}
_STATE_WORDS = {_S.OPEN: "open for votes", _S.NO_QUORUM: "not decided for want of quorum"}


def check_motion_move(state: MotionState, to: MotionState) -> None:
    """Refuse (code "wrong_state") what a motion in this state cannot become."""
    if to in _MOVES[state]:
        return
    now, then = (_STATE_WORDS.get(s, s.value) for s in (state, to))
    possible = joined((_STATE_WORDS.get(s, s.value) for s in _MOVES[state]), "or")
    raise Refused(
        "wrong_state",
        f"The motion is {now} and cannot become {then}. Nothing has changed. It can become: "
        f"{possible}.",
    )


def may_move_motion(
    speaking: Mapping[str, Speaking], mover: Person, seconder: Person | None = None
) -> Decision:
    """Whether these two may move and second: each speaks for a seat, and not for the same one."""
    for person, act in ((mover, "move"), (seconder, "second")):
        if person and all(who.person.handle != person.handle for who in speaking.values()):
            return deny(f"{person.name} speaks for no seat now, so cannot {act} a motion.")
    if seconder and seconder.handle == mover.handle:
        return deny(f"{mover.name} cannot second their own motion. Name somebody of another seat.")
    return allow()


def check_vote(
    roster: Roster,
    speaking: Mapping[str, Speaking],
    votes: Iterable[Vote],
    seat: str,
    person: str = "",
) -> Speaking:
    """Who casts this seat's vote in a meeting. `person` is a handle; empty: the seat's speaker.

    Refused: "unknown_seat", "seat_not_present", "seat_recused", "already_voted", "not_speaker".
    """
    the_seat = roster.seat(seat)
    _refuse_second_vote(the_seat, votes)
    who = speaking.get(seat)
    if who is None:
        could = joined((p.name for p in the_seat.people), "or")
        hint = f"Mark {could} present first" if could else "Name a proxy for it first"
        raise Refused(
            "seat_not_present",
            f"{the_seat.label} is not present, so it cannot vote. Nothing has changed. {hint}.",
        )
    if person and person != who.person.handle:
        raise Refused(
            "not_speaker",
            f"{who.person.name} speaks for {the_seat.label} now, and nobody else. Nothing has "
            f"changed. Take the vote from {who.person.name}.",
        )
    return who


def check_mail_vote(
    roster: Roster,
    votes: Iterable[Vote],
    seat: str,
    person: str,
    proxies: Iterable[Proxy] = (),
) -> Speaking:
    """Who casts this seat's vote by mail: anybody of the seat, the first vote counts.

    Refused: "unknown_seat", "seat_recused", "already_voted", "not_speaker".
    """
    the_seat = roster.seat(seat)
    _refuse_second_vote(the_seat, votes)
    mine = {p.handle: (p, Capacity.ALTERNATE) for p in the_seat.alternates}
    if the_seat.representative:
        mine[the_seat.representative.handle] = (the_seat.representative, Capacity.REPRESENTATIVE)
    for proxy in proxies:
        if proxy.seat == seat:
            mine.setdefault(proxy.person.handle, (proxy.person, Capacity.PROXY))
    if person not in mine:
        names = joined((p.name for p, _ in mine.values()), "or") or "nobody; the seat is vacant"
        raise Refused(
            "not_speaker",
            f"This person does not speak for {the_seat.label}. Nothing has changed. Its vote can "
            f"be given by {names}.",
        )
    who, capacity = mine[person]
    return Speaking(seat, who, capacity, f"{who.name}, {capacity.value} of {the_seat.label}")


def _refuse_second_vote(seat: SeatOnDay, votes: Iterable[Vote]) -> None:
    earlier = next((vote for vote in votes if vote.seat == seat.slug), None)
    if earlier is None:
        return
    by = f" by {earlier.person}" if earlier.person else ""
    at = ""
    if earlier.cast_at is not None:
        day = day_words(earlier.cast_at.date())
        at = f" at {clock_words(earlier.cast_at, str(earlier.cast_at.tzinfo))} on {day}"
    if earlier.choice is Choice.RECUSED:
        raise Refused(
            "seat_recused",
            f"{seat.label} was recused{by}{at} and takes no part in this vote. Nothing has "
            "changed. Take back the recusal first if it was a slip.",
        )
    raise Refused(
        "already_voted",
        f"{seat.label} has voted {earlier.choice.value}{by}{at}. A seat has one vote, which is "
        "kept. Take it back first if it was a slip.",
    )
