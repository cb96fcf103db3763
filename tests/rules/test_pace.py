"""How long items take, when a meeting ends, and what to take while there is a quorum."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.rules.pace import (
    Leaving,
    PacedItem,
    Pull,
    Quorum,
    Stay,
    clock_words,
    coming,
    forecast,
    minutes_of,
    spent,
    what_to_pull,
)

NINE = datetime(2021, 10, 7, 9, 0, tzinfo=UTC)
TEN = NINE + timedelta(hours=1)


def at(minute: int) -> datetime:
    return NINE + timedelta(minutes=minute)


ITEMS = [
    PacedItem("opening", "Opening", 5, is_open=False),
    PacedItem("map", "Harbour map", 20),
    PacedItem("updates", "Updates", 30),
    PacedItem("aob", "Any other business", 10),
]
STAYS = [Stay("opening", NINE, at(5)), Stay("map", at(5))]


@st.composite
def agendas(draw: st.DrawFn) -> list[PacedItem]:
    count = draw(st.integers(0, 7))
    return [
        PacedItem(
            f"i{n}",
            f"Item {n}",
            draw(st.integers(0, 60)),
            is_open=draw(st.booleans()),
            is_parked=draw(st.booleans()),
        )
        for n in range(count)
    ]


def test_forecast_says_when_it_ends_and_what_is_not_reached() -> None:
    found = forecast(ITEMS, STAYS, at(40), TEN)

    assert found.words("UTC") == (
        "Ends at 10:20, 20 min over; “Any other business” is not reached at this pace."
    )


@pytest.mark.parametrize(
    ("now", "words"),
    [(5, "Ends at 10:05, 5 min over."), (0, "Ends at 10:05, 5 min over.")],
)
def test_time_within_the_plan_changes_nothing(now: int, words: str) -> None:
    stays = STAYS if now else [Stay("opening", at(-5), NINE)]
    items = ITEMS if now else [PacedItem("wait", "Waiting", 5), *ITEMS]

    assert forecast(items, stays, at(now), TEN).words("UTC") == words


def test_much_that_is_not_reached_is_counted() -> None:
    found = forecast(ITEMS, [], at(65), TEN)

    assert found.words("UTC").endswith(
        "“Harbour map”, “Updates” and 1 more are not reached at this pace."
    )


def test_early_and_in_time_have_words_of_their_own() -> None:
    assert forecast([], [], at(48), TEN).words("UTC") == "Ends at 09:48, 12 min early."
    assert forecast([], [], TEN, TEN).words("UTC") == "Ends at 10:00, in time."


def test_item_without_a_plan_takes_as_long_as_others_do() -> None:
    part = PacedItem("a", "Part", 0, part_of="map")
    free = PacedItem("free", "Free")

    assert minutes_of([*ITEMS, free], free) == 16
    assert minutes_of([*ITEMS, part], part) == 0
    assert minutes_of([free], free) == 5


@given(agendas(), st.integers(0, 120))
def test_meeting_never_ends_before_now(items: list[PacedItem], minute: int) -> None:
    found = forecast(items, [], at(minute), TEN)

    assert found.ends_at >= at(minute)
    assert sum((s.ends_at - s.starts_at for s in found.slots), timedelta()) == (
        found.ends_at - at(minute)
    )
    assert not (found.over and found.early)


@given(agendas(), st.integers(1, 60))
def test_more_business_never_ends_a_meeting_earlier(items: list[PacedItem], more: int) -> None:
    before = forecast(items, [], NINE, TEN).ends_at
    longer = [*items, PacedItem("last", "Last", more)]
    planned = [item for item in items if not item.minutes and item.is_open]

    if not planned:
        assert forecast(longer, [], NINE, TEN).ends_at == before + timedelta(minutes=more)


@given(agendas(), st.integers(0, 6))
def test_every_open_item_comes_once_and_parked_ones_last(
    items: list[PacedItem], place: int
) -> None:
    current = items[place].slug if place < len(items) else ""
    found = coming(items, current)

    assert sorted(item.slug for item in found) == sorted(i.slug for i in items if i.is_open)
    waiting = [item for item in found if item.slug != current]
    assert [i.is_parked for i in waiting] == sorted(i.is_parked for i in waiting)


@given(st.lists(st.integers(0, 3), min_size=1, max_size=8), st.integers(0, 30))
def test_stays_fill_the_time_since_the_call(order: list[int], step: int) -> None:
    """A meeting that goes from item to item spends all its time on them."""
    moments = [at(n * step) for n in range(len(order) + 1)]
    stays = [
        Stay(f"i{which}", moments[n], moments[n + 1] if n + 1 < len(order) else None)
        for n, which in enumerate(order)
    ]

    total = sum((spent(stays, f"i{n}", moments[-1]) for n in range(4)), timedelta())
    assert total == moments[-1] - moments[0]


def test_clock_says_in_words_that_the_time_is_over() -> None:
    assert clock_words(7, 10) == "7 of 10 min"
    assert clock_words(10, 10) == "10 of 10 min"
    assert clock_words(72, 10) == "72 of 10 min: 1 h 2 min over"
    assert clock_words(7, 0) == "7 min"


def pull(needing: list[str], quorum: Quorum, leavings: list[Leaving] | None = None) -> Pull | None:
    expected = forecast(ITEMS, STAYS, at(10), TEN)
    return what_to_pull(expected, ITEMS, needing, quorum, leavings or [], current="map")


def test_items_that_need_a_quorum_are_taken_before_somebody_leaves() -> None:
    found = pull(["aob"], Quorum(5, 9, 5), [Leaving(at(30), "Ada Low", 4)])

    assert found is not None
    assert found.slugs == ("aob",)
    assert found.words("UTC") == (
        "At 09:30 Ada Low leaves: then 4 of 9, needs 5. "
        "1 item needs a quorum (10 min): take it now."
    )


def test_without_a_seat_to_spare_they_are_taken_next() -> None:
    found = pull(["aob"], Quorum(5, 9, 5))

    assert found is not None
    assert found.words("UTC").startswith("Quorum hangs on every seat: 5 present, needs 5.")


@pytest.mark.parametrize(
    ("needing", "quorum", "leavings"),
    [
        ([], Quorum(5, 9, 5), []),
        (["aob"], Quorum(4, 9, 5), []),
        (["aob"], Quorum(6, 9, 5), []),
        (["aob"], Quorum(6, 9, 5), [Leaving(at(30), "Ada Low", 5)]),
        (["updates"], Quorum(5, 9, 5), []),
        (["map", "opening"], Quorum(5, 9, 5), []),
        (["aob"], Quorum(6, 9, 5), [Leaving(at(80), "Ada Low", 4)]),
    ],
    ids=["nothing", "lost", "spare", "still", "next anyway", "here or done", "done before"],
)
def test_nothing_is_pulled_without_need(
    needing: list[str], quorum: Quorum, leavings: list[Leaving]
) -> None:
    assert pull(needing, quorum, leavings) is None


@given(agendas(), st.sets(st.integers(0, 6)), st.integers(0, 3))
def test_only_what_waits_and_needs_a_quorum_is_pulled(
    items: list[PacedItem], which: set[int], missing: int
) -> None:
    needing = [f"i{n}" for n in which]
    expected = forecast(items, [], NINE, TEN)
    found = what_to_pull(expected, items, needing, Quorum(5 - missing, 9, 5))

    if found is not None:
        assert missing == 0
        assert set(found.slugs) == {i.slug for i in items if i.is_open and i.slug in needing}
