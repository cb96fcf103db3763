"""The settings of a body say whether its meetings have a rhythm and notices."""

from __future__ import annotations

import re
from datetime import date, time

import pytest
from django.test import Client

from secretariat.council.meetings import commands
from secretariat.council.meetings.commands import NoticeText, SeriesPlan
from secretariat.foundation.people.models import Account
from tests.council.meetings.conftest import Council

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_before_the_meeting")]


@pytest.fixture
def settings_page(council: Council, client: Client) -> Client:
    client.force_login(Account.objects.create(email="a@example.org", person=council.people["Ada"]))
    return client


def line(client: Client, label: str) -> str:
    """The line of the settings with this label, without its tags."""
    page = client.get("/tc/settings").content.decode()
    rows = [row for row in page.split("<li>") if re.search(f"data-row-focus[^>]*>{label}</a>", row)]
    return " ".join(re.sub(r"<[^>]*>", " ", rows[0]).split("</li>")[0].split())


def plan(**values: object) -> SeriesPlan:
    said = {
        "title": "Meetings", "starts_on": date(2021, 9, 9), "start_time": time(7),
        "end_time": time(9), "every_weeks": 2,
    }  # fmt: skip
    return SeriesPlan(**(said | values))  # type: ignore[arg-type]


def test_body_without_a_series_has_that_to_do(settings_page: Client) -> None:
    assert line(settings_page, "Meetings").startswith("Meetings no series yet To do")
    assert 'href="/tc/series/new"' in settings_page.get("/tc/settings").content.decode()


def test_series_stands_there_with_its_rhythm_until_it_ends(
    settings_page: Client, council: Council
) -> None:
    commands.create_series(council.chair, council.body, plan())
    assert line(settings_page, "Meetings").startswith(
        "Meetings every second Thursday, 07:00 to 09:00 (America/Los_Angeles) Done"
    )

    council.body.series.update(ends_on=date(2021, 10, 1))
    assert "no series yet To do" in line(settings_page, "Meetings")


def test_notices_are_named_and_nobody_has_to_have_any(
    settings_page: Client, council: Council
) -> None:
    assert "To do" not in line(settings_page, "Notices")

    notice = NoticeText(slug="values", title="Our values", text="Be kind.")
    commands.adopt_notice(council.chair, council.body, notice, from_on=date(2021, 10, 1))

    assert line(settings_page, "Notices").startswith("Notices Our values Done")
