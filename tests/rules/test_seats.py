"""Seats on a day, and who speaks for them."""

from __future__ import annotations

from datetime import date

import pytest

from secretariat.rules.errors import Refused
from secretariat.rules.seats import (
    Capacity,
    Holding,
    Office,
    Proxy,
    Seat,
    SeatState,
    Term,
    office_holders,
    roster_on,
    spoken_for,
    who_speaks_for,
)
from tests.rules.councils import DAY, council, representatives, seats, someone, speaking_for, terms


def test_roster_holds_the_people_of_that_day_both_ends_included() -> None:
    mine = [
        Term(seat="s1", person=someone("Ada"), to_on=date(2021, 10, 6)),
        Term(seat="s1", person=someone("Zoe"), from_on=date(2021, 10, 7), to_on=DAY),
    ]
    names = []
    for day in (date(2021, 10, 6), date(2021, 10, 7), date(2021, 10, 8)):
        representative = roster_on(day, seats(1), mine).seat("s1").representative
        names.append(representative.name if representative else None)
    assert names == ["Ada", "Zoe", None]


def test_roster_lists_a_seat_only_while_it_exists() -> None:
    joined = Seat(slug="s2", label="Newcomer", from_on=date(2021, 10, 7))
    left = Seat(slug="s3", label="Leaver", to_on=date(2021, 10, 6))
    roster = roster_on(DAY, [*seats(1), joined, left], [])
    assert [seat.slug for seat in roster.seats] == ["s1", "s2"]


def test_seat_shared_by_two_companies_is_one_seat_with_both_names() -> None:
    shared = Seat(
        slug="shared",
        label="Red/Blue",
        holdings=(
            Holding(organization="Red"),
            Holding(organization="Blue"),
            Holding(organization="Green", to_on=date(2020, 1, 1)),
        ),
    )
    roster = roster_on(DAY, [shared], [Term(seat="shared", person=someone("Ada"))])
    assert [seat.organizations for seat in roster.seats] == [("Red", "Blue")]


def test_seat_without_people_is_vacant_and_one_out_by_rule_inactive() -> None:
    idle = Seat(slug="s2", label="Idle", inactive_since_on=date(2021, 10, 7))
    roster = roster_on(DAY, [*seats(1), idle], [Term(seat="s2", person=someone("Ada"))])
    assert [seat.state for seat in roster.seats] == [SeatState.VACANT, SeatState.INACTIVE]
    earlier = roster_on(date(2021, 10, 6), [idle], [Term(seat="s2", person=someone("Ada"))])
    assert earlier.seats[0].state is SeatState.ACTIVE


def test_two_representatives_by_mistake_leave_the_later_one_leading() -> None:
    mine = [
        Term(seat="s1", person=someone("Ada"), from_on=date(2020, 1, 1)),
        Term(seat="s1", person=someone("Zoe"), from_on=date(2021, 1, 1)),
    ]
    seat = roster_on(DAY, seats(1), mine).seat("s1")
    assert seat.people == (someone("Zoe"), someone("Ada"))


def test_representative_speaks_before_alternates() -> None:
    who = speaking_for(council(2), "ann", "ada", "bea")
    assert {slug: (s.person.name, s.capacity) for slug, s in who.items()} == {
        "s1": ("Ada", Capacity.REPRESENTATIVE),
        "s2": ("Bea", Capacity.ALTERNATE),
    }
    assert who["s1"].others == (someone("Ann"),)
    assert who["s2"].reason == "Bea, alternate of Company 2, because Ben is absent"


def test_alternates_speak_by_rank() -> None:
    mine = [
        Term(seat="s1", person=someone("Zed"), capacity=Capacity.ALTERNATE, rank=2),
        Term(seat="s1", person=someone("Yan"), capacity=Capacity.ALTERNATE, rank=1),
    ]
    who = speaking_for(roster_on(DAY, seats(1), mine), "zed", "yan")
    assert who["s1"].person == someone("Yan")


def test_person_of_no_seat_speaks_for_none() -> None:
    assert speaking_for(council(9), "guest", "chair-without-seat") == {}


def test_proxy_from_another_company_speaks_only_when_nobody_of_the_seat_is_present() -> None:
    proxy = Proxy("s1", someone("Guest"), given_by="Ada")
    alone = who_speaks_for(council(2), {"guest"}, [proxy])
    assert alone["s1"].reason == "Guest, proxy for Company 1 in this meeting, given by Ada"
    together = who_speaks_for(council(2), {"guest", "ann"}, [proxy])
    assert together["s1"].person == someone("Ann")
    assert who_speaks_for(council(2), set(), [proxy]) == {}


def test_person_speaks_for_two_seats_only_where_a_proxy_may() -> None:
    proxy = Proxy("s1", someone("Ben"))
    who = who_speaks_for(council(2), {"ben"}, [proxy])
    assert spoken_for(who, "ben") == ("s2",)
    who = who_speaks_for(council(2), {"ben"}, [proxy], may_hold_two=True)
    assert spoken_for(who, "ben") == ("s1", "s2")


def test_person_in_two_seats_represents_before_standing_in() -> None:
    mine = [
        *terms(2),
        Term(seat="s1", person=someone("Ben"), capacity=Capacity.ALTERNATE),
    ]
    who = speaking_for(roster_on(DAY, seats(2), mine), "ben")
    assert list(who) == ["s2"]


def test_chair_need_not_hold_a_seat() -> None:
    offices = [
        Office(kind="chair", person=someone("Una"), from_on=date(2021, 1, 1)),
        Office(kind="chair", person=someone("Old"), to_on=date(2020, 12, 31)),
        Office(kind="secretary", person=someone("Sue")),
    ]
    assert office_holders(DAY, offices, "chair") == (someone("Una"),)
    assert council(9).seats_of("una") == ()


def test_unknown_seat_is_refused_with_the_seats_there_are() -> None:
    with pytest.raises(Refused) as refused:
        council(2).seat("s9")
    assert refused.value.code == "unknown_seat"
    assert "Company 1, Company 2" in refused.value.message


def test_every_seat_has_one_speaker_however_many_come() -> None:
    everybody = {p.handle for seat in council(11).seats for p in seat.people}
    who = who_speaks_for(council(11), everybody)
    assert [s.person.handle for s in who.values()] == representatives(11)
