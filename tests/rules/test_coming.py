"""What was said beforehand: the forecast of quorum, whom to ask, and what is lost by leaving."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.rules.coming import (
    Answer,
    Said,
    asking_words,
    forecast,
    foreseen_loss,
    whom_to_ask,
)
from secretariat.rules.quorum import Stretch, quorum_state
from secretariat.rules.seats import Person, Roster, SeatOnDay, SeatState, who_speaks_for
from secretariat.rules.thresholds import Base, QuorumRule, Threshold

START = datetime(2021, 10, 7, 14, 0, tzinfo=UTC)
PEOPLE = {
    "Amber": ("ada", "al"),
    "Birch": ("ben", "bea"),
    "Cedar": ("cyd", "col"),
    "Delta": ("dot",),
    "Ember": (),
}


def person(name: str) -> Person:
    return Person(name, name.title())


def seat(label: str, names: tuple[str, ...]) -> SeatOnDay:
    people = tuple(person(name) for name in names)
    return SeatOnDay(
        slug=label.lower(),
        label=label,
        state=SeatState.ACTIVE if people else SeatState.VACANT,
        representative=people[0] if people else None,
        alternates=people[1:],
    )


ROSTER = Roster(date(2021, 10, 7), tuple(seat(label, names) for label, names in PEOPLE.items()))
RULE = QuorumRule(threshold=Threshold(parts=1, of=2, is_strict=True, base=Base.ALL))


def said(name: str, answer: str, alternate: str = "") -> Said:
    return Said(person(name), Answer(answer), person(alternate) if alternate else None)


def words(present: tuple[str, ...], *answers: Said, **more: object) -> str:
    state = quorum_state(ROSTER, RULE, who_speaks_for(ROSTER, present))
    return asking_words(state, whom_to_ask(state, answers, **more))  # type: ignore[arg-type]


def test_forecast_counts_seats_and_not_people() -> None:
    told = [said("ada", "coming"), said("al", "coming"), said("ben", "not_coming")]

    found = forecast(ROSTER, RULE, told)

    assert (found.state.present, found.state.needed, found.state.total) == (1, 3, 5)
    assert found.sentence == "1 of 5 seats has said they come, needs 3. 3 have not said."
    assert found.silent == ("Birch", "Cedar", "Delta"), "Bea may still come for Birch"


@pytest.mark.parametrize(
    ("told", "present"),
    [
        ([said("ben", "alternate", "bea")], ("birch",)),
        ([said("ben", "alternate")], ("birch",)),
        ([said("ben", "alternate", "bea"), said("bea", "not_coming")], ()),
        ([said("dot", "alternate")], ()),
        ([said("ben", "not_coming"), said("bea", "coming")], ("birch",)),
    ],
)
def test_seat_is_expected_through_its_alternate(told: list[Said], present: tuple[str, ...]) -> None:
    assert forecast(ROSTER, RULE, told).state.present_seats == present


def test_seat_that_everybody_refused_is_counted_as_no() -> None:
    found = forecast(ROSTER, RULE, [said("dot", "not_coming")])

    assert found.refused == ("Delta",)


def test_who_said_they_come_is_asked_first_and_who_said_no_never() -> None:
    told = (said("cyd", "coming"), said("ben", "not_coming"), said("dot", "not_coming"))

    assert words(("ada",), *told) == "Ask Cyd (Cedar), who said they come; then Bea (Birch)."


def test_whoever_sits_for_somebody_is_asked_as_one_who_comes() -> None:
    told = (said("ben", "alternate", "bea"),)

    assert words(("ada",), *told) == (
        "Ask Bea (Birch), who said they come; then Cyd or Col (Cedar) and Dot (Delta)."
    )


def test_whoever_checked_in_is_to_be_confirmed_and_not_asked() -> None:
    assert words(("ada",), said("dot", "coming"), checked_in=("ben",)) == (
        "Confirm Ben (Birch), who checked in. Ask Dot (Delta), who said they come; "
        "then Cyd or Col (Cedar)."
    )


def test_whoever_was_there_and_left_is_not_asked_first() -> None:
    told = (said("ben", "coming"), said("dot", "coming"))

    assert words(("ada",), *told, left=("ben",)).startswith("Ask Dot (Delta), who said they come;")


def test_nobody_is_asked_once_quorum_is_reached() -> None:
    assert words(("ada", "ben", "cyd")) == ""


def test_nobody_is_left_to_ask() -> None:
    told = [said(name, "not_coming") for names in PEOPLE.values() for name in names]

    assert words((), *told) == "Nobody is left to ask: everybody who is missing has said no."


@given(
    st.dictionaries(
        st.sampled_from([name for names in PEOPLE.values() for name in names]),
        st.sampled_from(list(Answer)),
    ),
    st.sets(st.sampled_from([name for names in PEOPLE.values() for name in names])),
)
def test_who_said_no_is_never_named(answers: dict[str, Answer], present: set[str]) -> None:
    state = quorum_state(ROSTER, RULE, who_speaks_for(ROSTER, present))

    asked = whom_to_ask(state, [Said(person(name), answer) for name, answer in answers.items()])

    named = {each.handle for one in asked for each in one.people}
    assert not {name for name in named if answers.get(name) is Answer.NOT_COMING}
    assert not named & present


def stay(name: str, left: int | None = None) -> Stretch:
    left_at = None if left is None else START + timedelta(minutes=left)
    return Stretch(person(name), START, left_at)


def test_loss_of_quorum_is_foreseen_by_who_announced_to_leave() -> None:
    stays = [stay("ada"), stay("ben"), stay("bea"), stay("cyd")]
    leaving = {
        "ben": START + timedelta(minutes=60),
        "cyd": START + timedelta(minutes=80),
        "bea": START + timedelta(minutes=90),
    }
    now = START + timedelta(minutes=10)

    loss = foreseen_loss(ROSTER, RULE, stays, leaving, now)

    assert loss is not None
    assert loss.at == START + timedelta(minutes=80), "Bea still sits for Birch when Ben leaves"
    assert loss.people == (person("cyd"),)
    assert foreseen_loss(ROSTER, RULE, stays, {"bea": leaving["bea"]}, now) is None
    assert foreseen_loss(ROSTER, RULE, stays[:1], leaving, now) is None, "it is not reached now"
