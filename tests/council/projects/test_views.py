"""The pages of the project table: read without an account, changed by those who may."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.commands import MeetingPlan
from secretariat.council.projects import commands, queries
from secretariat.council.projects.models import Claim, MilestoneColumn, Project
from secretariat.foundation.people.models import Appointment, Body
from secretariat.foundation.records import clock
from secretariat.rules.claims import Certainty
from tests import factories
from tests.council.projects.tables import NOW, SECRETARY, TODAY, column, people_column, project


@pytest.fixture
def secretary(body: Body) -> Client:
    """A browser signed in as the secretary."""
    who = factories.person("Ada Quill")
    factories.office(body, "secretary", who)
    client = Client()
    client.force_login(factories.account(who))
    return client


@pytest.fixture
def table(body: Body) -> tuple[Project, MilestoneColumn]:
    """One project, one milestone."""
    return project(body), column(body, "Charter")


def page_of(client: Client, address: str) -> str:
    """The page at an address, which must be there."""
    response = client.get(address)
    assert response.status_code == 200, response.content.decode()
    return response.content.decode()


def test_table_is_read_without_an_account(
    client: Client, table: tuple[Project, MilestoneColumn]
) -> None:
    commands.record_claim(SECRETARY, *table, text="(Oct 2024?)")

    page = page_of(client, "/tc/projects")

    assert '<td data-label="Charter" class="cell-unsure">' in page
    assert '<a href="/tc/projects/beacon/charter"' in page
    assert "tentative</span>" in page
    assert "hx-get" not in page.partition("<table")[2].partition("</table>")[0]
    assert "Add a project" not in page


def test_table_of_another_day_marks_what_changed_since(
    client: Client, table: tuple[Project, MilestoneColumn]
) -> None:
    commands.record_claim(SECRETARY, *table, text="Yes", said_on=date(2024, 3, 1))

    before = page_of(client, "/tc/projects?as_of=2024-02-29")
    after = page_of(client, "/tc/projects?as_of=2024-03-01&compared_with=2024-02-29")

    assert "Yes</a>" not in before
    assert '<td data-label="Charter" class="cell-changed">' in after
    assert "Changed cells say something else than on" in after


def test_table_answers_a_day_that_is_none_in_words(
    client: Client, table: tuple[Project, MilestoneColumn]
) -> None:
    page = page_of(client, "/tc/projects?as_of=yesterday")

    assert "Enter a valid date" in page
    assert "Beacon" in page


def test_what_was_known_then_is_reached_from_a_correction_and_from_no_form(
    client: Client, table: tuple[Project, MilestoneColumn]
) -> None:
    wrong = commands.record_claim(SECRETARY, *table, text="MAR 2023", said_on=date(2024, 3, 1))
    with clock.fixed(NOW + timedelta(days=2)):
        commands.correct_claim(SECRETARY, wrong, text="APR 2023", reason="Read the wrong line")
        history = page_of(client, "/tc/projects/beacon/charter")
        now = page_of(client, "/tc/projects")
        then = page_of(client, "/tc/projects?as_of=2024-03-01&known_on=2024-05-16")

    assert 'href="/tc/projects?as_of=2024-03-01&amp;known_on=2024-05-16"' in history
    assert ("APR 2023" in now, "MAR 2023" in now) == (True, False)
    assert ("APR 2023" in then, "MAR 2023" in then) == (False, True)
    assert "What was written or corrected later is left out" in then
    assert 'name="known_on"' not in now + then


def test_empty_table_says_what_to_do_next(secretary: Client, client: Client) -> None:
    assert "Add the first one" in page_of(secretary, "/tc/projects")
    assert "Choose another day above" in page_of(client, "/tc/projects")


def test_table_needs_the_same_queries_for_three_rows_as_for_one(
    secretary: Client, body: Body
) -> None:
    charter, mentor = column(body, "Charter"), people_column(body)
    who = factories.person("Ann Lee", known_as="Ann")

    def counted() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            page_of(secretary, "/tc/projects?compared_with=2024-01-01")
        return len(found)

    def add(name: str) -> None:
        added = project(body, name)
        commands.record_claim(SECRETARY, added, charter, text="Yes")
        commands.appoint_liaison(SECRETARY, added, who, role=mentor.role)

    add("Anchor")
    with_one = counted()
    add("Beacon")
    add("Compass")

    assert counted() == with_one
    assert with_one <= 20


def test_project_page_needs_the_same_queries_for_three_claims_as_for_one(
    secretary: Client, body: Body, table: tuple[Project, MilestoneColumn]
) -> None:
    commands.record_claim(SECRETARY, *table, text="Yes")

    def counted() -> int:
        with CaptureQueriesContext(connection) as found:
            page_of(secretary, "/tc/projects/beacon")
        return len(found)

    with_one = counted()
    commands.record_claim(SECRETARY, *table, text="MAY 2024")
    commands.record_claim(SECRETARY, *table, text="16 MAY 2024")

    assert counted() == with_one
    assert with_one <= 20


def test_cell_page_records_a_claim(
    secretary: Client, table: tuple[Project, MilestoneColumn]
) -> None:
    response = secretary.post(
        "/tc/projects/beacon/charter",
        {"seen": "0", "text": "MAR 2024", "said_on": "2024-03-28", "source_words": "A mail"},
    )

    assert response.status_code == 302
    claim = Claim.objects.get()
    assert (claim.text, claim.said_on, claim.source_words, claim.recorded_by) == (
        "MAR 2024",
        date(2024, 3, 28),
        "A mail",
        "Ada Quill",
    )
    page = page_of(secretary, "/tc/projects/beacon/charter")
    assert "What was said, newest first" in page
    assert "A mail" in page


def test_cell_page_keeps_a_malformed_value_and_says_what_to_do(
    secretary: Client, table: tuple[Project, MilestoneColumn]
) -> None:
    response = secretary.post(
        "/tc/projects/beacon/charter",
        {"seen": "0", "text": "32 OCT 2019", "said_on": "2024-03-28"},
    )

    page = response.content.decode()
    assert "Oct 2019 has days 1 to 31" in page
    assert 'value="32 OCT 2019"' in page
    assert not Claim.objects.exists()


def test_cell_is_edited_in_place(secretary: Client, table: tuple[Project, MilestoneColumn]) -> None:
    asked = {"HX-Request": "true"}
    form = secretary.get("/tc/projects/beacon/charter?edit", headers=asked).content.decode()
    wrong = secretary.post(
        "/tc/projects/beacon/charter",
        {"seen": "0", "text": "(Oct", "said_on": "2024-05-16"},
        headers=asked,
    ).content.decode()
    right = secretary.post(
        "/tc/projects/beacon/charter",
        {"seen": "0", "text": "(Oct 2024?)", "said_on": "2024-05-16"},
        headers=asked,
    ).content.decode()

    assert form.startswith('<td data-label="Charter">')
    assert 'name="text"' in form
    assert "a parenthesis without its partner" in wrong
    assert right.startswith('<td data-label="Charter" class="cell-unsure">')
    assert [claim.text for claim in Claim.objects.all()] == ["(Oct 2024?)"]


def test_cell_shows_both_values_when_somebody_was_faster(
    secretary: Client, table: tuple[Project, MilestoneColumn]
) -> None:
    commands.record_claim(SECRETARY, *table, text="APR 2024")

    response = secretary.post(
        "/tc/projects/beacon/charter",
        {"seen": "0", "text": "MAY 2024", "said_on": "2024-05-16"},
    )

    assert response.status_code == 409
    page = response.content.decode()
    assert "APR 2024" in page
    assert "MAY 2024" in page
    assert Claim.objects.count() == 1


def test_value_recorded_during_a_meeting_names_it_as_its_source(
    secretary: Client, body: Body, table: tuple[Project, MilestoneColumn]
) -> None:
    plan = MeetingPlan(starts_at=NOW, ends_at=NOW + timedelta(hours=1))
    meeting = meetings.plan_meeting(SECRETARY, body, plan).meeting
    meetings.accept_proposals(SECRETARY, meeting)
    meetings.publish_agenda(SECRETARY, meeting)
    meetings.call_to_order(SECRETARY, meeting)

    page = page_of(secretary, "/tc/projects/beacon/charter")
    said = {"text": "Yes", "said_on": "2024-05-16", "source_words": "Meeting of 16 May 2024"}
    secretary.post("/tc/projects/beacon/charter", {"seen": "0", **said})

    assert 'value="Meeting of 16 May 2024"' in page
    assert Claim.objects.get().source_ref == "tc/2024-05-16"
    assert '<a href="/tc/2024-05-16">Meeting of 16 May 2024</a>' in page_of(
        secretary, "/tc/projects/beacon/charter"
    )


def test_value_recorded_from_the_room_goes_back_to_it(
    secretary: Client, table: tuple[Project, MilestoneColumn]
) -> None:
    said = {"project": "beacon", "column": "charter", "text": "Yes", "source": "tc/2024-05-16/3a"}

    back = secretary.post("/tc/projects/claims", {**said, "next": "/tc/2024-05-16/room"})
    elsewhere = secretary.post(
        "/tc/projects/claims", {**said, "text": "No", "next": "//example.org/"}
    )

    assert back.headers["Location"] == "/tc/2024-05-16/room"
    assert elsewhere.headers["Location"] == "/tc/projects"
    first = Claim.objects.order_by("number")[0]
    assert (first.source_ref, first.source_words) == (
        "tc/2024-05-16/3a",
        "Meeting of 16 May 2024, item 3a",
    )


def test_claim_is_corrected_on_its_page(
    secretary: Client, table: tuple[Project, MilestoneColumn]
) -> None:
    commands.record_claim(SECRETARY, *table, text="3 SEP 2020", said_on=date(2024, 1, 1))

    response = secretary.post(
        "/tc/projects/beacon/charter/1",
        {"text": "17 SEP 2020", "said_on": "2024-01-01", "reason": "Wrong heading."},
    )

    assert response.status_code == 302
    page = page_of(secretary, "/tc/projects/beacon/charter")
    assert "<del>3 SEP 2020</del>" in page
    assert "Wrong heading." in page


def test_readers_find_no_form_and_may_not_post(
    client: Client, table: tuple[Project, MilestoneColumn]
) -> None:
    page = page_of(client, "/tc/projects/beacon/charter")
    response = client.post(
        "/tc/projects/beacon/charter", {"seen": "0", "text": "Yes", "said_on": "2024-05-16"}
    )

    assert 'name="text"' not in page
    assert response.status_code == 403
    assert not Claim.objects.exists()


def test_project_page_tells_names_people_and_order(secretary: Client, body: Body) -> None:
    first = column(body, "Presented")
    second = column(body, "Approved", not_before=first)
    mentor = people_column(body)
    added = project(body)
    commands.record_claim(SECRETARY, added, first, text="24 JUN 2023")
    commands.record_claim(SECRETARY, added, second, text="MAR 2023")
    commands.rename_project(SECRETARY, added, name="Lantern", from_on=TODAY, seen=1)
    who = factories.person("Ann Lee", known_as="Ann")
    commands.appoint_liaison(SECRETARY, added, who, role=mentor.role, certainty=Certainty.TENTATIVE)

    page = page_of(secretary, "/tc/projects/beacon")

    assert "called Beacon until" in page
    assert "printed as Ann" in page
    assert "Approved (Mar 2023) lies before Presented (24 Jun 2023)." in page
    assert "records Approved: “MAR 2023”" in page


def test_people_are_appointed_changed_and_ended(secretary: Client, body: Body) -> None:
    people_column(body)
    project(body)
    factories.person("Ann Lee", known_as="Ann")

    secretary.post(
        "/tc/projects/beacon/liaisons",
        {"person": "ann-lee", "from_on": "2024-05-01", "certainty": "prospective"},
    )
    assert queries.table(body, TODAY).cell("beacon", "mentor").text == "(Ann)"
    secretary.post(
        "/tc/projects/beacon/liaisons/ann-lee",
        {"seen": "1", "certainty": "settled", "from_on": "2024-05-10", "printed_as": "Ann Lee"},
    )
    assert queries.table(body, TODAY).cell("beacon", "mentor").text == "Ann Lee"
    assert queries.table(body, date(2024, 5, 9)).cell("beacon", "mentor").text == "(Ann Lee)"
    held = Appointment.objects.get(to_on=None)
    secretary.post(
        "/tc/projects/beacon/liaisons/ann-lee/end",
        {"seen": str(held.revision), "last_on": "2024-05-15"},
    )

    assert queries.table(body, TODAY).cell("beacon", "mentor").text == ""
    assert Appointment.objects.count() == 2


def test_project_is_added_renamed_ended_and_resumed(secretary: Client, body: Body) -> None:
    secretary.post("/tc/projects/new", {"name": "Beacon", "listed_from_on": "2024-05-01"})
    secretary.post("/tc/projects/beacon/edit", {"seen": "1", "summary": "A light.", "website": ""})
    secretary.post(
        "/tc/projects/beacon/rename", {"seen": "2", "name": "Lantern", "from_on": "2024-05-10"}
    )
    secretary.post(
        "/tc/projects/beacon/end", {"seen": "3", "on": "2024-05-15", "reason": "Nobody left."}
    )
    page = page_of(secretary, "/tc/projects")

    assert "Lantern</a>, until" in page
    assert "Nobody left." in page
    secretary.post("/tc/projects/beacon/resume", {"seen": "4", "reason": "Somebody came."})
    assert Project.objects.get().ended_on is None


def test_columns_are_added_changed_ordered_retired_and_removed(
    secretary: Client, body: Body
) -> None:
    address = "/tc/projects/columns"
    for label in ("Charter", "Review", "Webinar"):
        secretary.post(address, {"label": label, "kind": "milestone", "not_before": ""})
    secretary.post(f"{address}/order", {"order": ["charter", "review", "webinar"], "up": "webinar"})
    secretary.post(
        f"{address}/review", {"seen": "1", "label": "Annual review", "not_before": "charter"}
    )
    secretary.post(
        f"{address}/charter/retire", {"seen": "1", "on": "2024-05-15", "reason": "Unused."}
    )
    secretary.post(f"{address}/webinar/remove")
    page = page_of(secretary, address)

    rows = [(one.label, one.retired_reason) for one in body.milestone_columns.all()]
    assert rows == [("Charter", "Unused."), ("Annual review", "")]
    assert "comes after Charter" in page
    secretary.post(f"{address}/charter/restore", {"seen": "2"})
    assert body.milestone_columns.get(slug="charter").retired_on is None


def test_column_in_use_is_not_removed(
    secretary: Client, table: tuple[Project, MilestoneColumn]
) -> None:
    commands.record_claim(SECRETARY, *table, text="Yes")

    response = secretary.post("/tc/projects/columns/charter/remove")

    assert response.status_code == 409
    assert "Retire the column instead" in response.content.decode()
    assert "Remove the column" not in page_of(secretary, "/tc/projects/columns/charter")


@pytest.mark.parametrize(
    "address",
    [
        "/tc/projects/nothing",
        "/tc/projects/beacon/nothing",
        "/tc/projects/beacon/charter/9",
        "/tc/projects.xls",
        "/nobody/projects",
    ],
)
def test_unknown_addresses_are_answered_in_words(
    secretary: Client, table: tuple[Project, MilestoneColumn], address: str
) -> None:
    assert secretary.get(address).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/tc/projects/new",
        "/tc/projects/columns",
        "/tc/projects/columns/charter",
        "/tc/projects/beacon/edit",
        "/tc/projects/beacon/end",
        "/tc/projects/beacon/liaisons",
    ],
)
def test_pages_for_officers_are_refused_to_readers(
    client: Client,
    secretary: Client,
    table: tuple[Project, MilestoneColumn],
    address: str,
) -> None:
    page_of(secretary, address)
    assert client.get(address).status_code == 403


def test_no_page_shows_inline_style_or_script(
    secretary: Client, table: tuple[Project, MilestoneColumn]
) -> None:
    commands.record_claim(SECRETARY, *table, text="Yes")
    for address in ("/tc/projects", "/tc/projects/beacon", "/tc/projects/beacon/charter"):
        page = page_of(secretary, address)
        assert " style=" not in page
        assert "<script>" not in page


FORMS = {
    "14 JAN 2021": "settled", "MAR 2021": "settled", "Yes": "settled", "N/A": "settled",
    "(Oct 2021?)": "tentative", "FEB 2021 (DEC 2021?)": "tentative",
    "(Veraison – NOV 18?)": "tentative", "(Simon Johnson)": "prospective",
    "Grant & Mike": "tentative", "Postponed": "tentative", "after the summit": "tentative",
    "<script>alert(1)</script>": "tentative",
}  # fmt: skip


@pytest.mark.parametrize(("text", "certainty"), FORMS.items())
def test_every_form_of_a_value_is_taken_with_its_certainty(
    secretary: Client, table: tuple[Project, MilestoneColumn], text: str, certainty: str
) -> None:
    sent = {"text": text, "said_on": TODAY.isoformat(), "certainty": "", "seen": 0}
    answer = secretary.post("/tc/projects/beacon/charter", sent, follow=True)

    page = answer.content.decode()
    assert f'<td data-label="Certainty">{certainty}</td>' in page
    assert escape(text) in page
    assert "<script>alert" not in page
    words = page_of(secretary, "/tc/projects/beacon")
    line = words.partition('data-label="Certainty">')[2].partition("</td>")[0]
    assert f"{certainty}</span>" in line


def test_words_are_settled_where_no_date_is_asked_for(
    secretary: Client, table: tuple[Project, MilestoneColumn]
) -> None:
    form = {"label": "Proposed by", "kind": "words", "not_before": ""}
    page = secretary.post("/tc/projects/columns", form, follow=True).content.decode()
    assert "“Proposed by” is a column now." in page

    sent = {"text": "Lighthouse", "said_on": TODAY.isoformat(), "certainty": "", "seen": 0}
    secretary.post("/tc/projects/beacon/proposed-by", sent)

    assert Claim.objects.get(text="Lighthouse").certainty == "settled"


def test_members_person_and_offices_name_the_project_of_a_liaison(
    body: Body, table: tuple[Project, MilestoneColumn], secretary: Client
) -> None:
    added, _ = table
    mentor, who = people_column(body), factories.person("Ann Lee")
    commands.appoint_liaison(SECRETARY, added, who, role=mentor.role)

    for path in ("/tc/members", f"/people/{who.handle}", "/tc/settings/offices"):
        page = page_of(secretary, path)
        assert f'href="/{added.ref}">{added.name}</a>' in page
