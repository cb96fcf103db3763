"""The steps of a consultation, its deadline, and that nothing open hangs unseen."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.rules.consultations import (
    BEFORE_SENDING,
    MOVES,
    NEAR_DAYS,
    PATH,
    Standing,
    Step,
    check_step,
    deadline_words,
    is_near,
    step_after_board,
    step_after_vote,
    what_hangs,
    why_on_agenda,
)
from secretariat.rules.errors import Refused

DAY = date(2022, 3, 1)
DAYS = st.dates(date(2021, 6, 1), date(2022, 12, 31))
STANDINGS = st.builds(
    Standing,
    step=st.sampled_from(Step),
    since_on=DAYS,
    heard_on=DAYS,
    closes_on=st.none() | DAYS,
    has_drafter=st.booleans(),
    is_for_board=st.booleans(),
)


def code(step: Step, to: Step, reason: str = "", *, is_for_board: bool = True) -> str:
    with pytest.raises(Refused) as refused:
        check_step(step, to, reason, is_for_board=is_for_board)
    return refused.value.code


def at(step: Step, closes_on: date | None = None, **values: bool) -> Standing:
    return Standing(step, DAY, DAY, closes_on, **values)


def test_whole_way_needs_no_reason() -> None:
    for step, to in pairwise(PATH):
        check_step(step, to)


def test_board_is_passed_over_only_with_a_reason_unless_it_is_not_asked() -> None:
    assert code(Step.VOTED, Step.SENT) == "reason_missing"
    check_step(Step.VOTED, Step.SENT, "The board meets too late")
    check_step(Step.VOTED, Step.SENT, is_for_board=False)
    assert code(Step.IN_REVIEW, Step.SENT, is_for_board=False) == "reason_missing"


@given(step=st.sampled_from(Step), to=st.sampled_from(Step))
def test_what_is_not_on_the_way_is_refused(step: Step, to: Step) -> None:
    if to in MOVES[step]:
        check_step(step, to, "Because")
    else:
        assert code(step, to, "Because") in {"same_state", "wrong_state"}


@pytest.mark.parametrize("step", BEFORE_SENDING)
def test_everything_not_sent_can_be_dropped_with_a_reason(step: Step) -> None:
    assert code(step, Step.DROPPED) == "reason_missing"
    check_step(step, Step.DROPPED, "Nobody has time")


def test_votes_of_the_body_and_of_the_board() -> None:
    assert step_after_vote(Step.IN_REVIEW, "carried") is Step.VOTED
    assert step_after_vote(Step.IN_REVIEW, "lost") is Step.DRAFTING
    assert step_after_vote(Step.IN_REVIEW, "no_quorum") is Step.IN_REVIEW
    assert step_after_vote(Step.DRAFTING, "carried") is Step.DRAFTING
    assert step_after_board(Step.VOTED, is_approved=True) is Step.BOARD_APPROVED
    assert step_after_board(Step.VOTED, is_approved=False) is Step.DRAFTING
    assert step_after_board(Step.SENT, is_approved=False) is Step.SENT


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (12, "closes on 13 Mar 2022, in 12 days"),
        (1, "closes on 2 Mar 2022, tomorrow"),
        (0, "closes on 1 Mar 2022, today"),
        (-1, "closed on 28 Feb 2022, 1 day ago"),
    ],
)
def test_deadline_in_words(days: int, words: str) -> None:
    assert deadline_words(DAY + timedelta(days=days), DAY) == words


@given(standing=STANDINGS)
def test_deadline_in_the_past_without_an_outcome_always_hangs(standing: Standing) -> None:
    is_past = standing.closes_on is not None and standing.closes_on < DAY
    if is_past and standing.step in BEFORE_SENDING:
        assert any("nothing was sent" in hang.why for hang in what_hangs(standing, DAY))
        assert is_near(standing, DAY)


@given(standing=STANDINGS)
def test_what_hangs_or_is_near_is_on_the_agenda_and_nothing_that_ended(standing: Standing) -> None:
    why = why_on_agenda(standing, DAY, None)

    hangs = what_hangs(standing, DAY)
    assert bool(why) is bool(hangs or is_near(standing, DAY) or standing.step is Step.IN_REVIEW)
    for hang in hangs:
        assert hang.why in why[0].lower() + why[1:]
    if standing.step in (Step.PUBLISHED, Step.DROPPED):
        assert not why


@given(step=st.sampled_from([Step.VOTED, Step.BOARD_APPROVED, Step.SENT]), day=DAYS)
def test_nothing_stops_halfway(step: Step, day: date) -> None:
    assert what_hangs(Standing(step, day, day), DAY)


def test_last_meeting_before_the_deadline_says_so() -> None:
    near = at(Step.DRAFTING, DAY + timedelta(days=5))

    assert why_on_agenda(near, DAY, DAY + timedelta(days=14)) == (
        "Being drafted; closes on 6 Mar 2022, in 5 days. This is the last meeting before it."
    )
    assert why_on_agenda(near, DAY, DAY + timedelta(days=5)).endswith("in 5 days.")


def test_far_deadline_is_not_on_the_agenda_yet() -> None:
    far = at(Step.DRAFTING, DAY + timedelta(days=NEAR_DAYS + 1))

    assert why_on_agenda(far, DAY, None) == ""
    assert why_on_agenda(far, DAY + timedelta(days=1), None) != ""


def test_nobody_to_draft_hangs() -> None:
    (hang,) = what_hangs(at(Step.CALLED, has_drafter=False), DAY)

    assert hang.why == "nobody drafts it"
