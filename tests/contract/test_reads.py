"""What other programs rely on: parts of lists, days, marks of change, refusals in words."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from secretariat.council.actions.models import Action
from secretariat.council.motions.queries import DecisionFilter, decisions
from secretariat.council.projects import queries as projects
from secretariat.council.projects.models import Benefit
from secretariat.council.projects.queries import standing
from secretariat.council.reports.queries import focus_years
from secretariat.council.talks.commands import set_guidelines
from secretariat.faces.api import v1
from secretariat.foundation.people.commands import correct_person, edit_body
from secretariat.foundation.people.commands.bodies import BodyFacts
from secretariat.foundation.people.models import Account, Body, Person
from secretariat.foundation.records import clock
from secretariat.rules.talks import GUIDELINES
from secretariat.rules.visibility import PUBLIC_ACTOR, system_actor
from tests.contract.reads import FEEDS, every_read
from tests.documents.atom_rules import broken_rules
from tests.documents.ical_reader import broken_lines
from tests.journeys.pages import Visitor

pytestmark = pytest.mark.usefixtures("both")
MOST = 20


@pytest.fixture
def client() -> Client:
    return Client()


def get(client: Client, path: str, **headers: str) -> Any:
    return client.get(path, headers=headers)


def signed_in(handle: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(person__handle=handle))
    return client


# Lists and days -----------------------------------------------------------------------------------


def test_parts_of_a_list_put_together_are_the_list(client: Client) -> None:
    whole = get(client, "/api/v1/tac/actions?limit=200").json()
    parts: list[Any] = []
    offset: int | None = 0
    while offset is not None:
        part = get(client, f"/api/v1/tac/actions?limit=3&offset={offset}").json()
        parts += part["items"]
        offset = part["next_offset"]

    assert parts == whole["items"]
    assert whole["count"] == len(parts) > 3


def test_table_of_a_day_is_the_one_of_the_page(client: Client) -> None:
    day = date(2021, 1, 15)
    told = get(client, f"/api/v1/tac/projects?as_of={day}").json()
    table = projects.table(Body.objects.get(slug="tac"), day)

    cells = {
        (row["name"], slug): cell["text"]
        for row in told["projects"]
        for slug, cell in row["milestones"].items()
    }
    assert cells == {
        (project.name, column.slug): cell.text
        for project, row in table.rows()
        for column, cell in zip(table.columns, row, strict=True)
        if cell.text
    }
    assert told["as_of"] == "2021-01-15"
    assert told["projects"]
    assert told != get(client, "/api/v1/tac/projects").json()


def test_what_projects_are_offered_and_asked_is_told_as_of_a_day(client: Client) -> None:
    body = Body.objects.get(slug="tac")
    for of, model in standing.MODELS.items():
        told = get(client, f"/api/v1/tac/{of}").json()["items"]
        assert [each["text"] for each in told] == [
            row.text for row in standing.standing_on("tac", model, projects.today(body))
        ]
        assert told
    first = Benefit.objects.filter(body=body).first()
    assert first is not None
    first.ended_on, first.ended_reason = date(2021, 10, 1), "The berth is let"
    first.save()
    names = [
        [each["text"] for each in get(client, f"/api/v1/tac/benefits?as_of={day}").json()["items"]]
        for day in ("2021-10-01", "2021-10-02")
    ]
    assert [first.text in each for each in names] == [True, False]


def test_guidelines_are_those_of_the_page_where_talks_are_suggested(client: Client) -> None:
    told = get(client, "/api/v1/tac/talk-guidelines").json()

    assert (told["version"], told["text"], told["from_on"]) == (0, GUIDELINES, None)
    set_guidelines(system_actor("test"), Body.objects.get(slug="tac"), "Bring a lamp.")
    told = get(client, "/api/v1/tac/talk-guidelines").json()
    assert (told["version"], told["text"], told["from_on"]) == (1, "Bring a lamp.", "2021-10-07")


def test_areas_of_focus_are_told_with_their_year(client: Client) -> None:
    years = get(client, "/api/v1/tac/focus").json()["items"]

    assert [year["name"] for year in years] == [
        year.name for year in focus_years(Body.objects.get(slug="tac"))
    ]
    assert "Demos and tech talks in TAC meetings" in {a["title"] for a in years[0]["areas"]}


def test_decisions_are_those_of_the_register(client: Client) -> None:
    told = get(client, "/api/v1/tidelamp/decisions").json()["items"]
    known = decisions(PUBLIC_ACTOR, Body.objects.get(slug="tidelamp"), DecisionFilter())

    assert [(each["ref"], each["text"]) for each in told] == [(d.ref, d.text) for d in known]
    assert told
    assert get(client, "/api/v1/tidelamp/decisions?as_of=2021-01-01").json()["count"] == 0


def test_members_of_an_earlier_day_are_those_who_sat_then(client: Client) -> None:
    now = get(client, "/api/v1/tac/members").json()
    then = get(client, "/api/v1/tac/members?as_of=2019-12-05").json()

    assert (now["on"], then["on"]) == ("2021-10-07", "2019-12-05")
    assert [each["label"] for each in now["seats"]] != [each["label"] for each in then["seats"]]


def test_every_page_named_in_an_answer_is_there() -> None:
    reads = every_read(Visitor())
    pages = {
        found
        for read in reads.values()
        if read.status == 200 and read.media_type.endswith("json")
        for found in re.findall(r'"page": "http://127.0.0.1:8000(/[^"]*)"', read.text)
    }
    visitor = Visitor()
    statuses = {page: visitor.open(page).status for page in pages}

    assert {page: status for page, status in statuses.items() if status not in {200, 403}} == {}
    assert len(pages) > 60


# Marks of change ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", ["/api/v1/tac", "/api/v1/bodies", *(f"/tac/{feed}" for feed in FEEDS)]
)
def test_who_has_the_answer_is_told_that_nothing_changed_until_something_did(
    client: Client, path: str
) -> None:
    mark = get(client, path).headers["ETag"]
    again = get(client, path, if_none_match=mark)
    _edit_mission()
    after = get(client, path, if_none_match=mark)

    assert (again.status_code, again.content) == (304, b"")
    assert after.status_code == 200
    assert after.headers["ETag"] != mark


@pytest.mark.parametrize("path", ["/api/v1/tac/members", "/api/v1/people/dave-thaler"])
def test_corrected_name_changes_the_mark(client: Client, path: str) -> None:
    person = Person.objects.get(handle="dave-thaler")
    mark = get(client, path).headers["ETag"]
    assert get(client, path, if_none_match=mark).status_code == 304
    correct_person(system_actor("test"), person, name="Dave Thaler II", seen=person.revision)

    assert get(client, path, if_none_match=mark).status_code == 200


def test_next_day_changes_the_mark(client: Client) -> None:
    mark = get(client, "/api/v1/tac/members").headers["ETag"]

    with clock.fixed(clock.now() + timedelta(days=1)):
        assert get(client, "/api/v1/tac/members", if_none_match=mark).status_code == 200


def test_mark_of_one_reader_is_none_for_another(client: Client) -> None:
    path = "/api/v1/tac/meetings/2021-10-07"
    mark = get(client, path).headers["ETag"]

    assert get(signed_in("dan-middleton"), path, if_none_match=mark).status_code == 200


def test_not_modified_costs_three_queries(client: Client) -> None:
    mark = get(client, "/api/v1/tac/projects").headers["ETag"]
    with CaptureQueriesContext(connection) as asked:
        get(client, "/api/v1/tac/projects", if_none_match=mark)

    assert len(asked) <= 3


def test_no_answer_asks_the_database_more_than_a_page_may() -> None:
    class Counting(Visitor):
        counts: dict[str, int] = {}  # noqa: RUF012

        def open(self, path: str) -> Any:
            with CaptureQueriesContext(connection) as asked:
                page = super().open(path)
            self.counts[path] = len(asked)
            return page

    reader = Counting()
    every_read(reader)

    over = {path: n for path, n in reader.counts.items() if n > _budget(path)}
    assert over == {}


def _budget(path: str) -> int:
    """The calendar of everything reads all parts of events, talks and meetings; minutes that are
    not approved yet are composed of the whole record of their meeting.
    """
    return MOST + path.endswith("dates.ics") + 10 * path.endswith("/minutes")


# Refusals -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "status", "code", "says"),
    [
        ("/api/v1/nobody", 404, "not_found", "no body called “nobody”"),
        ("/api/v1/tac/nowhere", 404, "not_found", "/api/v1/docs"),
        ("/api/v1/tac/meetings/2021-10-08", 404, "not_found", "The calendar lists them all"),
        ("/api/v1/tac/meetings/2021-10-07/attendance", 403, "not_allowed", "for the members"),
        ("/api/v1/tac/actions?as_of=yesterday", 422, "malformed", "as_of"),
        ("/api/v1/tac/actions?limit=1000", 422, "malformed", "limit"),
        ("/api/v1/TAC", 422, "malformed", "body"),
        ("/api/v1/search", 422, "malformed", "q"),
    ],
)
def test_refusal_has_a_status_a_code_and_words(
    client: Client, path: str, status: int, code: str, says: str
) -> None:
    answer = get(client, path)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert says in answer.json()["message"]
    assert answer.headers["Content-Type"].startswith("application/json")


def test_nothing_can_be_written(client: Client) -> None:
    for path in ("/api/v1/tac", "/api/v1/tac/actions", "/tac/feed.atom"):
        assert client.post(path, {"text": "x"}).status_code == 405
    assert (
        get(client, "/api/v1/tac/actions").json()["count"]
        == Action.objects.filter(
            body__slug="tac", state__in=["open", "in_progress", "postponed"]
        ).count()
    )


def test_record_out_of_reach_is_said_in_words(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sqlite3

    def busy(*_: object) -> None:
        raise OperationalError("database is locked") from sqlite3.OperationalError()

    monkeypatch.setattr("secretariat.foundation.people.queries.all_bodies", busy)
    answer = get(client, "/api/v1/bodies")

    assert (answer.status_code, answer.json()["code"]) == (503, "trouble")
    assert "Do it again" in answer.json()["message"]


def test_head_says_what_get_says_without_its_words(client: Client) -> None:
    asked, told = client.head("/api/v1/tac"), get(client, "/api/v1/tac")

    assert (asked.status_code, asked.content) == (200, b"")
    assert asked.headers["ETag"] == told.headers["ETag"]


# Feeds and the page -------------------------------------------------------------------------------


@pytest.mark.parametrize("body", ["tac", "tidelamp"])
def test_feeds_of_the_example_keep_the_rules_of_their_formats(client: Client, body: str) -> None:
    news = get(client, f"/{body}/feed.atom")
    plain = get(client, f"/{body}/feed.json")
    dates = get(client, f"/{body}/dates.ics")

    assert news.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert broken_rules(news.content) == []
    assert plain.headers["Content-Type"] == "application/feed+json"
    ids = [item["id"] for item in plain.json()["items"]]
    assert len(set(ids)) == len(ids) > 3
    assert dates.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert broken_lines(dates.content) == []
    zones = set(re.findall(rb"TZID=([^:]+):", dates.content))
    assert zones == set(re.findall(rb"\nTZID:(\S+)", dates.content))


def test_calendar_of_everything_holds_what_every_app_knows(client: Client) -> None:
    told = get(client, "/tac/dates.ics").content.replace(b"\r\n ", b"").decode()

    for words in ("Talk: Kata Containers", "Chair election 2021: call for nomin", "LPC"):
        assert f"SUMMARY:{words}" in told
    assert "URL:http://127.0.0.1:8000/tac/2021-10-07\r\n" in told


def test_pages_of_a_body_say_where_its_feeds_are(client: Client) -> None:
    head = get(client, "/tac").content.decode().partition("</head>")[0]

    for feed in FEEDS:
        assert re.search(
            rf'<link rel="alternate" type="[^"]+" title="[^"]+" href="/tac/{feed}">', head
        )
    assert 'rel="alternate"' not in get(client, "/").content.decode().partition("</head>")[0]


@pytest.mark.parametrize("path", ["/", "/tac", "/tac/projects", "/sign-in"])
def test_foot_of_every_page_leads_to_the_documentation(client: Client, path: str) -> None:
    foot = client.get(path, follow=True).content.decode().partition("<footer")[2]

    assert '<a href="/api/v1/docs">' in foot


def test_documentation_lists_every_address_and_needs_nothing_from_elsewhere(
    client: Client,
) -> None:
    page = get(client, "/api/v1/docs")
    text = page.content.decode()

    assert [path for path in v1.document()["paths"] if path not in text] == []
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert re.findall(r'(?:src|href)="(?:https?:)?//[^"]*"', text) == []
    assert re.findall(r"<script(?![^>]* src=)|<style| style=", text) == []


def _edit_mission() -> None:
    body = Body.objects.get(slug="tac")
    facts = BodyFacts(
        name=body.name,
        short_name=body.short_name,
        kind=body.kind,
        zone=body.zone,
        mission="Keep the beacon lit.",
        list_address=body.list_address,
        draft_audience=body.draft_audience,
        vocabulary=body.vocabulary,
    )
    edit_body(system_actor("test"), body, facts, seen=body.revision)
