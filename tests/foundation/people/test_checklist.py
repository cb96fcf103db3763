"""The settings page of a body shows what every app sets up, and knows none by name."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from secretariat.foundation.people import checklist
from secretariat.foundation.people.models import Body
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def chair(client: Client) -> Client:
    ada = make.person("Ada Quill")
    make.office(make.body(mission="Keep it open."), "chair", ada)
    client.force_login(make.account(ada))
    return client


@pytest.fixture
def _a_step_of_a_test() -> Iterator[None]:
    """A line of an app that people do not know."""
    step = checklist.Step(15, "/tc/tides", "Tides", "no table yet", checklist.StepState.TO_DO)
    checklist.register("zz-test", lambda _body, _day: [step])
    yield
    checklist.unregister("zz-test")


@pytest.mark.usefixtures("_a_step_of_a_test")
def test_settings_show_lines_of_every_app_in_their_place(chair: Client) -> None:
    page = chair.get("/tc/settings").content.decode()

    assert 'href="/tc/tides"' in page
    places = [page.index(f">{label}</a>") for label in ("About this body", "Tides", "Roster")]
    assert places == sorted(places)
    assert "Go on with: Tides" in page


def test_settings_propose_the_first_step_to_do(chair: Client) -> None:
    assert "Go on with: Roster" in chair.get("/tc/settings").content.decode()

    Body.objects.update(mission="")

    assert "Go on with: About this body" in chair.get("/tc/settings").content.decode()
