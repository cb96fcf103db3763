"""Meetings in the nights clocks change, and readers elsewhere: forms, pages, letters, calendars."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

from secretariat.council.meetings import commands
from secretariat.council.meetings.letters import letter_about, send_letter
from secretariat.council.meetings.models import Meeting
from secretariat.foundation.outbox.models import Message
from tests import factories

from .conftest import START, Council

NIGHT = {"start_time": "01:30", "end_time": "02:30", "kind": "extra", "occasion": "Storm"}


@pytest.fixture
def clerk(council: Council, client: Client) -> Client:
    client.force_login(factories.account(council.people["Sam"]))
    return client


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_plan_of_a_time_that_comes_twice_is_asked_and_then_kept(clerk: Client) -> None:
    typed = {"on": "2021-11-07", **NIGHT}

    asked = clerk.post("/tc/calendar/plan", typed)

    assert asked.status_code == 409
    assert "01:30 comes twice, as 01:30 PDT (08:30 UTC) and as 01:30 PST (09:30 UTC)" in text(asked)
    assert 'name="turn"' in text(asked)
    assert 'value="01:30"' in text(asked)
    assert not Meeting.objects.exists()
    assert clerk.post("/tc/calendar/plan", {**typed, "turn": "second"}).status_code == 303
    assert Meeting.objects.get().starts_at == datetime(2021, 11, 7, 9, 30, tzinfo=UTC)


def test_plan_asks_nothing_on_any_other_day(clerk: Client) -> None:
    assert 'name="turn"' not in text(clerk.get("/tc/calendar/plan"))
    assert clerk.post("/tc/calendar/plan", {"on": "2021-11-06", **NIGHT}).status_code == 303


def test_plan_of_a_time_that_does_not_exist_is_refused(clerk: Client) -> None:
    typed = {**NIGHT, "on": "2021-03-14", "start_time": "02:30", "end_time": "03:30"}

    answer = clerk.post("/tc/calendar/plan", typed)

    assert answer.status_code == 409
    assert "there is no 02:30. Nothing has changed. Write a time that the clocks show" in text(
        answer
    )
    assert 'id="id_start_time_error"' in text(answer)
    assert not Meeting.objects.exists()


def test_move_to_a_time_that_comes_twice_is_asked_where_it_was_typed(
    clerk: Client, meeting: Meeting
) -> None:
    typed = {"on": "2021-11-07", "start_time": "01:15", "end_time": "04:00", "reason": "storm"}

    asked = clerk.post(f"/{meeting.ref}/move", typed)

    assert asked.status_code == 409
    assert "01:15 comes twice" in text(asked)
    assert 'value="storm"' in text(asked)
    meeting.refresh_from_db()
    assert meeting.starts_at == START
    clerk.post(f"/{meeting.ref}/move", {**typed, "turn": "first"})
    meeting.refresh_from_db()
    assert meeting.starts_at == datetime(2021, 11, 7, 8, 15, tzinfo=UTC)
    form = text(clerk.get(f"/{meeting.ref}/edit"))
    assert '<option value="first" selected>' in form


def test_stranger_who_moves_a_meeting_learns_nothing(client: Client, meeting: Meeting) -> None:
    typed = {"on": "2021-11-07", "start_time": "01:15", "end_time": "04:00", "reason": "storm"}

    assert client.post(f"/{meeting.ref}/move", typed).status_code in (302, 403)


def test_page_says_the_reader_s_own_time(council: Council, agenda: Meeting, client: Client) -> None:
    commands.publish_agenda(council.secretary, agenda)
    account = factories.account(council.people["Ben"])
    account.zone = "Australia/Lord_Howe"
    account.save()
    stranger = text(client.get(f"/{agenda.ref}"))
    client.force_login(account)

    page = text(client.get(f"/{agenda.ref}"))

    assert "01:00 to 03:00 next day, your time (Australia/Lord Howe)" in page
    assert ">01:00 next day, your time<" in page
    assert "data-local=" not in page
    assert "Lord Howe" not in stranger
    assert 'data-local="2021-10-07T07:00"' in stranger
    assert "your time" in text(client.get("/tc/calendar"))


def test_letter_says_both_times_to_who_chose_a_clock_alone(
    council: Council, agenda: Meeting
) -> None:
    for name in ("Ada", "Ben"):
        person = council.people[name]
        person.address = f"{person.handle}@example.org"
        person.save()
    account = factories.account(council.people["Ben"])
    account.zone = "Asia/Kolkata"
    account.save()
    published = commands.publish_agenda(council.secretary, agenda)

    send_letter(council.secretary, published, **letter_about(published), to_list=False)

    sent = {
        mail.to_address: message_from_bytes(bytes(mail.content), policy=policy.default)
        .get_body(("plain",))
        .get_content()  # type: ignore[union-attr]
        for mail in Message.objects.all()
    }
    own = "On your clock (Asia/Kolkata): Thursday 7 October 2021, 19:30 to 21:30."
    assert own in sent["ben-stone@example.org"]
    assert "On your clock" not in sent["ada-quill@example.org"]
    assert "Thursday 7 October 2021, 07:00 to 09:00 PDT" in sent["ben-stone@example.org"]


@pytest.mark.usefixtures("_before_the_meeting")
@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Europe/Berlin", "Australia/Lord_Howe"])
def test_calendar_of_meetings_across_changes_is_read_back_elsewhere(
    council: Council, client: Client, zone: str
) -> None:
    planned = {}
    for weeks in range(0, 30, 2):
        start = START + timedelta(weeks=weeks)
        plan = commands.MeetingPlan(
            starts_at=start, ends_at=start + timedelta(hours=2), zone=zone, occasion="x"
        )
        made = commands.plan_meeting(council.secretary, council.body, plan).meeting
        planned[str(made.uid)] = (made.starts_at, made.ends_at)

    read = Calendar.from_ical(client.get("/tc/calendar.ics").content)

    told = {
        str(each["UID"]): (each.decoded("DTSTART"), each.decoded("DTEND"))
        for each in read.walk("VEVENT")
    }
    assert told == planned
    assert [str(each["TZID"]) for each in read.walk("VTIMEZONE")] == [zone]
