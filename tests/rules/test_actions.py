"""Action items: states, reasons and age."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from secretariat.rules.actions import (
    CLOSED_STATES,
    OPEN_STATES,
    ActionState,
    ageing_sentence,
    check_action_move,
)
from secretariat.rules.errors import Refused


@pytest.mark.parametrize(("state", "to"), list(product(OPEN_STATES, CLOSED_STATES)))
def test_no_action_is_ended_without_a_reason(state: ActionState, to: ActionState) -> None:
    for reason in ("", "  \n"):
        with pytest.raises(Refused) as refused:
            check_action_move(state, to, reason)
        assert refused.value.code == "reason_missing"
    check_action_move(state, to, "Asked for by the board")


@pytest.mark.parametrize(("state", "to"), list(product(OPEN_STATES, OPEN_STATES)))
def test_open_states_change_freely(state: ActionState, to: ActionState) -> None:
    if state is not to:
        check_action_move(state, to)
        return
    with pytest.raises(Refused) as refused:
        check_action_move(state, to)
    assert refused.value.code == "same_state"


@pytest.mark.parametrize("state", CLOSED_STATES)
def test_ended_action_is_reopened_only_with_a_reason(state: ActionState) -> None:
    with pytest.raises(Refused) as silent:
        check_action_move(state, ActionState.OPEN)
    assert silent.value.code == "reason_missing"
    check_action_move(state, ActionState.OPEN, "It was not finished after all")
    other = next(closed for closed in CLOSED_STATES if closed is not state)
    with pytest.raises(Refused) as twice:
        check_action_move(state, other, "Any reason")
    assert twice.value.code == "closed"


def test_refusal_says_what_to_write() -> None:
    with pytest.raises(Refused) as refused:
        check_action_move(ActionState.IN_PROGRESS, ActionState.MOVED)
    assert refused.value.message == (
        "An action is not ended without a reason; it stays in progress. Write where it goes on "
        "and try again."
    )


def test_age_counts_the_meetings_since_an_action_was_raised() -> None:
    meetings = [date(2021, 9, d) for d in (2, 9, 23)] + [date(2021, 10, 7), date(2021, 10, 21)]
    said = [
        ageing_sentence(date(2021, 9, 9), meetings, as_of)
        for as_of in (date(2021, 9, 9), date(2021, 9, 23), date(2021, 10, 7))
    ]
    assert said == [
        "new on 9 Sep 2021",
        "carried through 1 meeting since 9 Sep 2021",
        "carried through 2 meetings since 9 Sep 2021",
    ]
