"""Who speaks next."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from secretariat.rules.floor import POINT_OF_ORDER, SPEAK, Waiting, in_turn, moved_in_queue

TURNS = st.lists(
    st.builds(
        Waiting,
        number=st.integers(1, 50),
        who=st.sampled_from("abcdef"),
        wish=st.sampled_from([SPEAK, POINT_OF_ORDER]),
        position=st.integers(0, 4),
    ),
    max_size=8,
    unique_by=lambda each: each.number,
)
SPOKEN = st.sets(st.sampled_from("abcdef"))


def names(queue: list[Waiting]) -> str:
    return "".join(each.who for each in queue)


def test_point_of_order_stands_first_and_who_has_spoken_last() -> None:
    asked = [Waiting(1, "a"), Waiting(2, "b"), Waiting(3, "c"), Waiting(4, "d", POINT_OF_ORDER)]

    assert names(in_turn(asked, {"a"})) == "dbca"


def test_what_was_moved_by_hand_stays_so() -> None:
    by_hand = [Waiting(1, "a", position=1), Waiting(2, "b", position=2), Waiting(3, "c")]

    assert names(in_turn(by_hand, {"a"})) == "abc"


def test_moving_ends_where_the_queue_ends() -> None:
    queue = [Waiting(1, "a"), Waiting(2, "b"), Waiting(3, "c")]

    assert names(moved_in_queue(queue, 3, -1)) == "acb"
    assert names(moved_in_queue(queue, 1, 9)) == "bca"
    assert names(moved_in_queue(queue, 1, -1)) == "abc"


@given(TURNS, SPOKEN)
def test_everybody_who_asked_stands_in_the_queue_once(
    asked: list[Waiting], spoken: set[str]
) -> None:
    assert sorted(each.number for each in in_turn(asked, spoken)) == sorted(
        each.number for each in asked
    )


@given(TURNS, SPOKEN)
def test_order_by_hand_is_kept_among_those_moved(asked: list[Waiting], spoken: set[str]) -> None:
    places = [each.position for each in in_turn(asked, spoken) if each.position]

    assert places == sorted(places)


@given(TURNS, SPOKEN)
def test_by_the_rules_nobody_stands_before_a_better_right(
    asked: list[Waiting], spoken: set[str]
) -> None:
    queue = in_turn([Waiting(w.number, w.who, w.wish) for w in asked], spoken)
    ranks = [(each.wish != POINT_OF_ORDER, each.who in spoken, each.number) for each in queue]
    order = [(a, a and b, n) for a, b, n in ranks]

    assert order == sorted(order)
