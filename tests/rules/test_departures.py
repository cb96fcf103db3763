"""What is said about a meeting that is cancelled, moved, extra or joint."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from secretariat.rules.departures import Departures, Move

START = datetime(2021, 10, 15, 14, 0, tzinfo=UTC)
DAY = timedelta(days=1)
TWICE = (
    "Moved from Thu 14 Oct 2021, 07:00 PDT (holiday), then from Sat 16 Oct 2021, 07:00 PDT "
    "(no room)."
)


def departures(**values: object) -> Departures:
    plain = {"starts_at": START, "zone": "America/Los_Angeles", **values}
    return Departures(**plain)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("values", "lines"),
    [
        ({}, ()),
        ({"kind": "regular", "occasion": "kept from before"}, ()),
        (
            {"moves": (Move(START - DAY, "holiday"),)},
            ("Moved from Thu 14 Oct 2021, 07:00 PDT: holiday.",),
        ),
        ({"moves": (Move(START - DAY),)}, ("Moved from Thu 14 Oct 2021, 07:00 PDT.",)),
        (
            {"moves": (Move(START - DAY, "holiday"), Move(START + DAY, "no room"))},
            (TWICE,),
        ),
        ({"kind": "extra", "occasion": "budget vote"}, ("Extra meeting: budget vote.",)),
        ({"kind": "extra"}, ("Extra meeting.",)),
        (
            {"kind": "joint", "bodies": ("TAC", "Board", "Outreach"), "occasion": "budget"},
            ("Joint meeting of TAC, Board and Outreach: budget.",),
        ),
        (
            {"cancelled_reason": "storm.", "moves": (Move(START - DAY, "holiday"),)},
            ("Cancelled: storm.", "Moved from Thu 14 Oct 2021, 07:00 PDT: holiday."),
        ),
    ],
)
def test_each_departure_is_one_sentence(values: dict[str, object], lines: tuple[str, ...]) -> None:
    assert departures(**values).lines == lines


def test_meeting_moved_away_and_back_names_only_where_it_was_meanwhile() -> None:
    moved = departures(moves=(Move(START, "storm"), Move(START + DAY, "calm again")))

    assert moved.moved_words == "Moved from Sat 16 Oct 2021, 07:00 PDT: calm again."


def test_hour_before_the_change_of_clocks_keeps_its_own_abbreviation() -> None:
    before = datetime(2021, 11, 4, 14, 0, tzinfo=UTC)
    moved = departures(starts_at=before + 7 * DAY, moves=(Move(before, "summit"),))

    assert moved.moved_words == "Moved from Thu 4 Nov 2021, 07:00 PDT: summit."
