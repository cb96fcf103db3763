"""The agenda: numbers, order, time and slugs."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.rules.agenda import (
    RESERVED_SLUGS,
    Item,
    ItemState,
    arranged,
    check_item_move,
    moved,
    moved_by,
    numbered,
    slugify,
    timetable,
)
from secretariat.rules.errors import Refused

REAL = [
    Item("welcome", minutes=10),
    Item("minutes-of-23-september", minutes=5),
    Item("action-item-review", minutes=20),
    Item("project-table", part_of="action-item-review"),
    Item("outreach", minutes=10),
    Item("lpc", minutes=10),
    Item("ossna", part_of="lpc", minutes=5),
    Item("kata", part_of="lpc", minutes=5),
    Item("any-other-business", minutes=5),
]


def labels(items: list[Item]) -> list[str]:
    return [f"{n.label} {n.slug}" for n in numbered(items)]


def slugs(items: list[Item]) -> list[str]:
    return [item.slug for item in items]


def test_items_are_numbered_and_parts_get_letters() -> None:
    assert labels(REAL) == [
        "1 welcome",
        "2 minutes-of-23-september",
        "3 action-item-review",
        "3a project-table",
        "4 outreach",
        "5 lpc",
        "5a ossna",
        "5b kata",
        "6 any-other-business",
    ]
    assert [n.number for n in numbered(REAL)] == ["1", "2", "3", "", "4", "5", "", "", "6"]


def test_part_27_gets_two_letters() -> None:
    items = [Item("a"), *(Item(f"p{i}", part_of="a") for i in range(28))]
    assert [n.label for n in numbered(items)][-3:] == ["1z", "1aa", "1ab"]


def test_part_stands_behind_its_item_wherever_it_was_listed() -> None:
    items = [Item("p", part_of="b"), Item("a"), Item("b")]
    assert slugs(arranged(items)) == ["a", "b", "p"]
    assert slugs(arranged([Item("orphan", part_of="gone"), Item("a")])) == ["orphan", "a"]


def test_moving_an_item_takes_its_parts_along() -> None:
    assert slugs(moved(REAL, "lpc", "welcome"))[:4] == ["lpc", "ossna", "kata", "welcome"]
    assert slugs(moved(REAL, "action-item-review"))[-2:] == ["action-item-review", "project-table"]


def test_moving_before_a_part_lands_before_its_item() -> None:
    assert slugs(moved(REAL, "any-other-business", "kata"))[5:7] == ["any-other-business", "lpc"]


def test_part_moves_among_its_equals_only() -> None:
    assert slugs(moved(REAL, "kata", "ossna"))[5:8] == ["lpc", "kata", "ossna"]
    assert slugs(moved(REAL, "kata", "welcome")) == slugs(REAL)
    assert slugs(moved(REAL, "ossna"))[5:8] == ["lpc", "kata", "ossna"]


def test_moving_by_steps_stops_at_the_ends() -> None:
    assert slugs(moved_by(REAL, "outreach", -1))[2:5] == [
        "outreach",
        "action-item-review",
        "project-table",
    ]
    assert slugs(moved_by(REAL, "outreach", 1))[4:8] == ["lpc", "ossna", "kata", "outreach"]
    assert slugs(moved_by(REAL, "welcome", -5)) == slugs(REAL)
    assert slugs(moved_by(REAL, "welcome", 99))[-1] == "welcome"


def test_moving_an_item_that_is_gone_is_refused() -> None:
    for slug, before in (("gone", ""), ("lpc", "gone")):
        with pytest.raises(Refused) as refused:
            moved(REAL, slug, before)
        assert refused.value.code == "unknown_item"


names = st.sampled_from("abcdef")
agendas = st.lists(
    st.builds(
        lambda slug, head: Item(slug, "" if slug in "ab" else head),
        names,
        st.sampled_from(["", "a", "b"]),
    ),
    unique_by=lambda item: item.slug,
    min_size=1,
)


@given(agendas, st.data())
def test_moving_loses_nothing_and_keeps_parts_with_their_item(
    items: list[Item], data: st.DataObject
) -> None:
    slug = data.draw(st.sampled_from(slugs(items)))
    before = data.draw(st.sampled_from(["", *slugs(items)]))
    after = moved(items, slug, before)
    assert sorted(slugs(after)) == sorted(slugs(items))
    assert arranged(after) == after
    steps = data.draw(st.integers(-3, 3))
    assert sorted(slugs(moved_by(items, slug, steps))) == sorted(slugs(items))


def test_timetable_gives_each_item_its_start_and_says_what_is_left() -> None:
    zone = ZoneInfo("America/Los_Angeles")
    plan = timetable(
        REAL, datetime(2021, 10, 7, 7, 0, tzinfo=zone), datetime(2021, 10, 7, 9, 0, tzinfo=zone)
    )
    assert (plan.planned, plan.available, plan.over) == (70, 120, 0)
    assert plan.slots[4].starts_at == datetime(2021, 10, 7, 14, 35, tzinfo=UTC)
    assert plan.sentence == "The agenda takes 1 h 10 min of 2 h: 50 min left."


@pytest.mark.parametrize(
    ("minutes", "sentence", "over"),
    [
        ([60, 60], "The agenda takes 2 h of 2 h.", 0),
        ([60, 75], "The agenda takes 2 h 15 min of 2 h: 15 min too long.", 15),
        ([60, 0], "The agenda takes 1 h of 2 h: 1 h left. 1 item has no time yet.", 0),
        ([0, 0], "The agenda takes 0 min of 2 h: 2 h left. 2 items have no time yet.", 0),
    ],
)
def test_time_budget_in_words(minutes: list[int], sentence: str, over: int) -> None:
    items = [Item(f"i{n}", minutes=length) for n, length in enumerate(minutes)]
    start = datetime(2021, 10, 7, 14, tzinfo=UTC)
    plan = timetable(items, start, datetime(2021, 10, 7, 16, tzinfo=UTC))
    assert (plan.sentence, plan.over) == (sentence, over)


def test_timetable_counts_real_minutes_when_clocks_change() -> None:
    zone = ZoneInfo("America/Los_Angeles")
    start = datetime(2021, 11, 7, 0, 30, tzinfo=zone)
    plan = timetable([Item("a")], start, datetime(2021, 11, 7, 2, 30, tzinfo=zone))
    assert plan.available == 180


@pytest.mark.parametrize(
    ("title", "taken", "slug"),
    [
        ("Common terminology (issue #79)", [], "common-terminology-issue-79"),
        ("Zürich: Größe?", [], "zurich-groe"),
        ("5a", [], "item-5a"),
        ("2021 review", [], "item-2021-review"),
        ("Deck", [], "item-deck"),
        ("议程", [], "item"),
        ("", ["item"], "item-2"),
        ("Kata", ["kata", "kata-2"], "kata-3"),
    ],
)
def test_slug_is_readable_and_free(title: str, taken: list[str], slug: str) -> None:
    assert slugify(title, taken) == slug


@given(st.text(max_size=100), st.sets(st.sampled_from(["item", "a", "item-2", "b"])))
def test_slug_is_never_taken_reserved_or_like_a_number(title: str, taken: set[str]) -> None:
    slug = slugify(title, taken)
    assert slug not in taken | RESERVED_SLUGS
    assert not slug[0].isdigit()
    assert 1 <= len(slug) <= 64


def test_item_is_ended_once_and_reopened_before_it_ends_otherwise() -> None:
    check_item_move(ItemState.OPEN, ItemState.SETTLED)
    check_item_move(ItemState.SETTLED, ItemState.OPEN)
    for state, to in (
        (ItemState.SETTLED, ItemState.DEFERRED),
        (ItemState.SETTLED, ItemState.SETTLED),
    ):
        with pytest.raises(Refused) as refused:
            check_item_move(state, to)
        assert refused.value.code == "wrong_state"
