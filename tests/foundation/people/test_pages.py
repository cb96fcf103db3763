"""Pages that anybody reads: members, a seat, a person, the rule book, the look."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from secretariat.foundation.people import commands
from secretariat.foundation.people.models import Affiliation, Body, Person, PersonAlias
from secretariat.rules.visibility import Role
from tests import factories as make

pytestmark = pytest.mark.django_db
CHAIR = make.actor(Role.CHAIR)
DAY = date(2021, 10, 7)


@pytest.fixture
def body(db: None) -> Body:
    made = make.body()
    ada, ben = make.person("Ada Quill"), make.person("Ben Tarn", of=make.organization("Lighthouse"))
    seat = make.seat(made, "Lighthouse", ben, make.person("Cyd Moss"), since=date(2021, 3, 1))
    make.office(made, "chair", ada)
    make.appointment(made, "liaison", ada, "tc/projects/tide", certainty="tentative")
    assert seat.slug == "lighthouse"
    return made


def text(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status
    return str(response.content.decode())


def test_members_shows_the_table_of_today_and_of_another_day(client: Client, body: Body) -> None:
    today = text(client, "/tc/members")
    before = text(client, "/tc/members?on=2021-02-28")

    for words in ("Lighthouse", "Ben Tarn", "Cyd Moss", "Ada Quill", "Tentative", "1 seat of"):
        assert words in today
    assert "No seats on this day" in before
    assert "Change the roster" not in today


def test_members_with_a_day_that_is_none_says_so_and_shows_today(
    client: Client, body: Body
) -> None:
    page = text(client, "/tc/members?on=soon")
    assert "Enter a valid date" in page
    assert "Ben Tarn" in page


def test_vacant_and_closed_seats_are_said_in_words(client: Client, body: Body) -> None:
    commands.add_seat(CHAIR, body, [make.organization("Empty Quay")])
    gone = commands.add_seat(CHAIR, body, [make.organization("Old Pier")])
    commands.close_seat(CHAIR, gone, last_on=date(2021, 5, 1), seen=1)

    page = text(client, "/tc/members")

    assert "Vacant" in page
    assert "Seats that are no more" in page
    assert "Closed" in text(client, "/tc/members/old-pier")


def test_members_as_csv_and_with_addresses_for_officers_only(client: Client, body: Body) -> None:
    public = client.get("/tc/members.csv?as_of=2021-10-07")
    assert public.headers["Content-Disposition"] == 'attachment; filename="tc-members.csv"'
    assert "Lighthouse,Lighthouse,Ben Tarn" in public.content.decode()
    assert client.get("/tc/members-with-addresses.csv").status_code == 403


def test_seat_page_tells_who_spoke_for_it_and_what_happened(client: Client, body: Body) -> None:
    seat = body.seats.get()
    commands.begin_representative(CHAIR, seat, make.person("Dim Holt"), from_on=DAY)

    page = text(client, "/tc/members/lighthouse")

    assert page.index("Dim Holt") < page.index("Ben Tarn")
    assert "6 Oct 2021" in page
    assert "began a representative" not in page
    assert "Change the representative" not in page
    client.force_login(make.account(Person.objects.get(name="Cyd Moss")))
    assert "began a representative&#x27;s term" in text(client, "/tc/members/lighthouse")


@pytest.mark.parametrize("path", ["/tc/members/nothing", "/people/nobody", "/nowhere/members",
                                  "/tc/rules/9", "/tc/logo"])  # fmt: skip
def test_what_is_not_there_is_answered_in_words(client: Client, body: Body, path: str) -> None:
    assert "This is not here" in text(client, path, 404) or "Nothing is kept" in text(
        client, path, 404
    )


def test_person_page_shows_only_what_is_public(client: Client, body: Body) -> None:
    ben = body.seats.get().terms.get(capacity="representative").person
    ben.address = "ben@example.org"
    ben.save()
    make.account(ben, "private@example.org")
    PersonAlias.objects.create(person=ben, text="Bennie the Former")
    Affiliation.objects.create(
        person=ben, organization=make.organization("Dockside"), to_on=date(2020, 1, 1)
    )

    page = text(client, "/people/ben-tarn")

    for words in ("Ben Tarn", "Lighthouse", "Dockside", "Representative", "Technical Council"):
        assert words in page
    for secret in ("example.org", "Former"):
        assert secret not in page


def test_person_without_a_role_is_explained(client: Client, body: Body) -> None:
    make.person("Guest Gray")
    assert "No seat and no office" in text(client, "/people/guest-gray")


def test_rule_book_stands_in_sentences_with_sources_and_versions(
    client: Client, body: Body
) -> None:
    page = text(client, "/tc/rules")
    assert "A meeting can decide when at least half of all seats are present" in page
    assert "Charter, section 3" in page
    assert "In force" in page
    assert "/tc/rules/1" in page


def test_rule_book_of_a_body_without_one_says_what_is_missing(client: Client) -> None:
    make.body(rules="")
    assert "No rule book yet" in text(client, "/tc/rules")


def test_look_is_a_style_sheet_with_accents_for_both_papers(client: Client) -> None:
    make.body(accent="#114e86", accent2="#b3195f")
    response = client.get("/tc/look.css")
    sheet = response.content.decode()
    assert response.headers["Content-Type"] == "text/css"
    assert "--look-accent: #114e86;" in sheet
    assert "--look-accent-2: #b3195f;" in sheet
    assert sheet.count("-dark: #") == 2


def test_logo_is_served_as_a_picture_that_runs_nothing(client: Client, body: Body) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><rect width="3" height="3"/></svg>'
    commands.set_logo(CHAIR, body, "mark.svg", svg, seen=1)
    response = client.get("/tc/logo")
    assert (response.content, response.headers["Content-Type"]) == (svg, "image/svg+xml")
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert 'src="/tc/logo"' in text(client, "/tc/members")


PAGES = ["/tc/members", "/tc/members/seat-0", "/people/person-0", "/tc/members.csv", "/tc/rules"]


@pytest.mark.parametrize("path", PAGES)
def test_pages_take_the_same_queries_for_one_and_for_many(client: Client, path: str) -> None:
    body = make.body()
    counts = []
    for number in range(3):
        one = make.person(f"Person {number}", of=make.organization(f"Firm {number}"))
        make.seat(body, f"Seat {number}", one)
        first, head = body.seats.get(slug="seat-0"), Person.objects.get(handle="person-0")
        commands.begin_alternate(CHAIR, first, make.person(f"Deputy {number}"))
        commands.share_seat(CHAIR, first, make.organization(f"Partner {number}"))
        make.office(body, "staff", one)
        make.office(body, "secretary", head, since=date(2021, 1, 1 + number))
        make.appointment(body, "liaison", head, f"tc/projects/p{number}")
        with CaptureQueriesContext(connection) as captured:
            text(client, path)
        counts.append(len(captured))
    assert counts == [counts[0]] * 3
    assert counts[0] <= 20
