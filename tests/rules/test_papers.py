"""Which steps a version may take, what a vote makes of it, and that nothing open hangs unseen."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.rules.errors import Refused
from secretariat.rules.papers import (
    IN_FORCE,
    IN_WORK,
    MOVES,
    QUIET_DAYS,
    PaperState,
    Standing,
    check_paper_move,
    latest_in_force,
    needs_reason,
    review_words,
    state_after_vote,
    version_words,
    what_hangs,
)

S = PaperState
DAY = date(2022, 3, 1)
DAYS = st.dates(date(2021, 1, 1), date(2023, 12, 31))
STANDINGS = st.builds(
    Standing,
    state=st.sampled_from(S),
    since_on=DAYS,
    heard_on=DAYS,
    has_editor=st.booleans(),
    review_until_on=st.none() | DAYS,
    waiting_for=st.lists(st.sampled_from(["Ada", "Ben"]), unique=True).map(tuple),
)


def code(state: PaperState, to: PaperState, reason: str = "") -> str:
    with pytest.raises(Refused) as refused:
        check_paper_move(state, to, reason)
    return refused.value.code


def test_version_goes_its_way_without_a_word_of_reason() -> None:
    way = (S.IDEA, S.DRAFT, S.REVIEW, S.FROZEN, S.ADOPTED, S.PUBLISHED)

    for state, to in pairwise(way):
        check_paper_move(state, to)


@pytest.mark.parametrize(
    ("state", "to"),
    [
        (S.REVIEW, S.DRAFT),
        (S.FROZEN, S.DRAFT),
        (S.REVIEW, S.PUBLISHED),
        (S.PUBLISHED, S.WITHDRAWN),
        (S.WITHDRAWN, S.DRAFT),
    ],
)
def test_turns_need_a_reason(state: PaperState, to: PaperState) -> None:
    assert code(state, to, "  ") == "reason_missing"
    check_paper_move(state, to, "The words were wrong")


def test_refusal_names_what_is_possible() -> None:
    with pytest.raises(Refused) as refused:
        check_paper_move(S.IDEA, S.FROZEN)

    assert refused.value.code == "wrong_state"
    assert "It can become in draft or withdrawn." in refused.value.message


@given(state=st.sampled_from(S), to=st.sampled_from(S))
def test_what_is_not_on_the_way_is_refused_with_any_reason(
    state: PaperState, to: PaperState
) -> None:
    if to in MOVES[state]:
        check_paper_move(state, to, "Because")
    else:
        assert code(state, to, "Because") in {"same_state", "wrong_state"}


@pytest.mark.parametrize("state", IN_WORK)
def test_every_version_in_work_can_be_withdrawn(state: PaperState) -> None:
    assert needs_reason(state, S.WITHDRAWN)
    check_paper_move(state, S.WITHDRAWN, "Nobody needs it")


@pytest.mark.parametrize(
    ("state", "outcome", "after"),
    [
        (S.FROZEN, "carried", S.ADOPTED),
        (S.REVIEW, "carried", S.ADOPTED),
        (S.FROZEN, "lost", S.DRAFT),
        (S.ADOPTED, "lost", S.DRAFT),
        (S.FROZEN, "no_quorum", S.FROZEN),
        (S.FROZEN, "deferred", S.FROZEN),
        (S.PUBLISHED, "lost", S.PUBLISHED),
        (S.PUBLISHED, "carried", S.PUBLISHED),
    ],
)
def test_vote_makes_of_a_version(state: PaperState, outcome: str, after: PaperState) -> None:
    assert state_after_vote(state, outcome) is after


@given(version=STANDINGS)
def test_nothing_in_the_past_without_an_outcome_is_missing(version: Standing) -> None:
    hangs = what_hangs(version, DAY)
    until = version.review_until_on

    review_is_over = version.state is S.REVIEW and until is not None and until < DAY
    waits = version.state in (S.FROZEN, S.ADOPTED)
    is_writable = version.state in (S.IDEA, S.DRAFT, S.REVIEW)
    is_quiet = is_writable and (DAY - version.heard_on).days > QUIET_DAYS
    is_alone = is_writable and not version.has_editor
    assert bool(hangs) is (review_is_over or waits or is_alone or is_quiet)


@given(version=STANDINGS)
def test_what_ended_does_not_hang(version: Standing) -> None:
    if version.state in (S.PUBLISHED, S.SUPERSEDED, S.WITHDRAWN):
        assert what_hangs(version, DAY) == []


def test_review_that_is_over_names_the_silent() -> None:
    ended = Standing(
        S.REVIEW, DAY, DAY, review_until_on=DAY - timedelta(days=3), waiting_for=("Ada", "Ben")
    )

    (hang,) = what_hangs(ended, DAY)

    assert hang.why == "the review ended on 26 Feb 2022; no answer from Ada and Ben"
    assert hang.since_on == date(2022, 2, 26)


def test_words_of_versions_and_reviews() -> None:
    assert version_words("2", S.REVIEW, DAY) == "version 2, in review since 1 Mar 2022"
    assert version_words("1.1", S.PUBLISHED, DAY) == "version 1.1, published on 1 Mar 2022"
    later = DAY + timedelta(days=9)
    assert review_words(later, 1, 3, DAY) == "1 of 3 reviewers answered, until 10 Mar 2022"
    assert review_words(DAY, 0, 0, later) == "nobody was asked, was due 1 Mar 2022"


@given(states=st.lists(st.sampled_from(S)))
def test_latest_in_force_is_the_last_the_body_stands_by(states: list[PaperState]) -> None:
    place = latest_in_force(states)

    if place is None:
        assert not set(states) & set(IN_FORCE)
    else:
        assert states[place] in IN_FORCE
        assert not set(states[place + 1 :]) & set(IN_FORCE)
