"""Who speaks next: a point of order stands first, who has not spoken before who has.

What whoever presides put in another order by hand stays in that order.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

SPEAK, REPLY, POINT_OF_ORDER = "speak", "reply", "point_of_order"


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who asked for the floor; `number` counts in the order of asking. `position` is
    given by hand, 0 leaves it to the rules.
    """

    number: int
    who: str
    wish: str = SPEAK
    position: int = 0


def in_turn(waiting: Iterable[Waiting], spoken: Collection[str]) -> list[Waiting]:
    """The queue: each one once. `spoken` are those who spoke under the item already.

    Whoever asked stands behind the last one whom the rules put before them or beside them.
    """
    asked = sorted(waiting, key=lambda each: each.number)
    queue = sorted((each for each in asked if each.position), key=lambda each: each.position)
    for each in asked:
        if not each.position:
            rank = _rank(each, spoken)
            before = [i for i, other in enumerate(queue) if _rank(other, spoken) <= rank]
            queue.insert(before[-1] + 1 if before else 0, each)
    return queue


def moved_in_queue(queue: list[Waiting], number: int, by: int) -> list[Waiting]:
    """The queue with one moved up (negative) or down, as far as there is room."""
    mover = next(each for each in queue if each.number == number)
    rest = [each for each in queue if each is not mover]
    place = min(max(queue.index(mover) + by, 0), len(rest))
    return [*rest[:place], mover, *rest[place:]]


def _rank(each: Waiting, spoken: Collection[str]) -> int:
    if each.wish == POINT_OF_ORDER:
        return 0
    return 2 if each.who in spoken else 1
