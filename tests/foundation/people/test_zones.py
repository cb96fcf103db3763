"""A person's own clock: who chooses it, where it is kept, and that nobody else learns of it."""

from __future__ import annotations

import pytest
from django.test import Client

from secretariat.foundation.people import commands
from secretariat.foundation.people.models import Account
from secretariat.foundation.people.queries.zones import (
    zone_at_address,
    zones_chosen,
    zones_to_choose,
)
from secretariat.foundation.records.models import Entry
from secretariat.rules.visibility import Role
from tests import factories as make
from tests.foundation.people.conftest import refusal, trail

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> Account:
    return make.account(make.person("Ada Quill", address="ada@mail.example.org"))


def test_person_chooses_a_zone_and_the_history_does_not_say_which(ada: Account) -> None:
    commands.choose_zone(make.actor(Role.PERSON), ada, "europe/berlin")

    ada.refresh_from_db()
    assert ada.zone == "Europe/Berlin"
    assert trail()[2:] == ("people/ada-quill", {}, {"zone": "chosen"})
    assert "Berlin" not in str(list(Entry.objects.values()))

    commands.choose_zone(make.actor(Role.PERSON), ada, "")
    ada.refresh_from_db()
    assert ada.zone == ""


def test_nobody_chooses_for_somebody_else(ada: Account) -> None:
    choose = commands.choose_zone
    chair = make.actor(Role.CHAIR, "cyd-moss")
    assert refusal(choose, chair, ada, "Europe/Berlin").code == "not_allowed"
    assert refusal(choose, make.operator(), ada, "Europe/Berlin").code == "not_allowed"
    assert refusal(choose, make.actor(Role.PERSON), ada, "Mars/Base").code == "unknown_zone"
    ada.refresh_from_db()
    assert ada.zone == ""


def test_operator_who_is_nobody_chooses_too() -> None:
    account = make.account(None, "keeper@example.org", is_operator=True)

    commands.choose_zone(make.operator(), account, "Asia/Kolkata")

    account.refresh_from_db()
    assert account.zone == "Asia/Kolkata"


def test_zone_is_found_by_person_and_by_either_address(ada: Account) -> None:
    assert zone_at_address(ada.email) == ""
    Account.objects.update(zone="Asia/Kolkata")

    assert zones_chosen(["ada-quill", "ben-tarn"]) == {"ada-quill": "Asia/Kolkata"}
    found = [zone_at_address(each) for each in (ada.email, "ADA@mail.example.org", "x@y.org", "")]
    assert found == ["Asia/Kolkata", "Asia/Kolkata", "", ""]


def test_choices_are_places_by_the_names_they_have_now() -> None:
    names = dict(zones_to_choose())

    assert names["Asia/Kolkata"] == "Asia/Kolkata"
    assert names["America/Los_Angeles"] == "America/Los Angeles"
    assert {"Europe/Berlin", "Australia/Lord_Howe", "UTC"} <= names.keys()
    assert not {"Asia/Calcutta", "Etc/GMT+5", "EST5EDT", "localtime"} & names.keys()


def test_page_keeps_the_choice_and_says_it(client: Client, ada: Account) -> None:
    client.force_login(ada)
    assert "that of this browser<own-zone>" in client.get("/me").content.decode()

    answer = client.post("/me/time-zone", {"zone": "Europe/Berlin"}, follow=True)

    assert answer.redirect_chain == [("/me", 302)]
    assert "<strong>Europe/Berlin</strong>" in answer.content.decode()
    page = client.get("/me/time-zone").content.decode()
    assert '<option value="Europe/Berlin" selected>' in page
    assert '<option value="">As this browser says</option>' in page


def test_page_refuses_what_is_no_zone_and_strangers(client: Client, ada: Account) -> None:
    assert client.post("/me/time-zone", {"zone": "Europe/Berlin"}).status_code == 403
    client.force_login(ada)
    assert client.post("/me/time-zone", {"zone": "Mars/Base"}).status_code == 422
    ada.refresh_from_db()
    assert ada.zone == ""


def test_page_of_a_person_does_not_tell_the_zone(client: Client, ada: Account) -> None:
    Account.objects.update(zone="Asia/Kolkata")
    for path in ("/people/ada-quill", "/api/v1/people/ada-quill"):
        assert "Kolkata" not in client.get(path).content.decode()
