"""Quorum by seat: the number, the sentence, and the times it was reached and lost."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.rules.quorum import (
    QuorumInterval,
    Stretch,
    quorum_at,
    quorum_intervals,
    quorum_state,
)
from secretariat.rules.seats import (
    Capacity,
    Proxy,
    Roster,
    Seat,
    Term,
    roster_on,
    who_speaks_for,
)
from secretariat.rules.thresholds import Base, QuorumRule, Threshold
from tests.rules.councils import (
    DAY,
    NAMES,
    council,
    representatives,
    seats,
    someone,
    speaking_for,
    terms,
)

HALF = QuorumRule(threshold=Threshold(Base.ALL, 1, 2, is_strict=False), source="charter, 4")
ZONE = ZoneInfo("America/Los_Angeles")
CALLED = datetime(2021, 10, 7, 7, 0, tzinfo=ZONE)


def minute(after: int) -> datetime:
    return CALLED + timedelta(minutes=after)


def stay(name: str, arrived: int = -5, left: int | None = None) -> Stretch:
    return Stretch(someone(name), minute(arrived), None if left is None else minute(left))


@pytest.mark.parametrize(("seat_count", "needed"), [(7, 4), (8, 4), (9, 5), (10, 5), (11, 6)])
def test_quorum_is_reached_exactly_at_half_of_all_seats(seat_count: int, needed: int) -> None:
    roster = council(seat_count)
    for come in range(seat_count + 1):
        state = quorum_state(roster, HALF, speaking_for(roster, *representatives(come)))
        assert (state.needed, state.present, state.total) == (needed, come, seat_count)
        assert (state.is_reached, state.missing) == (come >= needed, max(0, needed - come))


def test_sentence_says_the_numbers_the_rule_and_its_source() -> None:
    roster = council(9)
    reached = quorum_state(roster, HALF, speaking_for(roster, *representatives(6)))
    assert reached.sentence == "6 of 9 seats, needs 5: at least half of all seats (charter, 4)."
    short = quorum_state(roster, HALF, speaking_for(roster, *representatives(4)))
    assert short.sentence == (
        "4 of 9 seats, needs 5: at least half of all seats (charter, 4). 1 more seat is needed."
    )


def test_representative_and_alternate_are_one_seat() -> None:
    roster = council(9)
    state = quorum_state(roster, HALF, speaking_for(roster, "ada", "ann", "ben", "bea"))
    assert (state.present, state.is_reached) == (2, False)
    assert state.seats[0].reason == (
        "Ada, representative of Company 1; Ann also present, counted once"
    )
    assert state.present_seats == ("s1", "s2")


def test_absent_seat_says_who_could_still_come() -> None:
    roster = roster_on(DAY, seats(3), terms(2))
    state = quorum_state(roster, HALF, speaking_for(roster, "ada"))
    absent = {seat.seat: (seat.reason, seat.could_come) for seat in state.absent_seats}
    assert absent == {
        "s2": ("absent: Ben or Bea could come", (someone("Ben"), someone("Bea"))),
        "s3": ("vacant: nobody holds this seat", ()),
    }


def test_vacant_seat_counts_unless_the_rule_book_says_no() -> None:
    roster = roster_on(DAY, seats(9), terms(8))
    without = QuorumRule(threshold=HALF.threshold, counts_vacant_seats=False)
    here = speaking_for(roster, *representatives(4))
    states = [quorum_state(roster, rule, here) for rule in (HALF, without)]
    assert [(s.total, s.needed, s.is_reached) for s in states] == [(9, 5, False), (8, 4, True)]


def test_inactive_seat_counts_again_when_it_comes() -> None:
    idle = Seat(slug="idle", label="Idle", inactive_since_on=DAY)
    roster = roster_on(DAY, [*seats(8), idle], [*terms(8), Term(seat="idle", person=someone("Z"))])
    rule = QuorumRule(threshold=HALF.threshold, counts_inactive_seats=False)
    assert quorum_state(roster, rule, {}).total == 8
    state = quorum_state(roster, rule, speaking_for(roster, "z"))
    assert (state.total, state.present) == (9, 1)


def test_council_without_seats_never_has_quorum() -> None:
    state = quorum_state(roster_on(DAY, [], []), HALF, {})
    assert (state.needed, state.is_reached) == (1, False)


people = st.sampled_from([name for pair in NAMES for name in pair] + ["Guest"])
random_terms = st.lists(
    st.builds(
        lambda seat, name, capacity, rank: Term(
            seat=f"s{seat}", person=someone(name), capacity=capacity, rank=rank
        ),
        st.integers(1, 9),
        people,
        st.sampled_from([Capacity.REPRESENTATIVE, Capacity.ALTERNATE]),
        st.integers(1, 3),
    ),
    max_size=25,
)
random_proxies = st.lists(
    st.builds(lambda seat, name: Proxy(f"s{seat}", someone(name)), st.integers(1, 9), people),
    max_size=3,
)


@given(random_terms, random_proxies, st.sets(people), people)
def test_one_more_person_never_makes_quorum_worse(
    who: list[Term], proxies: list[Proxy], present: set[str], late: str
) -> None:
    roster = roster_on(DAY, seats(9), who)
    before = {name.lower() for name in present}
    states = [
        quorum_state(roster, HALF, who_speaks_for(roster, here, proxies))
        for here in (before, before | {late.lower()})
    ]
    assert states[0].present <= states[1].present <= states[0].present + 1


@given(random_terms, random_proxies, st.sets(people))
def test_speakers_are_present_and_speak_once(
    who: list[Term], proxies: list[Proxy], present: set[str]
) -> None:
    here = {name.lower() for name in present}
    speaking = who_speaks_for(roster_on(DAY, seats(9), who), here, proxies)
    handles = [s.person.handle for s in speaking.values()]
    assert len(handles) == len(set(handles))
    assert set(handles) <= here


def intervals_of(roster: Roster, stretches: list[Stretch]) -> list[QuorumInterval]:
    return list(quorum_intervals(roster, HALF, stretches, CALLED, minute(120)))


def test_quorum_reached_late_and_lost_before_the_end() -> None:
    stays = [stay("Ada"), stay("Ben"), stay("Cyd", 12), stay("Dot", 30, 90), stay("Dan", 60, 80)]
    found = intervals_of(council(7), [*stays, stay("Eve", 60, 70), stay("Guest", 65)])
    assert [(i.from_at, i.to_at, i.is_reached) for i in found] == [
        (minute(0), minute(30), False),
        (minute(30), minute(90), True),
        (minute(90), minute(120), False),
    ]
    assert [i.words(ZONE) for i in found] == [
        "not reached at the call to order, 07:00",
        "reached at 07:30 when Dot arrived",
        "lost at 08:30 when Dot left",
    ]


def test_representative_leaving_keeps_quorum_while_the_alternate_goes_on() -> None:
    stays = [stay("Ada", left=30), stay("Ann", 10), stay("Ben")]
    found = intervals_of(council(3), stays)
    assert [(i.from_at, i.to_at, i.is_reached) for i in found] == [(minute(0), minute(120), True)]


def test_reconnecting_at_once_does_not_break_quorum() -> None:
    stays = [stay("Ada", left=30), stay("Ada", 30), stay("Ben")]
    assert [i.is_reached for i in intervals_of(council(3), stays)] == [True]
    late = intervals_of(council(5), [*stays, stay("Cyd", 30)])
    assert [i.words(ZONE) for i in late][1:] == ["reached at 07:30 when Cyd arrived"]


def test_open_meeting_leaves_the_last_interval_open() -> None:
    found = quorum_intervals(council(1), HALF, [stay("Ada", left=5)], CALLED)
    assert [(i.is_reached, i.to_at) for i in found] == [(True, minute(5)), (False, None)]


stretches = st.lists(
    st.builds(
        lambda name, arrived, length: stay(
            name, arrived, None if length is None else arrived + length
        ),
        people,
        st.integers(-10, 130),
        st.one_of(st.none(), st.integers(0, 60)),
    ),
    max_size=20,
)


@given(stretches, st.integers(0, 119))
def test_intervals_agree_with_quorum_at_every_minute(stays: list[Stretch], after: int) -> None:
    roster = council(5)
    found = intervals_of(roster, stays)
    assert found[0].from_at == CALLED
    assert [a.to_at for a in found[:-1]] == [b.from_at for b in found[1:]]
    assert all(a.is_reached != b.is_reached for a, b in pairwise(found))
    at = minute(after)
    covering = [i for i in found if i.from_at <= at and (i.to_at is None or at < i.to_at)]
    assert [i.is_reached for i in covering] == [quorum_at(roster, HALF, stays, at).is_reached]


def test_numbers_in_the_sentence_recompute() -> None:
    for come in range(10):
        roster = council(9)
        state = quorum_state(roster, HALF, speaking_for(roster, *representatives(come)))
        read = re.match(r"(\d+) of (\d+) seats, needs (\d+): at least half", state.sentence)
        assert read is not None
        present, total, needed = map(int, read.groups())
        assert needed == (total + 1) // 2
        assert (present >= needed) is state.is_reached
