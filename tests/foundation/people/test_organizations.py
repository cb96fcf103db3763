"""Organizations change their name, merge and leave; what an old roster prints never changes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from secretariat.foundation.people import commands, queries
from secretariat.foundation.people.models import Affiliation, Organization, SeatHolding, Term
from secretariat.foundation.people.snapshots import name_of, roster_on
from secretariat.foundation.records import clock
from secretariat.foundation.records.queries import versions
from secretariat.rules.visibility import Role
from tests import factories as make
from tests.foundation.people.conftest import refusal, trail

pytestmark = pytest.mark.django_db
CHAIR = make.actor(Role.CHAIR)
DAY = date(2021, 10, 7)


def test_found_organization_gives_it_its_name_for_all_days() -> None:
    made = commands.found_organization(CHAIR, "  Harbour   Light & Co. ")

    assert (made.slug, made.name) == ("harbour-light-co", "Harbour Light & Co.")
    assert name_of(made, date(1990, 1, 1)) == "Harbour Light & Co."
    assert trail() == (
        "ada-quill",
        "people.found_organization",
        "organizations/harbour-light-co",
        {},
        {"name": "Harbour Light & Co.", "website": ""},
    )


def test_found_organization_refuses_a_name_that_is_or_was_borne() -> None:
    make.organization("Lighthouse").names.update(to_on=DAY)
    refused = refusal(commands.found_organization, CHAIR, "lightHOUSE")
    assert (refused.code, refused.details["slug"]) == ("same_name", "lighthouse")


@pytest.mark.parametrize(
    ("name", "code"), [(" ", "missing"), ("x" * 201, "too_long"), ("a\u200bb", "unprintable")]
)
def test_found_organization_refuses_what_is_no_name(name: str, code: str) -> None:
    assert refusal(commands.found_organization, CHAIR, name).code == code


def test_organizations_are_kept_by_officers_and_staff_only() -> None:
    for role in (Role.MEMBER, Role.LIAISON, Role.PERSON):
        refused = refusal(commands.found_organization, make.actor(role), "Lighthouse")
        assert refused.code == "not_allowed"
    for number, role in enumerate((Role.CHAIR, Role.SECRETARY, Role.STAFF)):
        commands.found_organization(make.actor(role), f"Lighthouse {number}")
    assert Organization.objects.count() == 3


def test_rename_keeps_the_old_name_with_its_dates_and_touches_its_bodies() -> None:
    body = make.body()
    seat = commands.add_seat(CHAIR, body, [make.organization("Lighthouse")])
    holder = SeatHolding.objects.get(seat=seat).organization
    before = versions(["body:tc"])["body:tc"]

    commands.rename_organization(CHAIR, holder, name="Beacon", from_on=DAY, seen=1)

    seat.refresh_from_db()
    assert [(n.name, n.from_on, n.to_on) for n in holder.names.all()] == [
        ("Lighthouse", None, date(2021, 10, 6)),
        ("Beacon", DAY, None),
    ]
    assert (seat.label, seat.slug) == ("Beacon", "lighthouse")
    assert versions(["body:tc"])["body:tc"] == before + 1
    assert trail()[3:] == ({"name": "Lighthouse"}, {"name": "Beacon", "from_on": "2021-10-07"})


def test_rename_of_an_organization_entered_without_names_keeps_the_old_one_too() -> None:
    bare = Organization.objects.create(name="Lighthouse", slug="lighthouse")
    commands.rename_organization(CHAIR, bare, name="Beacon", from_on=DAY, seen=1)
    assert name_of(bare, DAY - timedelta(days=1)) == "Lighthouse"


def test_rename_refuses_earlier_days_the_future_and_a_stale_page() -> None:
    lighthouse = make.organization("Lighthouse")
    beacon = commands.rename_organization(
        CHAIR, lighthouse, name="Beacon", from_on=DAY - timedelta(days=5), seen=1
    )
    rename = commands.rename_organization

    early = refusal(rename, CHAIR, beacon, name="Ray", from_on=DAY - timedelta(days=9), seen=2)
    late = refusal(rename, CHAIR, beacon, name="Ray", from_on=DAY + timedelta(days=1), seen=2)
    stale = refusal(rename, CHAIR, beacon, name="Ray", from_on=DAY, seen=1)

    assert (early.code, late.code, stale.code) == (
        "too_early",
        "in_the_future",
        "changed_meanwhile",
    )
    assert stale.details["yours"] == {"name": "Ray"}
    assert stale.details["theirs"] == {"name": "Beacon"}


def test_merge_moves_seats_and_people_from_the_day_on_and_leaves_earlier_days() -> None:
    body = make.body()
    small, large = make.organization("Small"), make.organization("Large")
    ada = make.person("Ada Quill", of=small)
    seat = commands.add_seat(CHAIR, body, [small])
    commands.begin_representative(CHAIR, seat, ada)

    commands.merge_organization(CHAIR, small, into=large, on=DAY, seen=1)

    before, after = roster_on(body, date(2021, 10, 6)), roster_on(body, DAY)
    assert (before.seats[0].label, after.seats[0].label) == ("Small", "Large")
    assert after.seats[0].representative == before.seats[0].representative
    assert queries.organization_of(ada, date(2021, 10, 6)) == "Small"
    assert queries.organization_of(ada, DAY) == "Large"
    assert trail()[4] == {"merged_into": "Large", "merged_on": "2021-10-07"}


def test_merge_of_two_holders_of_one_seat_leaves_one_holder() -> None:
    body = make.body()
    small, large = make.organization("Small"), make.organization("Large")
    commands.add_seat(CHAIR, body, [small, large])

    commands.merge_organization(CHAIR, small, into=large, on=DAY, seen=1)

    assert roster_on(body, DAY).seats[0].organizations == ("Large",)


def test_merge_is_refused_into_itself_and_twice() -> None:
    small, large = make.organization("Small"), make.organization("Large")
    merge = commands.merge_organization
    assert refusal(merge, CHAIR, small, into=small, on=DAY, seen=1).code == "same_organization"
    assert refusal(merge, CHAIR, small, into=large, on=DAY, seen=9).code == "changed_meanwhile"
    merge(CHAIR, small, into=large, on=DAY, seen=1)
    assert refusal(merge, CHAIR, small, into=large, on=DAY, seen=2).code == "already_merged"


def test_leave_closes_a_seat_held_alone_with_its_terms() -> None:
    body = make.body()
    ada, ben = make.person("Ada Quill"), make.person("Ben Tarn")
    seat = make.seat(body, "Lighthouse", ada, ben)
    holder = Organization.objects.get(slug="lighthouse")

    commands.leave_body(CHAIR, holder, body, last_on=DAY)

    assert len(roster_on(body, DAY).seats) == 1
    assert roster_on(body, DAY + timedelta(days=1)).seats == ()
    assert list(Term.objects.filter(seat=seat).values_list("to_on", flat=True)) == [DAY, DAY]
    assert trail()[1:3] == ("people.leave_body", "tc/members")


def test_leave_of_a_shared_seat_keeps_the_seat_for_the_other_holder() -> None:
    body = make.body()
    red, blue = make.organization("Red"), make.organization("Blue")
    lily, dim = make.person("Lily Moor", of=red), make.person("Dim Holt", of=blue)
    seat = commands.add_seat(CHAIR, body, [red, blue])
    commands.begin_representative(CHAIR, seat, lily)
    commands.begin_alternate(CHAIR, seat, dim)

    commands.leave_body(CHAIR, red, body, last_on=DAY)

    after = roster_on(body, DAY + timedelta(days=1)).seats[0]
    assert (roster_on(body, DAY).seats[0].label, after.label) == ("Red/Blue", "Blue")
    assert [p.name for p in after.people] == ["Dim Holt"]


def test_leave_refuses_who_holds_no_seat() -> None:
    refused = refusal(
        commands.leave_body, CHAIR, make.organization("Guest"), make.body(), last_on=DAY
    )
    assert refused.code == "holds_no_seat"


NAMES = st.sampled_from(["Beacon", "Ray", "Lamp", "Glow", "Spark"])


class RenameProperty(TestCase):
    """A database test per example: Hypothesis and pytest's database fixture do not mix."""

    @settings(max_examples=25)
    @given(st.lists(st.tuples(NAMES, st.integers(1, 400)), max_size=5, unique_by=lambda r: r[0]))
    def test_rename_never_changes_what_an_earlier_roster_prints(
        self, renames: list[tuple[str, int]]
    ) -> None:
        with clock.fixed(clock.now().replace(year=2030)):
            body = make.body()
            holder = make.organization("Lighthouse")
            Affiliation.objects.create(person=make.person("Ada Quill"), organization=holder)
            commands.add_seat(CHAIR, body, [holder])
            make.seat(body, "Mooring")
            day = date(2021, 1, 1)
            printed = {day: roster_on(body, day)}
            for name, days in renames:
                day += timedelta(days=days)
                holder.refresh_from_db()
                commands.rename_organization(
                    CHAIR, holder, name=name, from_on=day, seen=holder.revision
                )
                printed[day] = roster_on(body, day)
            assert {day: roster_on(body, day) for day in printed} == printed
            eve = day - timedelta(days=1)
            assert not renames or roster_on(body, eve) != roster_on(body, day)
