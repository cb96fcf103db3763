"""The example can be tried as any of its people; a live installation knows no such page."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import Settings

from secretariat.foundation.people import commands
from secretariat.foundation.people.models import Office
from secretariat.rules.visibility import system_actor
from tests import factories
from tests.faces.web.conftest import page, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def chair(settings: Settings) -> str:
    """The example with a chair who can sign in, and a person who cannot."""
    settings.IS_DEMO = True
    person = factories.person("Ann Lee")
    factories.person("Bo Ray")
    Office.objects.create(body=factories.body(), person=person, kind=Office.Kind.CHAIR)
    commands.open_account(system_actor("test"), person, "ann@example.org")
    return person.handle


def test_live_installation_has_no_such_page(client: Client, chair: str, settings: Settings) -> None:
    settings.IS_DEMO = False

    answers = [client.get("/demo/people"), client.post("/demo/people", {"person": chair})]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_people_with_an_account_are_offered_with_what_they_are(client: Client, chair: str) -> None:
    said = words(page(client, "/demo/people"))

    assert "Ann Lee TC: the chair Try it" in said
    assert "Bo Ray" not in said


def test_choice_leads_to_a_link_that_signs_in_once(client: Client, chair: str) -> None:
    link = client.post("/demo/people", {"person": chair}).headers["Location"]

    client.post(link)

    assert "Ann Lee" in words(page(client, "/me"))
    assert Client().post(link).status_code == 409


def test_somebody_without_an_account_cannot_be_tried(client: Client, chair: str) -> None:
    refused = client.post("/demo/people", {"person": "bo-ray"})

    assert refused.status_code == 409
    assert "Choose one from the list." in words(refused.content.decode())
