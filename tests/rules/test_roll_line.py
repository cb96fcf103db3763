"""A line of the roll call, as it is typed."""

from __future__ import annotations

from datetime import time

import pytest

from secretariat.rules.errors import Refused
from secretariat.rules.roll_line import RollAct, RollLine, parse_roll_line


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("dt", RollLine("dt")),
        ("  dt  7:12 ", RollLine("dt", RollAct.ARRIVES, time(7, 12))),
        ("Dave Thaler 07.12", RollLine("Dave Thaler", RollAct.ARRIVES, time(7, 12))),
        ("-dt", RollLine("dt", RollAct.LEAVES)),
        ("- dt 8:05", RollLine("dt", RollAct.LEAVES, time(8, 5))),
        ("–dt", RollLine("dt", RollAct.LEAVES)),
        ("dt >8:30", RollLine("dt", RollAct.WILL_LEAVE, time(8, 30))),
        ("dt>8:30", RollLine("dt", RollAct.WILL_LEAVE, time(8, 30))),
        ("dt > 08:30", RollLine("dt", RollAct.WILL_LEAVE, time(8, 30))),
        ("dt >", RollLine("dt", RollAct.STAYS)),
        ("Ann Lee (Harbour Works)", RollLine("Ann Lee (Harbour Works)")),
        ("Ann Lee (Studio 7:12)", RollLine("Ann Lee (Studio 7:12)")),
        ("Ann Lee (Harbour) 7:12", RollLine("Ann Lee (Harbour)", RollAct.ARRIVES, time(7, 12))),
        ("Jean-Luc Petit", RollLine("Jean-Luc Petit")),
        ("Room 42", RollLine("Room 42")),
    ],
)
def test_line_is_read_as_it_is_meant(line: str, meant: RollLine) -> None:
    assert parse_roll_line(line) == meant


@pytest.mark.parametrize(
    "line",
    ["-", "7:12", "-7:12", "- 8:05", ">8:30", "dt 25:00", "dt 7:61", "-dt >8:30", "d>t>8:30"],
)
def test_line_that_says_two_things_or_none_is_refused(line: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_roll_line(line)

    assert refused.value.code == "malformed_roll_line"
    assert "Nobody was marked" in refused.value.message


def test_every_reading_is_kept_for_those_who_are_there() -> None:
    here = [parse_roll_line(line).is_of_somebody_here for line in ("dt", "-dt", "dt >8:30", "dt >")]

    assert here == [False, True, True, True]
