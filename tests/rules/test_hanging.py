"""What of a council's everyday business hangs, case by case."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from secretariat.rules.claims import Certainty
from secretariat.rules.dates import parse_claim
from secretariat.rules.hanging import (
    QUIET_AFTER,
    action_hangs,
    cell_hangs,
    is_expectation,
    minutes_hang,
    motion_hangs,
    people_hang,
    seat_hangs,
)
from secretariat.rules.milestones import Cell

C = Certainty
TODAY = date(2021, 10, 7)
LONG_AGO = TODAY - QUIET_AFTER


@pytest.mark.parametrize(
    ("text", "certainty", "said_on", "why"),
    [
        ("31 AUG 2021", C.SETTLED, date(2021, 9, 1), ""),
        ("31 AUG 2021", C.SETTLED, date(2021, 8, 31), ""),
        ("31 AUG 2021", C.SETTLED, date(2021, 8, 30), "nobody said whether it happened"),
        ("SEP 2021", C.SETTLED, date(2021, 9, 1), ""),
        ("SEP 2021", C.SETTLED, date(2021, 8, 31), "nobody said whether it happened"),
        ("OCT 2021", C.SETTLED, date(2021, 8, 31), ""),
        ("(Sep 2021?)", C.TENTATIVE, date(2021, 10, 1), "nobody said whether it happened"),
        ("(Oct 2021?)", C.TENTATIVE, date(2021, 10, 1), ""),
        ("FEB 2021 (DEC 2021?)", C.TENTATIVE, date(2021, 1, 1), ""),
        ("FEB 2020 (DEC 2020?)", C.TENTATIVE, date(2020, 1, 1), "nobody said whether it happened"),
        ("(Veraison?)", C.TENTATIVE, date(2021, 1, 1), "is a question nobody has answered"),
        ("Yes", C.SETTLED, date(2021, 1, 1), ""),
        ("", C.SETTLED, None, ""),
    ],
)
def test_milestone_hangs_once_its_day_passed_unconfirmed(
    text: str, certainty: C, said_on: date | None, why: str
) -> None:
    cell = Cell(text, certainty, since=said_on, said_on=said_on)

    found = [hang.why for hang in cell_hangs(cell, TODAY)]

    assert [words for words in found if why in words] == ([found[0]] if why else [])
    assert len(found) == bool(why)


def test_what_is_said_on_its_day_is_no_expectation_any_more() -> None:
    claim = parse_claim("18 NOV 2021")

    assert is_expectation(claim, date(2021, 11, 17))
    assert not is_expectation(claim, date(2021, 11, 18))


@pytest.mark.parametrize(
    ("has_owner", "due_on", "heard_on", "whys"),
    [
        (True, TODAY, LONG_AGO, []),
        (True, TODAY - timedelta(days=1), TODAY, ["overdue since 6 Oct 2021"]),
        (False, None, TODAY, ["nobody owns it"]),
        (True, None, LONG_AGO, ["no day is set, and no word since 12 Aug 2021"]),
        (True, None, LONG_AGO + timedelta(days=1), []),
        (False, TODAY - timedelta(days=1), TODAY, ["overdue since 6 Oct 2021", "nobody owns it"]),
    ],
)
def test_action_hangs_when_late_ownerless_or_not_spoken_of(
    has_owner: bool, due_on: date | None, heard_on: date, whys: list[str]
) -> None:
    hangs = action_hangs(
        has_owner=has_owner, due_on=due_on, raised_on=LONG_AGO, heard_on=heard_on, today=TODAY
    )

    assert [hang.why for hang in hangs] == whys


@pytest.mark.parametrize(
    ("state", "is_ahead", "went_on", "hangs"),
    [
        ("moved", True, False, False),
        ("moved", False, False, True),
        ("open", False, False, True),
        ("open", False, True, False),
        ("deferred", True, False, True),
        ("tabled", False, True, False),
        ("no_quorum", False, False, True),
        ("carried", False, False, False),
        ("withdrawn", False, False, False),
    ],
)
def test_motion_hangs_until_it_is_decided_or_goes_on(
    state: str, is_ahead: bool, went_on: bool, hangs: bool
) -> None:
    found = motion_hangs(state, since_on=TODAY, is_ahead=is_ahead, went_on=went_on)

    assert bool(found) is hangs


def test_minutes_hang_from_the_adjournment_to_their_approval() -> None:
    day = {"adjourned_on": date(2021, 9, 9), "today": TODAY}
    drafted, released = date(2021, 9, 10), date(2021, 9, 12)

    (undrafted,) = minutes_hang(**day, drafted_on=None, released_on=None, until_on=None)
    (unreleased,) = minutes_hang(**day, drafted_on=drafted, released_on=None, until_on=None)
    (waiting,) = minutes_hang(**day, drafted_on=drafted, released_on=released, until_on=TODAY)
    (late,) = minutes_hang(
        **day, drafted_on=drafted, released_on=released, until_on=date(2021, 10, 6)
    )

    assert (undrafted.why, undrafted.since_on) == ("not drafted", date(2021, 9, 9))
    assert (unreleased.why, unreleased.since_on) == ("drafted, and not released", drafted)
    assert (waiting.why, waiting.since_on) == ("released, and not approved yet", released)
    assert late.why == "not approved, and the last day for corrections was 6 Oct 2021"


def test_row_without_people_and_people_who_are_not_settled_hang() -> None:
    since = date(2021, 3, 1)

    assert [hang.why for hang in people_hang(Cell(), since)] == ["nobody is appointed"]
    (asked,) = people_hang(Cell("(Dot)", C.PROSPECTIVE, date(2021, 5, 1)), since)
    assert (asked.why, asked.since_on) == ("“(Dot)” is prospective, not settled", date(2021, 5, 1))
    assert people_hang(Cell("Ann", C.SETTLED), since) == []


def test_seat_hangs_without_a_representative() -> None:
    since = date(2021, 3, 1)

    whys = [
        [
            hang.why
            for hang in seat_hangs(has_people=people, has_representative=head, since_on=since)
        ]
        for people, head in ((True, True), (True, False), (False, False))
    ]

    assert whys == [[], ["only alternates speak for it"], ["vacant"]]
