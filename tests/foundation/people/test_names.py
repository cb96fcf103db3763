"""Whatever is shown of earlier years bears the names of those years."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from secretariat.foundation.people import commands
from secretariat.foundation.people.models import Affiliation, Body, Organization, Person, Seat, Term
from secretariat.foundation.people.queries.names import organization_through, seat_through
from secretariat.rules.visibility import Role
from tests import factories as make

pytestmark = pytest.mark.django_db
CHAIR = make.actor(Role.CHAIR)
TODAY = date(2021, 10, 7)
RENAMED = date(2021, 5, 1)
EVE = RENAMED - timedelta(days=1)


@pytest.fixture
def renamed() -> Organization:
    """Lighthouse, which is called Beacon from 1 May 2021."""
    made = make.organization("Lighthouse")
    return commands.rename_organization(CHAIR, made, name="Beacon", from_on=RENAMED, seen=1)


@pytest.fixture
def body() -> Body:
    return make.body()


@pytest.mark.parametrize(
    ("from_on", "to_on", "words"),
    [
        (None, None, "Beacon (until 30 Apr 2021 Lighthouse)"),
        (None, EVE, "Lighthouse (today Beacon)"),
        (date(2020, 1, 1), date(2020, 12, 31), "Lighthouse (today Beacon)"),
        (RENAMED, None, "Beacon"),
        (date(2021, 4, 30), RENAMED, "Beacon (until 30 Apr 2021 Lighthouse)"),
        (None, date(2022, 1, 1), "Beacon (until 30 Apr 2021 Lighthouse)"),
    ],
)
def test_organization_is_called_as_it_was_called_then(
    renamed: Organization, from_on: date | None, to_on: date | None, words: str
) -> None:
    row = Affiliation(organization=renamed, from_on=from_on, to_on=to_on)
    assert str(organization_through(renamed, row, TODAY)) == words


def test_organization_that_took_its_name_back_tells_both_changes(renamed: Organization) -> None:
    again = date(2021, 9, 1)
    commands.rename_organization(CHAIR, renamed, name="Lighthouse", from_on=again, seen=2)

    row = Affiliation(organization=renamed)

    assert str(organization_through(renamed, row, TODAY)) == (
        "Lighthouse (until 30 Apr 2021 Lighthouse; until 31 Aug 2021 Beacon)"
    )


def test_seat_is_printed_as_it_was_printed_then(body: Body, renamed: Organization) -> None:
    seat = commands.add_seat(CHAIR, body, [renamed])
    commands.share_seat(CHAIR, seat, make.organization("Compass"), from_on=date(2021, 6, 1))
    seat = commands.relabel_seat(CHAIR, seat, label="The Light", from_on=TODAY, seen=1)

    whole = Term(seat=seat)
    early = Term(seat=seat, to_on=date(2021, 3, 1))

    assert str(seat_through(seat, whole, TODAY)) == (
        "The Light (until 30 Apr 2021 Lighthouse; until 31 May 2021 Beacon; "
        "until 6 Oct 2021 Beacon/Compass)"
    )
    assert str(seat_through(seat, early, TODAY)) == "Lighthouse (today The Light)"


def test_closed_seat_keeps_the_label_it_ended_with(body: Body) -> None:
    holder = make.organization("Lighthouse")
    seat = commands.add_seat(CHAIR, body, [holder])
    seat = commands.close_seat(CHAIR, seat, last_on=EVE, seen=1)
    commands.rename_organization(CHAIR, holder, name="Beacon", from_on=RENAMED, seen=1)

    assert str(seat_through(Seat.objects.get(), seat, TODAY)) == "Lighthouse"


def page(client: Client, path: str) -> str:
    """A page without its tags."""
    text = client.get(path).content.decode()
    return " ".join(re.sub(r"<[^>]*>", " ", text).split())


def test_pages_of_person_and_seat_print_the_names_of_their_days(
    client: Client, body: Body, renamed: Organization
) -> None:
    seat = commands.add_seat(CHAIR, body, [renamed])
    ada = make.person("Ada Quill")
    Affiliation.objects.create(person=ada, organization=renamed, to_on=EVE)
    commands.begin_representative(CHAIR, seat, ada, to_on=EVE)
    commands.begin_representative(CHAIR, seat, make.person("Ben Tarn"), from_on=RENAMED)

    shown = page(client, "/people/ada-quill")
    assert shown.count("Lighthouse (today Beacon)") == 2
    assert "Lighthouse" not in page(client, "/people/ben-tarn")
    assert page(client, f"/tc/members/{seat.slug}").count("until 30 Apr 2021 Lighthouse") == 2


@pytest.mark.parametrize("renames", [0, 3])
def test_person_page_asks_as_often_for_many_names(
    client: Client, body: Body, renames: int, django_assert_max_num_queries: object
) -> None:
    holder, ada = make.organization("Lighthouse"), make.person("Ada Quill")
    for number in range(renames):
        seat = commands.add_seat(CHAIR, body, [make.organization(f"Other {number}")])
        commands.begin_alternate(CHAIR, seat, ada)
        commands.rename_organization(
            CHAIR, holder, name=f"Beacon {number}", seen=number + 1,
            from_on=RENAMED + timedelta(days=number),
        )  # fmt: skip
        Affiliation.objects.create(
            person=Person.objects.get(), organization=holder, to_on=EVE + timedelta(days=number)
        )
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        client.get("/people/ada-quill")
