"""Ballots by mail: what carries over, who replaces it, and that closing early changes no result."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.rules.ballots import (
    Box,
    Cast,
    Standing,
    carried_over,
    check_ballot_vote,
    may_object,
    may_replace,
    proposed_last_day,
    reminder_is_due,
    standing,
    window_of,
    window_words,
    with_people_of,
)
from secretariat.rules.errors import Refused
from secretariat.rules.results import Choice, Vote
from secretariat.rules.seats import Person, Roster, SeatOnDay, SeatState
from secretariat.rules.thresholds import Base, DecisionRule, Medium, Threshold

OPENED = datetime(2021, 10, 7, 15, 0, tzinfo=UTC)
LA = "America/Los_Angeles"
WINDOW = window_of(OPENED, date(2021, 10, 14), LA, 1)
LATER = OPENED + timedelta(days=2)


def seat(number: int, state: SeatState = SeatState.ACTIVE, *, is_vacant: bool = False) -> SeatOnDay:
    people = (None, ()) if is_vacant else (
        Person(f"rep-{number}", f"Rep {number}"), (Person(f"alt-{number}", f"Alt {number}"),)
    )  # fmt: skip
    return SeatOnDay(f"s{number}", f"Seat {number}", state, (), *people)


def council(size: int) -> Roster:
    return Roster(date(2021, 10, 7), tuple(seat(number) for number in range(size)))


def rule(threshold: Threshold) -> DecisionRule:
    return DecisionRule(kind="general", title="General", medium=Medium.MAIL, threshold=threshold)


MAJORITY = rule(Threshold(Base.ALL, 1, 2, is_strict=True))


def voted(roster: Roster, person: str, cast: dict[str, Cast], at: datetime) -> str:
    number = person.split("-")[1]
    try:
        who = check_ballot_vote(Box(MAJORITY, roster, WINDOW, cast), f"s{number}", person, at)
    except Refused as refused:
        return refused.code
    return who.person.handle


# ------------------------------------------------------------------------------- the window


def test_ballot_ends_with_a_day_where_the_body_meets() -> None:
    assert WINDOW.closes_at == datetime(2021, 10, 15, 7, 0, tzinfo=UTC)
    assert window_words(WINDOW, LA) == "until the end of 14 Oct 2021 (PDT)"
    assert WINDOW.carry_until == OPENED + timedelta(days=1)
    assert WINDOW.is_open(WINDOW.closes_at - timedelta(seconds=1))
    assert not WINDOW.is_open(WINDOW.closes_at)


def test_objections_are_heard_for_half_of_a_short_ballot_at_most() -> None:
    short = window_of(OPENED, date(2021, 10, 8), LA, 7)
    assert short.carry_until - OPENED == (short.closes_at - OPENED) / 2


def test_ballot_over_a_change_of_the_clock_ends_at_local_midnight() -> None:
    over = window_of(OPENED, date(2021, 11, 8), LA, 1)
    assert over.closes_at == datetime(2021, 11, 9, 8, 0, tzinfo=UTC)
    assert window_words(over, LA).endswith("8 Nov 2021 (PST)")


@pytest.mark.parametrize("last_on", [date(2021, 10, 7), date(2021, 10, 6), date(2022, 2, 1)])
def test_ballot_ends_after_today_and_within_ninety_days(last_on: date) -> None:
    with pytest.raises(Refused) as caught:
        window_of(OPENED, last_on, LA, 1)
    assert caught.value.code == "bad_day"


def test_proposed_day_is_a_working_day() -> None:
    assert proposed_last_day(date(2021, 10, 7), 7) == date(2021, 10, 14)
    assert proposed_last_day(date(2021, 10, 7), 2) == date(2021, 10, 11), "Saturday goes to Monday"
    assert proposed_last_day(date(2021, 11, 18), 7, ["us"]) != date(2021, 11, 25), "Thanksgiving"


def test_missing_seats_are_reminded_at_half_time_and_a_day_before_the_end() -> None:
    half = OPENED + (WINDOW.closes_at - OPENED) / 2
    last = WINDOW.closes_at - timedelta(days=1)
    assert not reminder_is_due(WINDOW, OPENED, half - timedelta(seconds=1))
    assert reminder_is_due(WINDOW, OPENED, half)
    assert not reminder_is_due(WINDOW, half, half), "once"
    assert reminder_is_due(WINDOW, half, last)
    assert reminder_is_due(WINDOW, OPENED, last), "what was missed is made up for"
    assert not reminder_is_due(WINDOW, last, last + timedelta(hours=1)), "but only once"
    assert not reminder_is_due(WINDOW, OPENED, WINDOW.closes_at), "never after the end"


# --------------------------------------------------------------------- what carries over


def test_vote_of_a_seat_that_ended_or_is_vacant_does_not_carry() -> None:
    roster = Roster(date(2021, 10, 7), (seat(0), seat(1, SeatState.VACANT, is_vacant=True)))
    votes = [Vote(f"s{number}", Choice.YES) for number in range(3)]
    kept, left = carried_over(MAJORITY, roster, votes)
    assert [vote.seat for vote in kept] == ["s0"]
    assert left == ["s1", "s2"]


def test_vote_of_an_inactive_seat_carries_only_where_the_rule_counts_it() -> None:
    roster = Roster(date(2021, 10, 7), (seat(0, SeatState.INACTIVE), seat(1)))
    votes = [Vote("s0", Choice.YES)]
    strict = replace(MAJORITY, counts_inactive_seats=False)
    assert carried_over(MAJORITY, roster, votes) == (votes, [])
    assert carried_over(strict, roster, votes) == ([], ["s0"])


def test_only_the_representative_replaces_a_carried_vote_once_and_in_time() -> None:
    roster = council(2)
    carried = {"s0": Cast(Vote("s0", Choice.YES, "Alt 0"), "in the meeting", is_carried=True)}
    assert voted(roster, "rep-0", carried, OPENED) == "rep-0"
    assert voted(roster, "alt-0", carried, OPENED) == "already_voted"
    assert voted(roster, "rep-0", carried, LATER) == "already_voted", "it is firm by then"
    replaced = {"s0": Cast(Vote("s0", Choice.NO, "Rep 0"), "by the link of a letter")}
    assert voted(roster, "rep-0", replaced, OPENED) == "already_voted"
    assert not may_replace(roster.seat("s0"), "rep-0", replaced["s0"], WINDOW, OPENED)


def test_objecting_says_why_it_cannot_be_done() -> None:
    the_seat = council(1).seat("s0")
    carried = Cast(Vote("s0", Choice.YES), is_carried=True)
    assert may_object(the_seat, carried, WINDOW, OPENED)
    assert "has passed" in may_object(the_seat, carried, WINDOW, LATER).reason
    assert "no vote carried over" in may_object(the_seat, None, WINDOW, OPENED).reason


def test_second_vote_is_refused_with_who_voted_when_and_how() -> None:
    at = datetime(2021, 10, 8, 9, 30, tzinfo=UTC)
    cast = {"s0": Cast(Vote("s0", Choice.NO, "Alt 0", at), "by the link of a letter")}
    with pytest.raises(Refused) as caught:
        check_ballot_vote(Box(MAJORITY, council(1), WINDOW, cast), "s0", "rep-0", LATER)
    assert caught.value.code == "already_voted"
    assert caught.value.message == (
        "Seat 0 has voted no by Alt 0 at 09:30 UTC on 8 Oct 2021, by the link of a letter. A seat "
        "has one vote, which is kept."
    )


def test_people_of_today_vote_for_the_seats_of_the_electorate() -> None:
    electorate = Roster(
        date(2021, 10, 7), (seat(0), seat(1, SeatState.VACANT, is_vacant=True), seat(2))
    )
    new = Person("new", "New Rep")
    today = Roster(
        date(2021, 10, 12),
        (replace(seat(0), representative=new, alternates=()), replace(seat(1), representative=new)),
    )
    now = with_people_of(electorate, today)
    assert now.seat("s0").people == (new,)
    assert now.seat("s1").is_vacant, "it was vacant when the ballot opened"
    assert now.seat("s2").is_vacant, "the seat has ended"


def test_inactive_seat_that_is_not_counted_cannot_change_the_base_by_voting() -> None:
    roster = Roster(date(2021, 10, 7), (seat(0, SeatState.INACTIVE), seat(1)))
    strict = replace(MAJORITY, counts_inactive_seats=False)
    with pytest.raises(Refused) as caught:
        check_ballot_vote(Box(strict, roster, WINDOW, {}), "s0", "rep-0", OPENED)
    assert caught.value.code == "seat_not_counted"


def test_vote_after_the_end_is_refused() -> None:
    assert voted(council(1), "rep-0", {}, WINDOW.closes_at) == "vote_closed"


# ------------------------------------------------------------------- closing early, properties

SHARES = st.sampled_from([(1, 2, True), (1, 2, False), (2, 3, False), (2, 3, True), (1, 1, False)])
CHOICES = st.sampled_from(list(Choice))


@st.composite
def ballots(draw: st.DrawFn) -> tuple[DecisionRule, Roster, list[Vote]]:
    """A rule, an electorate with vacant and inactive seats, and the votes of a meeting."""
    parts, of, is_strict = draw(SHARES)
    base = draw(st.sampled_from([Base.ALL, Base.CAST]))
    the_rule = replace(
        rule(Threshold(base, parts, of, is_strict=is_strict)),
        counts_vacant_seats=draw(st.booleans()),
        counts_inactive_seats=draw(st.booleans()),
    )
    states = draw(st.lists(st.sampled_from(list(SeatState)), min_size=1, max_size=7))
    seats = tuple(
        seat(number, state, is_vacant=state is SeatState.VACANT)
        for number, state in enumerate(states)
    )
    roster = Roster(date(2021, 10, 7), seats)
    among = [number for number in range(len(seats) + 1) if draw(st.booleans())]
    return the_rule, roster, [Vote(f"s{number}", draw(CHOICES)) for number in among]


class Play:
    """A ballot played by the rules: whoever may act does; what is refused changes nothing."""

    def __init__(self, the_rule: DecisionRule, roster: Roster, of_meeting: list[Vote]) -> None:
        self.rule, self.roster = the_rule, roster
        kept, _ = carried_over(the_rule, roster, of_meeting)
        self.cast = {vote.seat: Cast(vote, is_carried=True) for vote in kept}

    def move(self, number: int, who: str, choice: Choice | None, at: datetime) -> None:
        """A seat votes through its representative or alternate, or objects to carrying."""
        slug = f"s{number}"
        if choice is None:
            if may_object(self.roster.seat(slug), self.cast.get(slug), WINDOW, at):
                del self.cast[slug]
            return
        try:
            box = Box(self.rule, self.roster, WINDOW, self.cast)
            check_ballot_vote(box, slug, f"{who}-{number}", at)
        except Refused:
            return
        self.cast[slug] = Cast(Vote(slug, choice))

    def stands(self, at: datetime, *, is_closed: bool = False) -> Standing:
        """How it stands at an instant."""
        votes = [each.vote for each in self.cast.values()]
        carried = [slug for slug, each in self.cast.items() if each.is_carried]
        unsettled = carried if WINDOW.may_object(at) else ()
        return standing(self.rule, self.roster, votes, unsettled, is_closed=is_closed)


MOVES = st.lists(
    st.tuples(
        st.integers(0, 6),
        st.sampled_from(["rep", "alt", "guest"]),
        st.none() | CHOICES,
        st.sampled_from([OPENED, LATER]),
    ),
    max_size=14,
)


@given(ballots(), MOVES)
def test_closing_early_gives_the_result_of_the_deadline_whatever_comes_after(
    drawn: tuple[DecisionRule, Roster, list[Vote]],
    moves: list[tuple[int, str, Choice | None, datetime]],
) -> None:
    play = Play(*drawn)
    certain = set()
    # Time goes on: what happens on the first day comes before what happens later.
    for number, who, choice, at in sorted(moves, key=lambda move: move[3]):
        if number < len(play.roster.seats):
            play.move(number, who, choice, at)
        now = play.stands(at)
        if now.is_certain:
            certain.add(play.stands(at, is_closed=True).result.outcome)
    at_deadline = play.stands(WINDOW.closes_at, is_closed=True).result.outcome
    assert certain <= {at_deadline}


@given(ballots(), MOVES)
def test_carried_vote_never_counts_twice(
    drawn: tuple[DecisionRule, Roster, list[Vote]],
    moves: list[tuple[int, str, Choice | None, datetime]],
) -> None:
    play = Play(*drawn)
    for number, who, choice, at in sorted(moves, key=lambda move: move[3]):
        if number < len(play.roster.seats):
            play.move(number, who, choice, at)
        result = play.stands(at).result
        said = result.yes + result.no + result.abstain + result.recused
        assert said == len(play.cast), "each seat once, carried or not"
        assert said + result.not_voted <= len(play.roster.seats)
