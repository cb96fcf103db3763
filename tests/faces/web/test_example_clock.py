"""The clock of the example moves by buttons; a live installation knows no such page."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from secretariat.council.meetings.models import Meeting
from secretariat.foundation.people.models import Body
from secretariat.foundation.records import clock
from secretariat.foundation.records.commands import move_example_clock
from secretariat.foundation.records.models import ExampleClock
from tests import factories
from tests.faces.web.conftest import page, words

pytestmark = pytest.mark.django_db

MORNING = datetime(2021, 10, 7, 13, 30, tzinfo=UTC)
START = datetime(2021, 10, 7, 14, 0, tzinfo=UTC)


@pytest.fixture
def example(settings: Settings) -> Body:
    """A body in the example, at half past six in the morning, half an hour before its meeting."""
    settings.IS_DEMO = True
    body = factories.body()
    for start in (START, START + timedelta(weeks=2)):
        Meeting.objects.create(
            body=body,
            slug=f"{start:%Y-%m-%d}",
            starts_at=start,
            ends_at=start + timedelta(hours=2),
            zone=body.zone,
        )
    move_example_clock(MORNING)
    return body


def moved_to() -> datetime:
    """The time of the example, to the minute."""
    return clock.now().replace(second=0, microsecond=0)


def test_live_installation_has_no_such_page(client: Client) -> None:
    answers = [client.get("/demo/clock"), client.post("/demo/clock", {"stop": "on"})]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert not ExampleClock.objects.exists()


def test_page_shows_the_time_and_where_it_may_go(client: Client, example: Body) -> None:
    said = words(page(client, "/demo/clock"))

    assert "It is 7 Oct 2021, 06:30 PDT in the example council." in said
    assert "5 minutes on 1 7 Oct 2021, 06:35 PDT" in said
    assert "To the start of the next meeting 2 7 Oct 2021, 07:00 PDT" in said
    assert "To the end of that meeting 3 7 Oct 2021, 09:00 PDT" in said
    assert "Back to the morning of 7 Oct 2021 4 7 Oct 2021, 06:30 PDT" in said
    assert "Any other time, in America/Los_Angeles" in said


@pytest.mark.parametrize(
    ("stop", "to"),
    [
        ("on", MORNING + timedelta(minutes=5)),
        ("start", START),
        ("end", START + timedelta(hours=2)),
        ("back", MORNING),
    ],
)
def test_button_moves_the_clock(client: Client, example: Body, stop: str, to: datetime) -> None:
    answer = client.post("/demo/clock", {"stop": stop, "next": "/tc"})

    assert answer.headers["Location"] == "/tc"
    assert moved_to() == to


def test_in_a_meeting_the_next_start_is_that_of_the_one_after(
    client: Client, example: Body
) -> None:
    move_example_clock(START + timedelta(minutes=10))

    said = words(page(client, "/demo/clock"))
    assert "To the start of the next meeting 2 21 Oct 2021, 07:00 PDT" in said
    assert "To the end of that meeting 3 7 Oct 2021, 09:00 PDT" in said


def test_clock_can_be_set_to_any_time_where_the_body_meets(client: Client, example: Body) -> None:
    client.post("/demo/clock", {"on": "2021-11-18", "time": "07:30"})

    assert moved_to() == datetime(2021, 11, 18, 15, 30, tzinfo=UTC)


@pytest.mark.parametrize("typed", [{"on": "soon", "time": "07:30"}, {"on": "2021-11-18"}])
def test_time_that_is_none_is_explained_and_moves_nothing(
    client: Client, example: Body, typed: dict[str, str]
) -> None:
    html = client.post("/demo/clock", typed).content.decode()

    assert "Nothing was saved yet." in html
    assert moved_to() == MORNING


def test_button_that_does_not_exist_moves_nothing(client: Client, example: Body) -> None:
    assert client.post("/demo/clock", {"stop": "tomorrow"}).status_code == 200
    assert moved_to() == MORNING


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "javascript:x"])
def test_one_is_never_led_elsewhere(client: Client, example: Body, elsewhere: str) -> None:
    answer = client.post("/demo/clock", {"stop": "on", "next": elsewhere})

    assert answer.headers["Location"] == "/demo/clock"


def test_banner_leads_to_the_clock_and_back(client: Client, example: Body) -> None:
    assert 'href="/demo/clock?next=/tc"' in page(client, "/tc")
