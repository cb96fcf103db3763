"""Calendar, meeting page, preparing an agenda and one item, as a browser sends its forms."""

from __future__ import annotations

from datetime import date, time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from secretariat.council.meetings import commands
from secretariat.council.meetings.models import AgendaItem, Meeting, Series
from secretariat.foundation.records import clock
from secretariat.rules.visibility import Audience
from tests import factories

from .conftest import START, Council, item_of, minute

HERE = "/tc/2021-10-07"


@pytest.fixture
def clerk(council: Council, client: Client) -> Client:
    client.force_login(factories.account(council.people["Sam"]))
    return client


def order_of(meeting: Meeting) -> list[str]:
    return list(meeting.items.order_by("position").values_list("slug", flat=True))


def cost_of(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_old_address_of_a_moved_meeting_leads_to_the_new_one(
    council: Council, meeting: Meeting, client: Client
) -> None:
    later = START.replace(day=14)
    commands.move_meeting(
        council.secretary,
        meeting,
        starts_at=later,
        ends_at=later.replace(hour=16),
        reason="Holiday",
    )

    answer = client.get(f"{HERE}?tab=1")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/tc/2021-10-14?tab=1")


def test_unknown_meeting_is_not_found_in_words(council: Council, client: Client) -> None:
    answer = client.get("/tc/2001-01-01")

    assert answer.status_code == 404
    assert "The calendar lists them all" in answer.content.decode()


def test_draft_agenda_is_not_shown_to_the_public(agenda: Meeting, client: Client) -> None:
    page = client.get(HERE).content.decode()

    assert "Harbour map" not in page
    assert "The agenda is not published yet" in page
    assert client.get(f"{HERE}/harbour-map").status_code == 403


def test_next_step_follows_the_state(council: Council, agenda: Meeting, clerk: Client) -> None:
    def step() -> str:
        page = clerk.get(HERE).content.decode().partition("<main")[2]
        button = page.partition('class="button primary"')[2].partition("</a>")[0]
        return button.partition(">")[2].partition("<")[0].strip()

    with clock.fixed(minute(-120)):
        steps = [step()]
    with clock.fixed(minute(-10)):
        steps.append(step())
        commands.call_to_order(council.secretary, agenda)
        steps.append(step())
    with clock.fixed(minute(60)):
        commands.adjourn(council.secretary, agenda)
        steps.append(step())

    assert steps == [
        "Prepare the agenda",
        "Open the room",
        "Go to the room",
        "To the minutes",
    ]


def test_agenda_is_prepared_and_published_through_forms(
    council: Council, meeting: Meeting, clerk: Client, client: Client
) -> None:
    clerk.post(f"{HERE}/prepare/accept")
    new = {"title": "Harbour map", "minutes": "15", "presenters": "Eve Lund, a surveyor"}
    clerk.post(f"{HERE}/prepare/add", new)
    clerk.post(f"{HERE}/prepare/add", {"title": "Depths"})
    clerk.post(f"{HERE}/prepare/part", {"item": "depths", "of": "harbour-map"})
    clerk.post(f"{HERE}/prepare/add", {"title": "Buoys"})
    clerk.post(f"{HERE}/prepare/order", {"up": "buoys"})
    clerk.post(f"{HERE}/prepare/remove", {"item": "any-other-business", "reason": "No time"})
    clerk.post(f"{HERE}/prepare/publish")

    assert order_of(meeting) == [
        "welcome-roll-call-and-introductions",
        "buoys",
        "harbour-map",
        "depths",
    ]
    item = item_of(meeting, "harbour-map")
    assert [p.name for p in item.presenters.all()] == ["Eve Lund"]
    assert (item.presenter_words, item.minutes) == ("a surveyor", 15)
    page = Client().get(HERE).content.decode()
    assert "Harbour map" in page
    assert "Eve Lund, a surveyor" in page


def test_dragged_order_is_kept(agenda: Meeting, clerk: Client) -> None:
    wanted = list(reversed(order_of(agenda)))

    clerk.post(f"{HERE}/prepare/order", {"order": wanted})

    assert order_of(agenda) == wanted


def test_line_is_changed_on_the_agenda_itself(agenda: Meeting, clerk: Client) -> None:
    fields = {"title": "Harbour chart", "minutes": "20", "presenters": "Eve Lund", "seen": "1"}
    assert clerk.post(f"{HERE}/harbour-map/line", fields).status_code == 303
    clash = clerk.post(f"{HERE}/harbour-map/line", {**fields, "title": "Sea chart"})

    item = item_of(agenda, "harbour-map")
    assert (item.title, item.minutes, item.text) == ("Harbour chart", 20, "")
    assert [p.name for p in item.presenters.all()] == ["Eve Lund"]
    assert clash.status_code == 409


def test_overrun_is_said_in_words(council: Council, agenda: Meeting, clerk: Client) -> None:
    new = commands.NewItem(title="Long talk", minutes=120)
    commands.add_item(council.secretary, agenda, new)

    page = clerk.get(f"{HERE}/prepare").content.decode()

    assert "The agenda takes 2 h 30 min of 2 h: 30 min too long." in page


def test_two_editors_of_one_item_lose_nothing(
    council: Council, agenda: Meeting, clerk: Client
) -> None:
    fields = {
        "title": "Harbour map",
        "minutes": "15",
        "presenters": "",
        "text": "Drawn by Ada.",
        "speaker_notes": "",
        "audience": "public",
        "seen": "1",
    }
    other = Client()
    other.force_login(factories.account(council.people["Ada"]))
    assert other.post(f"{HERE}/harbour-map/edit", fields).status_code == 303

    clash = clerk.post(f"{HERE}/harbour-map/edit", {**fields, "text": "Drawn by Ben."})
    page = clash.content.decode()
    assert clash.status_code == 409
    assert "Drawn by Ada.\nDrawn by Ben." in page

    both = {**fields, "text": "Drawn by both.", "seen": "2"}
    assert clerk.post(f"{HERE}/harbour-map/edit", both).status_code == 303
    assert item_of(agenda, "harbour-map").text == "Drawn by both."


def test_file_whose_ending_is_a_format_of_ours_is_downloaded_too(
    council: Council, agenda: Meeting, clerk: Client
) -> None:
    content = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
    file = SimpleUploadedFile("Depths.pdf", content)
    clerk.post(f"{HERE}/harbour-map/files", {"file": file, "audience": "public"})

    answer = clerk.get(f"{HERE}/harbour-map/files/depths.pdf")

    assert (answer.status_code, answer.content) == (200, content)


def test_file_is_filed_and_downloaded_by_who_may(
    council: Council, agenda: Meeting, clerk: Client
) -> None:
    file = SimpleUploadedFile("Depths.txt", b"12 m")
    clerk.post(f"{HERE}/harbour-map/files", {"file": file, "audience": "members"})
    commands.publish_agenda(council.secretary, agenda)

    answer = clerk.get(f"{HERE}/harbour-map/files/depths.txt")

    assert (answer.content, answer.headers["Content-Type"]) == (b"12 m", "text/plain")
    assert "attachment" in answer.headers["Content-Disposition"]
    assert Client().get(f"{HERE}/harbour-map/files/depths.txt").status_code == 403
    assert "depths.txt" not in Client().get(f"{HERE}/harbour-map").content.decode()


def test_slug_of_an_item_leads_to_its_number(session: Meeting, client: Client) -> None:
    answer = client.get(f"{HERE}/harbour-map")

    assert (answer.status_code, answer.headers["Location"]) == (302, f"{HERE}/2")


def test_item_for_officers_is_closed_to_others(
    council: Council, session: Meeting, client: Client
) -> None:
    new = commands.NewItem(title="Salaries", audience=Audience.OFFICERS)
    commands.add_item(council.secretary, session, new)

    assert client.get(f"{HERE}/4").status_code == 403
    assert "Salaries" not in client.get(HERE).content.decode()


def test_leftover_is_carried_or_withdrawn_from_its_page(
    council: Council, session: Meeting, clerk: Client
) -> None:
    plan = commands.MeetingPlan(starts_at=START.replace(day=21), ends_at=minute(60).replace(day=21))
    following = commands.plan_meeting(council.secretary, council.body, plan).meeting
    with clock.fixed(minute(60)):
        commands.adjourn(council.secretary, session)
        clerk.post(f"{HERE}/2/carry")
        clerk.post(f"{HERE}/3/withdraw", {"reason": "Nobody had any"})

    assert [item.title for item in following.items.all()] == ["Harbour map"]
    assert item_of(session, "any-other-business").state == AgendaItem.State.WITHDRAWN


def test_meeting_is_planned_moved_cancelled_and_reinstated(council: Council, clerk: Client) -> None:
    when = {"on": "2021-11-02", "start_time": "07:00", "end_time": "08:00"}
    named = {"kind": "extra", "title": "Storm meeting", "occasion": "Storm ahead"}
    clerk.post("/tc/calendar/plan", {**when, **named})
    clerk.post("/tc/2021-11-02/move", {**when, "on": "2021-11-03", "reason": "Tide"})
    clerk.post("/tc/2021-11-03/cancel", {"cancel-reason": "Storm is over"})
    cancelled = Meeting.objects.get()
    clerk.post("/tc/2021-11-03/cancel/undo")

    assert (cancelled.title, cancelled.state) == ("Storm meeting", "cancelled")
    assert Meeting.objects.get().state == "planned"


def test_impossible_times_come_back_in_the_form(council: Council, clerk: Client) -> None:
    fields = {"on": "2021-11-02", "start_time": "07:00", "end_time": "06:00", "kind": "extra"}

    page = clerk.post("/tc/calendar/plan", fields).content.decode()

    assert "The meeting would end before it begins" in page
    assert 'value="07:00"' in page
    assert not Meeting.objects.exists()


def test_details_and_people_of_the_day_are_set(
    council: Council, meeting: Meeting, clerk: Client
) -> None:
    fields = {
        "title": "Autumn meeting",
        "link": "https://example.org/call",
        "link_audience": "members",
        "passcode": "1234",
        "passcode_audience": "members",
        "recording_url": "",
        "recording_audience": "members",
        "seen": "1",
    }
    clerk.post(f"{HERE}/edit", fields)
    clerk.post(f"{HERE}/edit/people", {"chair": "Ben Stone", "secretary": ""})

    meeting.refresh_from_db()
    assert (meeting.title, meeting.passcode) == ("Autumn meeting", "1234")
    assert meeting.chair == council.people["Ben"]
    assert "1234" not in Client().get(HERE).content.decode()
    assert "1234" in clerk.get(HERE).content.decode()


def test_series_is_set_up_and_planned(council: Council, clerk: Client) -> None:
    fields = {
        "title": "TC meeting",
        "starts_on": "2021-10-07",
        "every_weeks": "2",
        "start_time": "07:00",
        "end_time": "09:00",
        "zone": "America/Los_Angeles",
    }
    with clock.fixed(START):
        clerk.post("/tc/series/new", fields)
        page = clerk.get("/tc/series/tc-meeting").content.decode()
        clerk.post("/tc/series/tc-meeting/2021-10-21")
        clerk.post("/tc/series/tc-meeting/plan", {"until_on": "2021-11-20"})

    assert "every second Thursday, 07:00 to 09:00" in page
    slugs = Meeting.objects.values_list("slug", flat=True)
    assert list(slugs) == ["2021-10-07", "2021-10-21", "2021-11-04", "2021-11-18"]


@pytest.mark.parametrize("day", ["2021-13-45", "2021-10-07-2"])
def test_day_that_is_none_is_not_found(
    day: str, council: Council, clerk: Client, meeting: Meeting
) -> None:
    plan = commands.SeriesPlan(
        title="TC meeting", starts_on=date(2021, 10, 7), start_time=time(7), end_time=time(9)
    )
    commands.create_series(council.secretary, council.body, plan)

    assert clerk.post(f"/tc/series/tc-meeting/{day}").status_code == 404


@pytest.mark.parametrize("year", ["0000", "9999", "x", "20211"])
def test_impossible_year_of_the_calendar_shows_this_year(
    year: str, meeting: Meeting, client: Client
) -> None:
    with clock.fixed(START):
        page = client.get(f"/tc/calendar?year={year}").content.decode()

    assert "Held in 2021" in page


def test_joint_meeting_is_planned_through_its_form(council: Council, clerk: Client) -> None:
    other = factories.body("outreach", "Outreach Committee")
    when = {"on": "2021-11-02", "start_time": "07:00", "end_time": "08:00"}

    clerk.post("/tc/calendar/plan", {**when, "kind": "joint", "joint_with": [other.slug]})

    assert list(Meeting.objects.get().joint_bodies.all()) == [other]


def test_unknown_zone_comes_back_in_the_form(council: Council, clerk: Client) -> None:
    fields = {
        "title": "TC meeting",
        "starts_on": "2021-10-07",
        "every_weeks": "2",
        "start_time": "07:00",
        "end_time": "09:00",
        "zone": "Atlantis",
    }

    page = clerk.post("/tc/series/new", fields).content.decode()

    assert "There is no time zone “Atlantis”" in page
    assert not Series.objects.exists()


def test_calendar_shows_rhythm_warnings_and_reasons(council: Council, client: Client) -> None:
    plan = commands.SeriesPlan(
        title="TC meeting",
        starts_on=date(2021, 11, 11),
        start_time=time(7),
        end_time=time(9),
        holidays="us",
    )
    series = commands.create_series(council.secretary, council.body, plan)
    planned = commands.plan_occurrence(council.secretary, series, date(2021, 11, 11))
    commands.cancel_meeting(council.secretary, planned.meeting, reason="Everybody is at sea")

    with clock.fixed(START):
        page = client.get("/tc/calendar").content.decode()

    assert "This day is Thanksgiving in the United States." in page
    coming, past = page.split('id="past-title"')
    assert "Everybody is at sea" in coming
    assert "Everybody is at sea" not in past
    assert '<a href="/tc/2021-11-11" data-row-focus><time datetime="2021-11-11">' in coming


def test_holiday_is_told_to_those_who_prepare(council: Council, clerk: Client) -> None:
    series = commands.SeriesPlan(
        title="TC meeting",
        starts_on=date(2021, 11, 11),
        start_time=time(7),
        end_time=time(9),
        holidays="us",
    )
    commands.plan_ahead(
        council.secretary,
        commands.create_series(council.secretary, council.body, series),
        from_on=date(2021, 11, 11),
        until_on=date(2021, 11, 25),
    )
    words = "This day is Thanksgiving in the United States."

    for page in ("/tc/2021-11-25", "/tc/2021-11-25/prepare"):
        assert words in clerk.get(page).content.decode(), page
        assert words not in clerk.get(page.replace("25", "11")).content.decode()
    assert words not in Client().get("/tc/2021-11-25").content.decode()


def test_pages_cost_the_same_for_one_and_for_many(
    council: Council, agenda: Meeting, clerk: Client
) -> None:
    paths = ("/tc/calendar", HERE, f"{HERE}/prepare", f"{HERE}/harbour-map")
    few = [cost_of(clerk, path) for path in paths]

    for number in range(3):
        new = commands.NewItem(title=f"Buoy {number}", presenters=[council.people["Eve"]])
        commands.add_item(council.secretary, agenda, new)
        plan = commands.MeetingPlan(starts_at=minute(200), ends_at=minute(260))
        commands.plan_meeting(council.secretary, council.body, plan)

    assert [cost_of(clerk, path) for path in paths] == few
