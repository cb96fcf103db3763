"""Reads of people: rosters of a day, roles of an actor, the picker, whom a role means."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

import pytest

from secretariat.foundation.people import queries
from secretariat.foundation.people.models import (
    Affiliation,
    OrganizationName,
    PersonAlias,
    SeatHolding,
    Term,
)
from secretariat.foundation.people.snapshots import (
    body_snapshot,
    roster_on,
    rule_book_on,
    rule_book_version_on,
)
from secretariat.foundation.records import clock
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Role
from tests import factories as make

pytestmark = pytest.mark.django_db
DAY = date(2021, 10, 7)
Queries = Any


def test_roster_names_seat_representative_and_alternates_of_the_day() -> None:
    body = make.body()
    ada, ben, cyd = make.person("Ada Quill"), make.person("Ben Tarn"), make.person("Cyd Moss")
    seat = make.seat(body, "Lighthouse", ada, ben, cyd)
    Term.objects.filter(seat=seat, person=ada).update(to_on=date(2021, 9, 30))

    before, after = roster_on(body, date(2021, 9, 30)), roster_on(body, DAY)

    assert [p.name for p in before.seat("lighthouse").people] == [
        "Ada Quill",
        "Ben Tarn",
        "Cyd Moss",
    ]
    assert after.seat("lighthouse").representative is None
    assert [p.name for p in after.seat("lighthouse").alternates] == ["Ben Tarn", "Cyd Moss"]


def test_roster_prints_a_seat_with_the_names_its_holders_bore_that_day() -> None:
    body = make.body()
    seat = make.seat(body, "Harbourlight")
    seat.is_named_by_holders = True
    seat.save()
    holder = SeatHolding.objects.get(seat=seat).organization
    holder.names.update(to_on=date(2021, 10, 27))
    OrganizationName.objects.create(organization=holder, name="Zenith", from_on=date(2021, 10, 28))
    make.seat(body, "Mooring")

    then, now = roster_on(body, DAY), roster_on(body, date(2021, 11, 4))

    assert [(s.label, s.organizations) for s in then.seats] == [
        ("Harbourlight", ("Harbourlight",)),
        ("Mooring", ("Mooring",)),
    ]
    assert [s.label for s in now.seats] == ["Mooring", "Zenith"]


def test_roster_shows_both_organizations_of_a_shared_seat() -> None:
    body = make.body()
    seat = make.seat(body, "Lantern")
    seat.is_named_by_holders = True
    seat.save()
    SeatHolding.objects.create(seat=seat, organization=make.organization("Compass"))

    shared = roster_on(body, DAY).seats[0]

    assert (shared.label, shared.organizations) == ("Lantern/Compass", ("Lantern", "Compass"))


@pytest.mark.parametrize("count", [1, 3])
def test_roster_takes_two_queries_for_any_number_of_seats(
    count: int, django_assert_num_queries: Queries
) -> None:
    body = make.body()
    for number in range(count):
        make.seat(body, f"Seat {number}", make.person(f"Person {number}"))

    with django_assert_num_queries(2):
        roster = roster_on(body, DAY)

    assert len(roster.seats) == count


def test_rule_book_is_the_newest_version_valid_on_the_day() -> None:
    body = make.body()
    text = make.RULES.replace("version = 1", "version = 2").replace("2020-01-01", "2021-10-07")
    body.rule_books.create(version=2, valid_from_on=DAY, text=text, recorded_at=clock.now())

    assert rule_book_on(body, date(2021, 10, 6)).version == 1
    assert rule_book_on(body, DAY).version == 2


def test_rule_book_of_a_day_before_the_first_version_is_the_first() -> None:
    assert rule_book_version_on(make.body(), date(2019, 1, 1)).version == 1


def test_rule_book_is_refused_in_words_while_there_is_none() -> None:
    with pytest.raises(Refused) as refused:
        rule_book_on(make.body(rules=""), DAY)
    assert refused.value.code == "no_rule_book"


def test_body_snapshot_names_the_host_as_of_the_day() -> None:
    body = make.body(vocabulary={"liaison": "project mentor"})
    body.host.names.update(to_on=date(2021, 1, 1))
    OrganizationName.objects.create(
        organization=body.host, name="Harbour Union", from_on=date(2021, 1, 2)
    )

    snapshot = body_snapshot(body, DAY)

    assert (snapshot.organization, snapshot.word("liaison")) == ("Harbour Union", "project mentor")


def test_actor_has_the_roles_of_seats_offices_and_appointments_in_each_body() -> None:
    first, second = make.body(), make.body("board", "Board")
    ada = make.person("Ada Quill")
    make.seat(first, "Lighthouse", ada)
    make.office(first, "vice_chair", ada)
    make.office(second, "secretary", ada)
    make.appointment(first, "liaison", ada, "tc/projects/tide")

    actor = queries.actor_for(make.account(ada))

    assert actor.roles == {
        ("tc", Role.MEMBER),
        ("tc", Role.CHAIR),
        ("tc", Role.LIAISON),
        ("board", Role.SECRETARY),
    }
    assert (actor.handle, actor.person, actor.is_operator) == ("ada-quill", "ada-quill", False)


def test_actor_is_no_liaison_while_that_is_only_prospective() -> None:
    ada = make.person("Ada Quill")
    make.appointment(make.body(), "liaison", ada, "tc/projects/tide", certainty="prospective")
    assert queries.actor_for(make.account(ada)).roles == frozenset()


def test_actor_takes_one_query(django_assert_num_queries: Queries) -> None:
    ada = make.person("Ada Quill")
    make.seat(make.body(), "Lighthouse", ada)
    account = make.account(ada)
    with django_assert_num_queries(1):
        queries.actor_for(account)


def test_actor_keeps_a_role_until_the_day_ends_in_the_zone_of_the_body() -> None:
    ada = make.person("Ada Quill")
    make.seat(make.body(), "Lighthouse", ada)
    Term.objects.update(to_on=DAY)
    account = make.account(ada)

    with clock.fixed(datetime(2021, 10, 8, 6, 59, tzinfo=UTC)):
        assert queries.actor_for(account).has("tc", Role.MEMBER)
    with clock.fixed(datetime(2021, 10, 8, 7, 0, tzinfo=UTC)):
        assert not queries.actor_for(account).has("tc", Role.MEMBER)


def test_actor_of_a_closed_account_is_the_public() -> None:
    assert queries.actor_for(make.account(make.person("Ada Quill"), is_active=False)).person is None


def test_actor_without_a_person_is_named_by_what_the_account_is_for() -> None:
    actor = queries.actor_for(make.account(None, is_operator=True))
    assert (actor.handle, actor.person, actor.is_operator) == ("operator", None, True)


@pytest.mark.parametrize("typed", ["eq", "EQ", "quill", "em qu", "Émile", "emile", "milo"])
def test_picker_finds_a_person_by_initials_parts_accents_and_aliases(typed: str) -> None:
    emile = make.person("Émile Quill", known_as="Milo")
    PersonAlias.objects.create(person=emile, text="Emil Kwill")
    body = make.body()
    make.seat(body, "Lighthouse", emile)
    make.person("Ben Tarn")

    assert [p.handle for p in queries.persons_matching(typed, body)] == ["emile-quill"]


def test_picker_puts_people_of_the_body_and_recent_attendees_first() -> None:
    body = make.body()
    for name in ("Simon Abel", "Simon Byrd", "Simon Cole"):
        make.person(name, of=make.organization(f"{name} Ltd"))
    make.seat(body, "Lighthouse", queries.person_named("simon-cole"))

    found = queries.persons_matching("simon", body, first=["simon-byrd"])

    assert [(p.handle, p.is_known_here) for p in found] == [
        ("simon-byrd", True),
        ("simon-cole", True),
        ("simon-abel", False),
    ]
    assert found[0].organization == "Simon Byrd Ltd"


def test_picker_finds_two_people_with_the_same_initials() -> None:
    for name in ("Mike Bursar", "Mike Barto"):
        make.person(name)
    assert [p.name for p in queries.persons_matching("mb")] == ["Mike Barto", "Mike Bursar"]


def test_picker_answers_nothing_to_nothing() -> None:
    make.person("Ada Quill")
    assert queries.persons_matching("  ") == []


@pytest.mark.parametrize("count", [1, 3])
def test_picker_takes_five_queries_for_any_number_of_people(
    count: int, django_assert_num_queries: Queries
) -> None:
    body = make.body()
    for number in range(count):
        one = make.person(f"Simon {number}", of=make.organization(f"Firm {number}"))
        make.seat(body, f"Seat {number}", one)
        PersonAlias.objects.create(person=one, text=f"Si {number}")
    with django_assert_num_queries(5):
        assert len(queries.persons_matching("simon", body)) == count


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("chair", ["Ada Quill"]),
        ("liaison", ["Ben Tarn", "Cyd Moss"]),
        ("Project mentors", ["Ben Tarn", "Cyd Moss"]),
        ("Liaisons", ["Ben Tarn", "Cyd Moss"]),
        ("members", ["Ben Tarn"]),
        ("Voting reps", ["Ben Tarn"]),
        ("alternates", ["Cyd Moss"]),
        ("ALL", ["Ben Tarn", "Cyd Moss"]),
        ("secretary", []),
    ],
)
def test_role_means_the_people_who_hold_it_that_day(words: str, names: list[str]) -> None:
    body = make.body(vocabulary={"liaison": "project mentor"})
    ada, ben, cyd = make.person("Ada Quill"), make.person("Ben Tarn"), make.person("Cyd Moss")
    make.seat(body, "Lighthouse", ben, cyd)
    make.office(body, "chair", ada)
    make.office(body, "secretary", cyd, since=date(2022, 1, 1))
    make.appointment(body, "liaison", ben, "tc/projects/tide")
    make.appointment(body, "liaison", ben, "tc/projects/buoy")
    make.appointment(body, "liaison", cyd, "tc/projects/buoy")
    make.appointment(body, "liaison", ada, "tc/projects/buoy", certainty="prospective")

    assert [p.name for p in queries.holders_of(body, words, DAY)] == names


def test_role_about_one_project_means_its_people_only() -> None:
    body = make.body()
    ben, cyd = make.person("Ben Tarn"), make.person("Cyd Moss")
    make.appointment(body, "liaison", ben, "tc/projects/tide")
    make.appointment(body, "liaison", cyd, "tc/projects/buoy")

    assert queries.holders_of(body, "liaison", DAY, about="tc/projects/tide") == [ben]


def test_organization_of_a_person_is_that_of_the_day() -> None:
    ada = make.person("Ada Quill")
    old, new = make.organization("Lighthouse"), make.organization("Compass")
    Affiliation.objects.create(person=ada, organization=old, to_on=date(2021, 9, 30))
    Affiliation.objects.create(person=ada, organization=new, from_on=date(2021, 10, 1))

    assert queries.organization_of(ada, date(2021, 9, 30)) == "Lighthouse"
    assert queries.organization_of(ada, DAY) == "Compass"


@pytest.mark.parametrize("count", [1, 3])
def test_members_table_takes_five_queries(count: int, django_assert_num_queries: Queries) -> None:
    body = make.body()
    for number in range(count):
        one = make.person(f"Person {number}")
        make.seat(body, f"Seat {number}", one, since=date(2021, 1, number + 1))
        make.office(body, "staff", one)
        make.appointment(body, "liaison", one)
    with django_assert_num_queries(5):
        table = queries.members_table(body, DAY)

    assert [line.since_on for line in table.seats] == [date(2021, 1, n + 1) for n in range(count)]
    assert len(table.offices) == len(table.appointments) == count


@pytest.mark.parametrize("count", [1, 3])
def test_seat_history_takes_five_queries(count: int, django_assert_num_queries: Queries) -> None:
    body = make.body()
    for number in range(count):
        make.seat(body, f"Seat {number}", make.person(f"Person {number}"))
    with django_assert_num_queries(5):
        assert len(queries.seat_history(body)) == count


def test_what_is_not_there_is_refused_as_not_found() -> None:
    body = make.body()
    asks: list[tuple[Callable[[str], object], str]] = [
        (queries.person_named, "nobody"),
        (queries.body_named, "nowhere"),
        (partial(queries.seat_named, body), "nothing"),
    ]
    for ask, name in asks:
        with pytest.raises(Refused) as refused:
            ask(name)
        assert refused.value.code == "not_found"
