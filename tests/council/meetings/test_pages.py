"""The pages of meetings answer for everybody who may see them."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from secretariat.council.meetings import commands
from secretariat.council.meetings.models import Meeting
from secretariat.foundation.records import clock
from secretariat.foundation.records.queries import search
from secretariat.rules.visibility import PUBLIC_ACTOR
from tests import factories

from .conftest import Council, item_of, minute

PUBLIC = ("/tc/calendar", "/tc/2021-10-07", "/tc/2021-10-07/2")
FOR_OFFICERS = (
    "/tc/calendar/plan",
    "/tc/series/new",
    "/tc/2021-10-07/edit",
    "/tc/2021-10-07/prepare",
    "/tc/2021-10-07/room",
    "/tc/2021-10-07/room/adjourn",
    "/tc/2021-10-07/room/people/ada-quill",
    "/tc/2021-10-07/2/edit",
    "/tc/2021-10-07/2/notes/1",
)


@pytest.fixture
def clerk(council: Council, client: Client) -> Client:
    client.force_login(factories.account(council.people["Sam"]))
    return client


@pytest.fixture
def recorded(council: Council, session: Meeting) -> Meeting:
    commands.mark_present(council.secretary, session, council.people["Ada"])
    commands.add_note(council.secretary, item_of(session, "harbour-map"), "The map is *new*.")
    return session


@pytest.mark.parametrize("path", PUBLIC)
def test_public_page_answers_without_an_account(
    path: str, recorded: Meeting, client: Client
) -> None:
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", FOR_OFFICERS)
def test_page_of_officers_answers_the_clerk(path: str, recorded: Meeting, clerk: Client) -> None:
    assert clerk.get(path).status_code == 200


@pytest.mark.parametrize("path", FOR_OFFICERS)
def test_page_of_officers_is_closed_to_the_public(
    path: str, recorded: Meeting, client: Client
) -> None:
    assert client.get(path).status_code == 403


def test_page_says_during_the_call_who_has_left(
    council: Council, recorded: Meeting, clerk: Client
) -> None:
    with clock.fixed(minute(5)):
        commands.mark_present(council.secretary, recorded, council.people["Ben"])
    with clock.fixed(minute(12)):
        commands.mark_left(council.secretary, recorded, council.people["Ada"])

    page = clerk.get("/tc/2021-10-07").content.decode()
    roll = re.sub(r"<[^>]+>", " ", page.partition('id="present-title"')[2].partition("</ul>")[0])

    assert re.findall(r"(Ada|Ben)\b[^()]*\([^)]*\)\s*(left at\s+\d\d:\d\d)?", roll) == [
        ("Ada", "left at  07:12"),
        ("Ben", ""),
    ]


def test_second_meeting_of_a_day_has_a_name_of_its_own(
    council: Council, meeting: Meeting, client: Client
) -> None:
    plan = commands.MeetingPlan(starts_at=minute(300), ends_at=minute(360))
    second = commands.plan_meeting(council.secretary, council.body, plan).meeting

    with clock.fixed(minute(-60)):
        rows = client.get("/tc/calendar").content.decode().partition("<tbody>")[2]
        page = client.get(f"/{second.ref}").content.decode()
    links = re.findall(r'<a href="/tc/(2021-10-07[-\d]*)" data-row-focus>', rows)
    assert links == ["2021-10-07", "2021-10-07-2"]
    assert "Meeting (2)" in rows
    assert "<title>Meeting of 7 Oct 2021 (2)" in page
    assert [find.title for find in search("meeting", PUBLIC_ACTOR) if find.kind == "meeting"] == [
        "Meeting of 7 Oct 2021",
        "Meeting of 7 Oct 2021 (2)",
    ]
