"""Updates: when they are asked for, reminded of, late, silent."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

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
    silent_since,
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
DAYS = st.dates(date(2021, 1, 1), date(2021, 12, 31))


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


@given(st.lists(st.tuples(DAYS, DAYS, st.sampled_from(UpdateState)), max_size=8))
def test_silence_counts_until_a_body_is_heard_or_excused(
    updates: list[tuple[date, date, UpdateState]],
) -> None:
    owed = silent_since(updates)

    heard = [
        day for day, _, s in updates if s in (UpdateState.RECEIVED, UpdateState.EXCUSED)
    ]  # fmt: skip
    later = [
        (day, due)
        for day, due, s in updates
        if s is UpdateState.SILENT and all(day > other for other in heard)
    ]
    assert set(later) <= set(owed)
    assert all(day >= max(heard, default=day) for day, _ in owed)
    assert owed == sorted(owed)


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
