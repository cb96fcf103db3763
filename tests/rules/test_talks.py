"""Talks as the law sees them: moves, what hangs, what is reminded, and a count of approvals."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.rules.errors import Refused
from secretariat.rules.talks import (
    ENDED_STATES,
    OPEN_STATES,
    ReminderTo,
    TalkFacts,
    TalkState,
    approval_result,
    check_talk_move,
    hanging,
    reminder,
    speaker_words,
    talk_words,
)

TODAY = date(2024, 5, 16)
states = st.sampled_from(list(TalkState))
days = st.dates(date(2024, 1, 1), date(2024, 12, 31))
facts = st.builds(
    TalkFacts,
    state=states,
    since_on=days,
    coordinator=st.sampled_from(["", "Ada"]),
    is_accepted=st.booleans(),
    slot_on=st.none() | days,
    has_slot=st.booleans(),
    is_slot_over=st.booleans(),
    has_slides=st.booleans(),
    needs_no_slides=st.booleans(),
    reminded_on=st.none() | days,
)


def refused(state: TalkState, to: TalkState, reason: str = "", coordinator: str = "") -> str:
    try:
        check_talk_move(state, to, reason, coordinator)
    except Refused as refusal:
        return refusal.code
    return ""


@given(states, states)
def test_ending_and_going_back_need_a_reason_and_going_on_does_not(
    state: TalkState, to: TalkState
) -> None:
    order = list(TalkState)
    needs = to is TalkState.NEVER or order.index(to) < order.index(state)
    wanted = "same_state" if state is to else "reason_missing" if needs else ""

    assert refused(state, to, coordinator="Ada") == wanted
    assert refused(state, to, "The ship sank", "Ada") == ("same_state" if state is to else "")


def test_contact_is_sought_by_somebody() -> None:
    assert refused(TalkState.SUGGESTED, TalkState.CONTACT_SOUGHT) == "nobody_asks"


@given(facts, days)
def test_whatever_is_unaccepted_unasked_or_past_its_day_hangs(talk: TalkFacts, today: date) -> None:
    why = hanging(talk, today)

    if talk.state in ENDED_STATES:
        is_done = talk.state is TalkState.NEVER or talk.has_slides or talk.needs_no_slides
        assert bool(why) is not is_done
    elif not talk.is_accepted or not talk.coordinator or talk.is_slot_over:
        assert why
    elif talk.slot_on is not None and talk.slot_on < today:
        assert why == "its day has passed without an outcome"
    elif talk.state in OPEN_STATES[:3] or not talk.has_slot:
        assert why


@pytest.mark.parametrize(
    ("values", "after", "to", "asks"),
    [
        ({"state": TalkState.CONTACT_SOUGHT}, 13, None, ""),
        ({"state": TalkState.CONTACT_SOUGHT}, 14, "coordinator", "invite the speaker"),
        ({"state": TalkState.INVITED}, 6, None, ""),
        ({"state": TalkState.INVITED}, 7, "speaker", "answer the invitation"),
        ({"state": TalkState.CONFIRMED}, 0, "coordinator", "find a meeting for the talk"),
        ({"state": TalkState.SUGGESTED}, 90, None, ""),
        ({"state": TalkState.GIVEN}, 14, "coordinator", "file the slides of the talk"),
        ({"state": TalkState.GIVEN, "has_slides": True}, 90, None, ""),
        ({"state": TalkState.NEVER}, 90, None, ""),
        (
            {"state": TalkState.INVITED, "is_reachable": False},
            7,
            "coordinator",
            "get an answer from the speaker",
        ),
        (
            {"state": TalkState.INVITED, "wants_other_day": True},
            7,
            "coordinator",
            "find another day for the talk",
        ),
        ({"state": TalkState.CONFIRMED, "wants_other_day": True}, 6, None, ""),
        (
            {"state": TalkState.CONTACT_SOUGHT, "has_declined": True},
            14,
            "coordinator",
            "find another speaker, or end the talk",
        ),
    ],
)
def test_reminder_goes_to_who_has_the_ball(
    values: dict[str, object], after: int, to: str | None, asks: str
) -> None:
    talk = TalkFacts(since_on=TODAY, coordinator="Ada", **values)  # type: ignore[arg-type]

    due = reminder(talk, TODAY + timedelta(days=after))

    assert (due.to if due else None, due.asks if due else "") == (to, asks)


@pytest.mark.parametrize(("before", "is_due"), [(8, False), (7, True), (0, True), (-1, False)])
def test_slides_are_asked_for_in_the_week_before_the_slot(before: int, is_due: bool) -> None:
    talk = TalkFacts(
        TalkState.CONFIRMED,
        TODAY - timedelta(days=60),
        "Ada",
        slot_on=TODAY + timedelta(days=before),
        has_slot=True,
    )

    due = reminder(talk, TODAY)

    assert bool(due) is is_due
    if due:
        assert due.to is ReminderTo.SPEAKER
        assert due.subject.startswith("Send your slides before ")


@given(facts, days)
def test_nobody_is_reminded_twice_within_a_week(talk: TalkFacts, today: date) -> None:
    due = reminder(talk, today)

    if due is not None and talk.reminded_on is not None:
        assert today - talk.reminded_on >= timedelta(days=7)
    if due is not None and due.to is ReminderTo.COORDINATOR:
        assert talk.coordinator


@pytest.mark.parametrize(
    ("title", "organization", "is_certain", "words"),
    [
        ("OP-TEE", "TrustedFirmware.org", True, "OP-TEE from TrustedFirmware.org"),
        ("TCG POV on CC", "TCG", False, "TCG POV on CC?"),
        ("Hacktoberfest", "", False, "Hacktoberfest?"),
    ],
)
def test_talk_is_named_as_lists_do(
    title: str, organization: str, is_certain: bool, words: str
) -> None:
    assert talk_words(title, organization, is_certain=is_certain) == words
    assert speaker_words("Nick", is_certain=False) == "Nick?"
    assert speaker_words("Ann Lee", "Arm") == "Ann Lee (Arm)"


CANDIDATES = {"tides": "Tides", "fog": "Fog", "buoys": "Buoys"}


@pytest.mark.parametrize(
    ("approvals", "places", "chosen", "tied"),
    [
        ({"a": ["tides", "fog"], "b": ["tides"]}, 1, ("tides",), ()),
        ({"a": ["tides"], "b": ["fog"]}, 1, (), ("tides", "fog")),
        ({"a": ["tides", "fog"], "b": ["tides", "buoys"]}, 2, ("tides",), ("fog", "buoys")),
        ({"a": ["tides"], "b": []}, 2, ("tides",), ()),
        ({}, 1, (), ()),
    ],
)
def test_most_approved_are_chosen_and_ties_are_left_to_people(
    approvals: dict[str, list[str]], places: int, chosen: tuple[str, ...], tied: tuple[str, ...]
) -> None:
    result = approval_result(CANDIDATES, approvals, seats=5, places=places)

    assert (result.chosen, result.tied) == (chosen, tied)
    assert result.sentence.startswith(f"{len(approvals)} of 5 seats answered: ")


def test_nobody_is_said_to_be_chosen_while_seats_still_answer() -> None:
    candidates = {"a": "Tides", "b": "Fog"}

    ahead = approval_result(candidates, {"amber": ["a"]}, 3, is_open=True).sentence
    nothing = approval_result(candidates, {}, 3, is_open=True).sentence

    assert ahead == "1 of 3 seats answered: Tides 1, Fog 0. Ahead so far: Tides."
    assert nothing == "0 of 3 seats answered: Tides 0, Fog 0."


def test_result_says_every_number() -> None:
    result = approval_result(CANDIDATES, {"a": ["fog"], "b": ["fog", "tides"]}, seats=3)

    assert result.sentence == ("2 of 3 seats answered: Fog 2, Tides 1, Buoys 0. Chosen: Fog.")


@given(
    st.dictionaries(st.text(max_size=3), st.sets(st.sampled_from(sorted(CANDIDATES))), max_size=9),
    st.integers(1, 3),
)
def test_no_loser_has_more_approvals_than_a_winner(
    approvals: dict[str, set[str]], places: int
) -> None:
    result = approval_result(CANDIDATES, approvals, seats=9, places=places)
    counts = dict(result.counts)

    others = [n for key, n in counts.items() if key not in (*result.chosen, *result.tied)]
    assert len(result.chosen) <= places
    assert all(counts[key] > 0 for key in (*result.chosen, *result.tied))
    assert not others or not result.chosen or max(others) < min(counts[k] for k in result.chosen)
