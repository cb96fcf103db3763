"""Updates: when they are asked for, reminded of, late, silent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.rules.errors import Refused
from secretariat.rules.updates import (
    LONGEST_TEXT,
    UpdateFacts,
    UpdateState,
    check_times,
    checked_text,
    due_at,
    is_time_to_ask,
    is_time_to_remind,
    missed_words,
    owed_since,
    silent_words,
    state_at,
)

START = datetime(2021, 10, 7, 14, tzinfo=UTC)
INSTANTS = st.integers(-40_000, 40_000).map(lambda minutes: START + timedelta(minutes=minutes))
MAYBE = st.none() | INSTANTS
FACTS = st.builds(
    UpdateFacts, due_at=INSTANTS, asked_at=MAYBE, received_at=MAYBE, is_excused=st.booleans(),
    reminded_at=st.none(),
)  # fmt: skip


@given(FACTS, INSTANTS)
def test_asked_and_not_heard_is_silent_once_it_was_due(update: UpdateFacts, at: datetime) -> None:
    is_heard = update.received_at is not None and update.received_at <= at
    is_asked = update.asked_at is not None and update.asked_at <= at
    is_silent = is_asked and at > update.due_at and not is_heard and not update.is_excused

    assert (state_at(update, at) is UpdateState.SILENT) == is_silent


@given(FACTS, INSTANTS)
def test_nobody_is_written_to_who_answered_or_is_excused_or_too_late(
    update: UpdateFacts, at: datetime
) -> None:
    writes = is_time_to_ask(update, START, 7, at) or is_time_to_remind(update, at)

    is_heard = update.received_at is not None and update.received_at <= at
    assert not (writes and (is_heard or update.is_excused or at > update.due_at))


@given(FACTS, INSTANTS)
def test_nobody_is_asked_and_reminded_at_once(update: UpdateFacts, at: datetime) -> None:
    assert not (is_time_to_ask(update, START, 7, at) and is_time_to_remind(update, at))


@dataclass(frozen=True)
class One:
    """An update, as far as it matters for what a body still owes."""

    due_at: datetime
    state: UpdateState


ONES = st.lists(
    st.builds(One, INSTANTS, st.sampled_from(UpdateState)), max_size=8, unique_by=lambda o: o.due_at
)


@given(ONES, INSTANTS)
def test_body_owes_a_word_until_it_is_heard_or_excused(updates: list[One], at: datetime) -> None:
    ended = [o.due_at for o in updates if o.state in (UpdateState.RECEIVED, UpdateState.EXCUSED)]
    since = [o for o in updates if o.due_at > max(ended, default=o.due_at - timedelta(1))]
    missed = [
        o for o in since
        if o.state is UpdateState.SILENT or (o.state is UpdateState.NOT_ASKED and o.due_at < at)
    ]  # fmt: skip

    assert owed_since(updates, at) == sorted(missed, key=lambda o: o.due_at)


def test_words_for_what_was_missed() -> None:
    assert missed_words(2, 0) == "silent for 2 meetings"
    assert missed_words(0, 1) == "was due, and nobody asked for it"
    assert missed_words(0, 2) == "was due for 2 meetings, and nobody asked for it"
    assert missed_words(1, 2) == "silent for 1 meeting, not asked for 2 more"


def test_letters_go_out_in_time() -> None:
    due = due_at(START, 24)
    new = UpdateFacts(due_at=due)
    assert not is_time_to_ask(new, START, 7, START - timedelta(days=7, minutes=1))
    assert is_time_to_ask(new, START, 7, START - timedelta(days=7))
    assert not is_time_to_ask(new, START, 7, due + timedelta(minutes=1))
    asked = UpdateFacts(due_at=due, asked_at=START - timedelta(days=7))
    assert not is_time_to_remind(asked, due - timedelta(days=2, minutes=1))
    assert is_time_to_remind(asked, due - timedelta(days=2))
    again = UpdateFacts(due_at=due, asked_at=asked.asked_at, reminded_at=due - timedelta(days=2))
    assert not is_time_to_remind(again, due - timedelta(days=2) + timedelta(hours=19))
    assert is_time_to_remind(again, due - timedelta(days=1))


@pytest.mark.parametrize(("lead", "due"), [(0, 0), (1, 24), (61, 2), (7, -1), (30, 30 * 24)])
def test_times_that_cannot_be_kept_are_refused(lead: int, due: int) -> None:
    with pytest.raises(Refused) as refused:
        check_times(lead, due)
    assert refused.value.code == "wrong_times"


def test_text_is_neither_empty_nor_endless() -> None:
    assert checked_text(" All quiet \n") == "All quiet"
    for text, code in (("  ", "words_missing"), ("a" * (LONGEST_TEXT + 1), "words_too_long")):
        with pytest.raises(Refused) as refused:
            checked_text(text)
        assert refused.value.code == code


def test_silent_ones_are_named() -> None:
    assert (
        silent_words(["Outreach", "Kernel SIG"]) == "No update came from Outreach and Kernel SIG."
    )
    assert silent_words([]) == ""
