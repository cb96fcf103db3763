"""Offices and appointments begin, follow one another, and are refused where they overlap."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from secretariat.foundation.people import commands, queries
from secretariat.foundation.people.models import Appointment, Body, Office
from secretariat.rules.visibility import Role
from tests import factories as make
from tests.foundation.people.conftest import refusal, trail

pytestmark = pytest.mark.django_db
CHAIR = make.actor(Role.CHAIR)
START, DAY = date(2021, 1, 1), date(2021, 10, 7)
EVE, NEXT = DAY - timedelta(days=1), DAY + timedelta(days=1)
TIDE = "tc/projects/tide"


@pytest.fixture
def body(db: None) -> Body:
    return make.body()


def test_new_chair_ends_the_earlier_one_the_day_before(body: Body) -> None:
    ada, ben = make.person("Ada Quill"), make.person("Ben Tarn")
    commands.begin_office(CHAIR, body, "chair", ada, from_on=START)

    commands.begin_office(CHAIR, body, "chair", ben, from_on=DAY)

    assert queries.holders_of(body, "chair", EVE) == [ada]
    assert queries.holders_of(body, "chair", DAY) == [ben]
    assert trail()[1:] == (
        "people.begin_office",
        "tc/members",
        {"chair": "Ada Quill"},
        {"chair": "Ben Tarn", "from_on": "2021-10-07", "to_on": None},
    )


def test_two_secretaries_serve_together_but_one_person_not_twice(body: Body) -> None:
    ada, ben = make.person("Ada Quill"), make.person("Ben Tarn")
    commands.begin_office(CHAIR, body, "secretary", ada, from_on=START)
    commands.begin_office(CHAIR, body, "secretary", ben, from_on=START)
    assert queries.holders_of(body, "secretary", DAY) == [ada, ben]
    twice = refusal(commands.begin_office, CHAIR, body, "secretary", ada, from_on=DAY)
    assert (twice.code, "since 1 Jan 2021" in twice.message) == ("overlapping_office", True)


def test_chair_on_the_same_or_an_earlier_day_is_refused_with_who(body: Body) -> None:
    ada, ben = make.person("Ada Quill"), make.person("Ben Tarn")
    commands.begin_office(CHAIR, body, "chair", ada, from_on=DAY)
    for from_on in (DAY, EVE):
        refused = refusal(commands.begin_office, CHAIR, body, "chair", ben, from_on=from_on)
        assert (refused.code, refused.details["person"]) == ("overlapping_office", "ada-quill")


def test_office_that_is_none_is_refused_with_those_there_are(body: Body) -> None:
    refused = refusal(commands.begin_office, CHAIR, body, "king", make.person("Ada Quill"))
    assert refused.code == "unknown_office"
    assert "chair, vice chair, secretary, staff" in refused.message


def test_staff_do_not_appoint_themselves(body: Body) -> None:
    staff, ada = make.actor(Role.STAFF), make.person("Ada Quill")
    assert refusal(commands.begin_office, staff, body, "chair", ada).code == "not_allowed"


def test_end_and_withdraw_office(body: Body) -> None:
    office = commands.begin_office(CHAIR, body, "chair", make.person("Ada Quill"), from_on=START)
    commands.end_office(CHAIR, office, last_on=DAY)
    assert queries.holders_of(body, "chair", NEXT) == []
    assert refusal(commands.end_office, CHAIR, office, last_on=NEXT).code == "already_ended"
    assert refusal(commands.withdraw_office, CHAIR, office, reason=" ").code == "missing"
    commands.withdraw_office(CHAIR, office, reason="Never elected")
    assert not Office.objects.exists()
    assert trail()[3]["chair"] == "Ada Quill"
    assert trail()[4] == {"reason": "Never elected"}


def test_appoint_a_liaison_of_a_project(body: Body) -> None:
    ada = make.person("Ada Quill")
    made = commands.appoint(
        CHAIR, body, ada, "Liaison", about=TIDE, from_on=DAY, source_ref="tc/2021-10-07/4"
    )
    assert (made.role, made.certainty, made.source_ref) == ("liaison", "settled", "tc/2021-10-07/4")
    assert queries.holders_of(body, "liaison", DAY, about=TIDE) == [ada]
    assert trail()[2] == TIDE
    twice = refusal(commands.appoint, CHAIR, body, ada, "liaison", about=TIDE)
    assert twice.code == "already_appointed"


def test_prospective_liaison_gives_way_to_a_settled_one(body: Body) -> None:
    ada = make.person("Ada Quill")
    made = commands.appoint(
        CHAIR, body, ada, "liaison", about=TIDE, certainty="prospective", from_on=START
    )
    assert queries.holders_of(body, "liaison", EVE) == []

    commands.supersede_appointment(CHAIR, made, from_on=DAY, seen=1)

    assert queries.holders_of(body, "liaison", DAY) == [ada]
    rows = Appointment.objects.order_by("id").values_list("certainty", "from_on", "to_on")
    assert list(rows) == [("prospective", START, EVE), ("settled", DAY, None)]


def test_appointment_changed_on_its_own_first_day_stays_one_row(body: Body) -> None:
    ada, ben = make.person("Ada Quill"), make.person("Ben Tarn")
    made = commands.appoint(CHAIR, body, ada, "liaison", about=TIDE, from_on=DAY)
    commands.supersede_appointment(
        CHAIR, made, from_on=DAY, seen=1, person=ben, certainty="tentative"
    )
    only = Appointment.objects.get()
    assert (only.person, only.certainty, only.revision) == (ben, "tentative", 2)
    assert trail()[3]["person"] == "Ada Quill"
    stale = refusal(commands.supersede_appointment, CHAIR, made, from_on=DAY, seen=1)
    assert stale.code == "changed_meanwhile"


def test_end_appointment(body: Body) -> None:
    made = commands.appoint(CHAIR, body, make.person("Ada Quill"), "liaison", from_on=START)
    assert refusal(commands.end_appointment, CHAIR, made, last_on=DAY, seen=9).code == (
        "changed_meanwhile"
    )
    commands.end_appointment(CHAIR, made, last_on=DAY, seen=1)
    assert queries.holders_of(body, "liaison", NEXT) == []
