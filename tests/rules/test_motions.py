"""Motions: their states, movers, and the votes that are refused."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from secretariat.rules.errors import Refused
from secretariat.rules.motions import (
    Choice,
    MotionState,
    Vote,
    check_mail_vote,
    check_motion_move,
    check_vote,
    may_move_motion,
)
from secretariat.rules.seats import Capacity, Proxy
from tests.rules.councils import council, someone, speaking_for

CAST_AT = datetime(2021, 10, 7, 14, 12, tzinfo=UTC)
ROSTER = council(3)


def test_vote_is_taken_from_the_seats_speaker() -> None:
    speaking = speaking_for(ROSTER, "ada", "ann", "bea")
    assert check_vote(ROSTER, speaking, [], "s1").person == someone("Ada")
    assert check_vote(ROSTER, speaking, [], "s2", "bea").capacity is Capacity.ALTERNATE


@pytest.mark.parametrize(
    ("seat", "person", "code", "words"),
    [
        ("s3", "", "seat_not_present", "Mark Cyd or Col present first"),
        ("s1", "ann", "not_speaker", "Take the vote from Ada"),
        ("s1", "guest", "not_speaker", "Ada speaks for Company 1 now"),
        ("s2", "", "already_voted", "has voted yes by Ben at 14:12 UTC on 7 Oct 2021"),
        ("s9", "", "unknown_seat", "Choose one of: Company 1, Company 2, Company 3"),
    ],
)
def test_vote_that_cannot_be_is_refused(seat: str, person: str, code: str, words: str) -> None:
    speaking = speaking_for(ROSTER, "ada", "ann", "ben")
    votes = [Vote("s2", Choice.YES, "Ben", CAST_AT)]
    with pytest.raises(Refused) as refused:
        check_vote(ROSTER, speaking, votes, seat, person)
    assert refused.value.code == code
    assert words in refused.value.message


def test_recused_seat_takes_no_part() -> None:
    votes = [Vote("s1", Choice.RECUSED, "Ada")]
    with pytest.raises(Refused) as refused:
        check_vote(ROSTER, speaking_for(ROSTER, "ada"), votes, "s1")
    assert refused.value.code == "seat_recused"


def test_mail_vote_may_come_from_anybody_of_the_seat() -> None:
    proxy = Proxy("s1", someone("Guest"))
    capacities = [
        check_mail_vote(ROSTER, [], "s1", person, [proxy]).capacity
        for person in ("ada", "ann", "guest")
    ]
    assert capacities == [Capacity.REPRESENTATIVE, Capacity.ALTERNATE, Capacity.PROXY]


def test_mail_vote_of_a_stranger_or_a_second_one_is_refused() -> None:
    with pytest.raises(Refused) as stranger:
        check_mail_vote(ROSTER, [], "s1", "ben")
    assert stranger.value.code == "not_speaker"
    assert "Ann or Ada" in stranger.value.message
    with pytest.raises(Refused) as second:
        check_mail_vote(ROSTER, [Vote("s1", Choice.NO)], "s1", "ann")
    assert second.value.code == "already_voted"


def test_mover_and_seconder_speak_for_different_seats() -> None:
    speaking = speaking_for(ROSTER, "ada", "ann", "ben")
    assert may_move_motion(speaking, someone("Ada"), someone("Ben")).allowed
    assert may_move_motion(speaking, someone("Ada")).allowed
    denied = [
        may_move_motion(speaking, someone("Ann")).reason,
        may_move_motion(speaking, someone("Ada"), someone("Guest")).reason,
        may_move_motion(speaking, someone("Ada"), someone("Ada")).reason,
    ]
    assert denied == [
        "Ann speaks for no seat now, so cannot move a motion.",
        "Guest speaks for no seat now, so cannot second a motion.",
        "Ada cannot second their own motion. Name somebody of another seat.",
    ]


def test_motion_moves_between_its_states_only() -> None:
    check_motion_move(MotionState.MOVED, MotionState.OPEN)
    check_motion_move(MotionState.OPEN, MotionState.CARRIED)
    check_motion_move(MotionState.CARRIED, MotionState.OPEN)
    with pytest.raises(Refused) as refused:
        check_motion_move(MotionState.WITHDRAWN, MotionState.CARRIED)
    assert refused.value.message == (
        "The motion is withdrawn and cannot become carried. Nothing has changed. "
        "It can become: moved."
    )
