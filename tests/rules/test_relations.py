"""Numbers by kind, and what is owed."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from secretariat.rules.relations import (
    OwedStanding,
    RelationKind,
    Tally,
    by_kind,
    contact_sentence,
    what_hangs,
)

K = RelationKind
DAY = date(2022, 3, 1)
TALLIES = st.lists(
    st.builds(
        Tally,
        name=st.sampled_from(["Pier", "Quay", "Mole"]),
        kind=st.sampled_from(K),
        exchanges=st.integers(0, 5),
        consultations=st.integers(0, 2),
    )
)


def test_kinds_stand_in_one_order_with_their_numbers() -> None:
    lines = by_kind(
        [
            Tally("Pilots", K.OPEN_SOURCE, 1),
            Tally("Tide Office", K.GOVERNMENT),
            Tally("Chart Makers", K.STANDARDS, 2, 1),
            Tally("Buoy Makers", K.STANDARDS),
        ]
    )

    assert [(line.words, line.names, line.exchanges, line.in_contact) for line in lines] == [
        ("Standards organizations", ("Buoy Makers", "Chart Makers"), 2, 1),
        ("Government agencies", ("Tide Office",), 0, 0),
        ("Open-source organizations", ("Pilots",), 1, 1),
    ]
    assert contact_sentence(lines) == (
        "So far contact with standards and open source bodies; none with government bodies."
    )


def test_sentence_without_any_contact_and_without_any_body() -> None:
    assert contact_sentence(by_kind([Tally("Tide Office", K.GOVERNMENT)])) == (
        "So far no contact with government bodies."
    )
    assert contact_sentence([]) == ""


@given(tallies=TALLIES)
def test_numbers_by_kind_lose_nobody(tallies: list[Tally]) -> None:
    lines = by_kind(tallies)

    assert sum(len(line.names) for line in lines) == len(tallies)
    assert sum(line.exchanges for line in lines) == sum(row.exchanges for row in tallies)
    assert sum(line.in_contact for line in lines) == sum(row.had_contact for row in tallies)


@given(
    by=st.sampled_from(["", "Ada"]),
    due_on=st.none() | st.dates(date(2022, 1, 1), date(2022, 5, 1)),
    is_open=st.booleans(),
)
def test_overdue_or_ownerless_hangs_until_it_ends(
    by: str, due_on: date | None, is_open: bool
) -> None:
    hangs = what_hangs(OwedStanding(by, DAY, due_on, is_open), DAY)

    is_late = due_on is not None and due_on < DAY
    assert bool(hangs) is (is_open and (is_late or not by))
