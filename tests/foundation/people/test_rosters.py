"""Rosters in and out: the preview says what will happen, a wrong line keeps everything as it "
"was."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from secretariat.foundation.people import commands, queries
from secretariat.foundation.people.models import Account, Body, Organization, Person, Seat, Term
from secretariat.foundation.people.snapshots import roster_on
from secretariat.foundation.records.exports import export
from secretariat.foundation.records.models import Entry, Feed
from secretariat.rules.visibility import PUBLIC_ACTOR, Role
from tests import factories as make
from tests.foundation.people.conftest import refusal, trail

pytestmark = pytest.mark.django_db
CHAIR = make.actor(Role.CHAIR)
DAY = date(2021, 10, 7)
EVE = DAY - timedelta(days=1)
HEADER = "seat,organizations,representative,alternates,address,from,to,office\n"
FIRST = (
    HEADER
    + "Lighthouse,Lighthouse,Ben Tarn,Eve Lund; Dim Holt,ben@example.org,,,chair\n"
    + "Red/Blue,Red; Blue,Lily Moor (Red),Max Fjord (Blue),,2021-03-01,,\n"
    + ",,Cyd Moss (Open Harbour Foundation),,,,,secretary\n"
)


@pytest.fixture
def body(db: None) -> Body:
    return make.body()


def preview(body: Body, text: str) -> list[str]:
    plan = commands.preview_roster(CHAIR, body, text.encode(), on=DAY)
    assert plan.problems == ()
    return [change.words for change in plan.changes]


def imported(body: Body, text: str, on: date = DAY) -> commands.RosterPlan:
    return commands.import_roster(CHAIR, body, text.encode(), on=on)


def exported(body: Body, ref: str = "tc/members") -> str:
    return export(CHAIR, ref, "csv").content.decode("utf-8-sig")


def test_preview_says_in_words_what_a_first_roster_makes_and_keeps_nothing(body: Body) -> None:
    rows = [model.objects.count() for model in (Entry, Feed, Seat, Person, Organization, Account)]

    words = preview(body, FIRST)

    assert words == [
        "Add the organization Lighthouse",
        "Add the seat Lighthouse",
        "Add Eve Lund, Lighthouse",
        "Add Dim Holt, Lighthouse",
        "Add Ben Tarn, Lighthouse",
        "Ben Tarn becomes representative of Lighthouse",
        "Eve Lund becomes alternate of Lighthouse",
        "Dim Holt becomes alternate of Lighthouse",
        "Ben Tarn becomes chair",
        "Ben Tarn can sign in with the address given",
        "Add the organization Red",
        "Add the organization Blue",
        "Add the seat Red/Blue, held by Red and Blue from 1 Mar 2021",
        "Add Max Fjord, Blue",
        "Add Lily Moor, Red",
        "Lily Moor becomes representative of Red/Blue",
        "Max Fjord becomes alternate of Red/Blue",
        "Add Cyd Moss, Open Harbour Foundation",
        "Cyd Moss becomes secretary",
    ]
    after = [model.objects.count() for model in (Entry, Feed, Seat, Person, Organization, Account)]
    assert after == rows


def test_import_does_what_the_preview_said(body: Body) -> None:
    plan = commands.preview_roster(CHAIR, body, FIRST.encode(), on=DAY)

    commands.import_roster(CHAIR, body, FIRST.encode(), on=DAY, seen=plan.digest)

    light, shared = roster_on(body, DAY).seats
    assert [p.name for p in light.people] == ["Ben Tarn", "Eve Lund", "Dim Holt"]
    assert (shared.label, shared.organizations) == ("Red/Blue", ("Red", "Blue"))
    assert [seat.slug for seat in roster_on(body, date(2021, 2, 28)).seats] == ["lighthouse"]
    assert [p.name for p in queries.holders_of(body, "secretary", DAY)] == ["Cyd Moss"]
    assert Account.objects.get().email == "ben@example.org"
    max_fjord = Person.objects.get(name="Max Fjord")
    assert queries.organization_of(max_fjord, DAY) == "Blue"
    assert trail()[1:3] == ("people.import_roster", "tc/members")
    assert trail()[4] == {"changes": 19, "on": "2021-10-07"}


def test_second_import_of_the_same_file_changes_nothing(body: Body) -> None:
    imported(body, FIRST)
    assert preview(body, FIRST) == []


def test_exported_roster_imports_without_a_change(body: Body) -> None:
    imported(body, FIRST)
    Account.objects.all().delete()
    assert preview(body, exported(body, "tc/members-with-addresses")) == []
    assert preview(body, exported(body)) == []
    assert exported(body).splitlines()[1:] == [
        "Lighthouse,Lighthouse,Ben Tarn,Eve Lund; Dim Holt,,,chair",
        "Red/Blue,Red; Blue,Lily Moor (Red),Max Fjord (Blue),2021-03-01,,",
        ",,Cyd Moss (Open Harbour Foundation),,,,secretary",
    ]


def test_later_roster_changes_representative_and_alternates_from_its_day(body: Body) -> None:
    imported(body, FIRST, on=date(2021, 1, 1))
    text = HEADER + "Lighthouse,Lighthouse,Dim Holt,Eve Lund,,,,\n"

    assert preview(body, text) == [
        "Dim Holt becomes representative of Lighthouse in place of Ben Tarn"
    ]
    plan = imported(body, text)

    assert plan.unmentioned == ("Red/Blue",)
    before, after = roster_on(body, EVE).seats[0], roster_on(body, DAY).seats[0]
    assert [p.name for p in before.people] == ["Ben Tarn", "Eve Lund", "Dim Holt"]
    assert [p.name for p in after.people] == ["Dim Holt", "Eve Lund"]


def test_vacant_line_ends_the_term_the_day_before(body: Body) -> None:
    imported(body, FIRST, on=date(2021, 1, 1))
    imported(body, HEADER + "Lighthouse,,vacant,,,,,\n")
    assert [len(roster_on(body, day).seats[0].people) for day in (EVE, DAY)] == [3, 0]


def test_file_without_a_column_of_alternates_leaves_them(body: Body) -> None:
    imported(body, FIRST)
    assert preview(body, "seat,representative\nLighthouse,Ben Tarn\n") == []


def test_people_who_change_places_are_imported_in_any_order_of_lines(body: Body) -> None:
    imported(body, HEADER + "A,A,Ada Quill,,,,,\nB,B,Ben Tarn,,,,,\n", on=date(2021, 1, 1))
    plan = imported(body, HEADER + "A,A,Ben Tarn (B),,,,,\nB,B,vacant,,,,,\n")
    assert [change.line for change in plan.changes] == [2, 3]
    assert [p.name for s in roster_on(body, DAY).seats for p in s.people] == ["Ben Tarn"]


def test_seat_that_changes_hands(body: Body) -> None:
    imported(body, HEADER + "A,Red,,,,,,\n", on=date(2021, 1, 1))
    assert preview(body, HEADER + "A,Blue,,,,,,\n") == [
        "Add the organization Blue",
        "A is now held by Blue",
        "A is no longer held by Red",
    ]


def test_person_who_is_almost_written_like_another_is_asked_about(body: Body) -> None:
    make.person("Lily Sturman")
    words = preview(body, HEADER + "A,A,Lily Stuurman,,,,,\n")
    assert "Add Lily Stuurman, A (not the same as Lily Sturman?)" in words


def test_namesakes_are_told_apart_by_company_or_reference(body: Body) -> None:
    red, blue = make.organization("Red"), make.organization("Blue")
    make.person("Eric Voss", of=red)
    make.person("Eric Voss", of=blue, handle="eric-voss-2")
    imported(body, HEADER + "Blue,Blue,Eric Voss,,,,,\n")
    assert Term.objects.get().person.handle == "eric-voss-2"

    plan = commands.preview_roster(
        CHAIR, body, (HEADER + "Green,Green,Eric Voss,,,,,\n").encode(), on=DAY
    )
    assert "eric-voss (Red) and eric-voss-2 (Blue)" in plan.problems[0].words
    imported(body, HEADER + "Green,Green,eric-voss,,,,,\n")
    assert Term.objects.filter(person__handle="eric-voss").count() == 1


def test_import_with_a_problem_refuses_all_and_names_each_line(body: Body) -> None:
    text = FIRST + "Late,Late,Ada Quill,,,soon,,\nDup,Dup,Ben Tarn,,,,,\n"
    refused = refusal(commands.import_roster, CHAIR, body, text.encode(), on=DAY)
    assert refused.code == "roster_problems"
    assert [line for line, _ in refused.details["problems"]] == [5, 6]
    assert "2 lines of the file cannot be used. Line 5: “soon”" in refused.message
    assert not Seat.objects.exists()


def test_import_is_refused_when_something_else_would_happen_than_was_shown(body: Body) -> None:
    plan = commands.preview_roster(CHAIR, body, FIRST.encode(), on=DAY)
    imported(body, HEADER + "Lighthouse,Lighthouse,Ada Quill,,,,,\n")
    refused = refusal(commands.import_roster, CHAIR, body, FIRST.encode(), on=DAY, seen=plan.digest)
    assert refused.code == "changed_meanwhile"


def test_import_of_no_roster_and_by_no_officer_is_refused(body: Body) -> None:
    not_csv = refusal(commands.import_roster, CHAIR, body, b"PK\x03\x04", on=DAY)
    assert not_csv.code == "wrong_file"
    for act in (commands.import_roster, commands.preview_roster):
        member = make.actor(Role.MEMBER)
        assert refusal(act, member, body, FIRST.encode(), on=DAY).code == "not_allowed"


def test_export_has_addresses_only_for_an_officer_who_asks_with_them(body: Body) -> None:
    imported(body, FIRST)
    assert "@" not in exported(body)
    assert "ben@example.org" in exported(body, "tc/members-with-addresses")
    for actor in (PUBLIC_ACTOR, make.actor(Role.MEMBER), make.actor(Role.STAFF)):
        refused = refusal(export, actor, "tc/members-with-addresses", "csv")
        assert refused.code == "not_allowed"


def test_export_as_of_a_day_shows_the_roster_of_that_day(body: Body) -> None:
    imported(body, FIRST)
    lines = export(PUBLIC_ACTOR, "tc/members", "csv", as_of=date(2021, 2, 1)).content.decode()
    assert "Red/Blue" not in lines


@pytest.mark.parametrize("count", [1, 3])
def test_export_takes_the_same_queries_for_any_roster(
    body: Body, count: int, django_assert_num_queries: object
) -> None:
    for number in range(count):
        imported(body, HEADER + f"Seat {number},Firm {number},Person {number},,,,,\n")
    with django_assert_num_queries(10):  # type: ignore[operator]
        exported(body)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Maria Moor,,Acme,,,,,", "“Acme” in the column representative is an organization"),
        ("Maria Moor,,Acme,,,,,", "the columns representative and seat look swapped."),
        ("Acme,Maria Moor,Acme,,,,,", "the columns representative and organizations look swapped."),
        ("Acme,Acme,Maria Moor,Acme,,,,", "the columns alternates and seat look swapped."),
        ("Nia Far,,New Harbour Inc.,,,,,", "“New Harbour Inc.” in the column representative is "),
        ("Nia Far,,Harbour,,nia.far@harbour.example,,,", "“Nia Far” in the column seat is "),
        ("Acme,Acme,maria@acme.example,,,,,", "is a mail address where a person's "),
        ("maria@acme.example,,Maria Moor,,,,,", "is a mail address where a seat or an "),
    ],
)  # fmt: skip
def test_swapped_columns_are_refused_and_named(body: Body, line: str, words: str) -> None:
    make.person("Maria Moor", of=make.organization("Acme"))
    before = [model.objects.count() for model in (Seat, Person, Organization)]

    plan = commands.preview_roster(CHAIR, body, (HEADER + line).encode(), on=DAY)

    assert [problem.line for problem in plan.problems] == [2]
    assert words in plan.problems[0].words
    assert refusal(imported, body, HEADER + line).code == "roster_problems"
    assert [model.objects.count() for model in (Seat, Person, Organization)] == before


def test_file_whose_seats_are_all_known_people_looks_swapped(body: Body) -> None:
    make.person("Maria Moor")
    make.person("Nia Far")
    text = HEADER + "Maria Moor,,Birch,,,,,\nNia Far,,Cedar,,,,,\n"

    plan = commands.preview_roster(CHAIR, body, text.encode(), on=DAY)

    assert [problem.line for problem in plan.problems] == [2, 3]


def test_person_called_like_an_organization_and_a_seat_called_like_a_person_are_taken(
    body: Body,
) -> None:
    make.organization("Grant Likely")
    make.person("Grant Likely")
    make.person("Maria Moor")

    words = preview(
        body, HEADER + "Harbour,,Grant Likely,,gl@harbour.example,,,\nMaria Moor,,Nia Far,,,,,\n"
    )

    assert "Grant Likely becomes representative of Harbour" in words
    assert "Nia Far becomes representative of Maria Moor" in words
