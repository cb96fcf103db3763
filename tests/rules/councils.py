"""Small councils for the tests of the rules. All people and organizations here are invented."""

from __future__ import annotations

from datetime import date

from secretariat.rules.seats import (
    Capacity,
    Holding,
    Person,
    Roster,
    Seat,
    Speaking,
    Term,
    roster_on,
    who_speaks_for,
)

DAY = date(2021, 10, 7)
NAMES = (
    ("Ada", "Ann"),
    ("Ben", "Bea"),
    ("Cyd", "Col"),
    ("Dot", "Dan"),
    ("Eve", "Ed"),
    ("Fay", "Fin"),
    ("Gus", "Gil"),
    ("Hal", "Hope"),
    ("Ivy", "Ian"),
    ("Jon", "Jo"),
    ("Kit", "Kay"),
)


def someone(name: str) -> Person:
    return Person(handle=name.lower(), name=name)


def seat_slug(index: int) -> str:
    """The seat of the council at this place: "s1" for index 0."""
    return f"s{index + 1}"


def seats(count: int) -> list[Seat]:
    return [
        Seat(
            slug=seat_slug(index),
            label=f"Company {index + 1}",
            holdings=(Holding(organization=f"Company {index + 1}"),),
        )
        for index in range(count)
    ]


def terms(count: int) -> list[Term]:
    """One representative and one alternate for each seat."""
    made = []
    for index, (first, second) in enumerate(NAMES[:count]):
        slug = seat_slug(index)
        made.append(Term(seat=slug, person=someone(first)))
        made.append(Term(seat=slug, person=someone(second), capacity=Capacity.ALTERNATE))
    return made


def council(count: int) -> Roster:
    """A council of this many filled seats, each with a representative and an alternate."""
    return roster_on(DAY, seats(count), terms(count))


def speaking_for(roster: Roster, *handles: str) -> dict[str, Speaking]:
    return who_speaks_for(roster, set(handles))


def representatives(count: int) -> list[str]:
    """The handles of the first so many representatives."""
    return [first.lower() for first, _ in NAMES[:count]]
