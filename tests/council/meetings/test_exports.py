"""Agenda, meeting and calendar as files."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, time
from typing import Any
from uuid import UUID

import icalendar
import pytest
from django.test import Client

from secretariat.council.meetings import commands
from secretariat.council.meetings.models import Meeting
from secretariat.foundation.records import clock
from secretariat.foundation.records.exports import export
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import PUBLIC_ACTOR, Actor, Audience
from tests import factories

from .conftest import START, Council, item_of, minute

REF = "tc/2021-10-07"
PUBLIC, MEMBERS, OFFICERS = Audience.PUBLIC, Audience.MEMBERS, Audience.OFFICERS


def text(actor: Actor, ref: str, to: str) -> str:
    return export(actor, ref, to).content.decode()


def events(content: str) -> list[Any]:
    return list(icalendar.Calendar.from_ical(content).walk("VEVENT"))


def test_agenda_as_markdown_has_the_numbers_of_the_agenda(
    council: Council, agenda: Meeting
) -> None:
    commands.publish_agenda(council.secretary, agenda)

    markdown = text(PUBLIC_ACTOR, f"{REF}/agenda", "md")

    assert "Thursday 7 October 2021" in markdown
    assert "2. Harbour map" in markdown


def test_agenda_as_table_has_one_line_for_each_item(council: Council, session: Meeting) -> None:
    part = commands.NewItem(title="Depths", part_of=item_of(session, "harbour-map"))
    commands.add_item(council.secretary, session, part)

    rows = text(PUBLIC_ACTOR, f"{REF}/agenda", "csv").splitlines()

    assert rows[0].lstrip("\ufeff") == "number,title,presenter,minutes,part,reference"
    assert rows[2:4] == ["2,Harbour map,,15,,tc/2021-10-07/2", ",Depths,,,part,tc/2021-10-07/2a"]


def test_draft_agenda_is_no_file_for_the_public(agenda: Meeting) -> None:
    with pytest.raises(Refused) as refused:
        export(PUBLIC_ACTOR, f"{REF}/agenda", "json")

    assert refused.value.code == "not_allowed"


def test_meeting_as_json_holds_what_the_reader_may_see(council: Council, session: Meeting) -> None:
    commands.mark_present(council.secretary, session, council.people["Ada"])
    commands.add_note(council.secretary, item_of(session, "harbour-map"), "Secret so far.")

    with clock.fixed(minute(10)):
        public = json.loads(text(PUBLIC_ACTOR, REF, "json"))
        own = json.loads(text(council.secretary, REF, "json"))

    assert (public["state"], public["present"]) == ("called", [])
    assert [(each["body"], each["is_reached"]) for each in public["quorum"]] == [("tc", False)]
    assert public["items"][1]["notes"] == []
    assert [who["name"] for who in own["present"]] == ["Ada Quill"]
    assert own["items"][1]["notes"][0]["text"] == "Secret so far."


def test_moved_and_cancelled_meetings_keep_their_place_in_calendars(
    council: Council, meeting: Meeting
) -> None:
    with clock.fixed(START):
        before = events(text(PUBLIC_ACTOR, REF, "ics"))[0]
        later = START.replace(day=14)
        moved = commands.move_meeting(
            council.secretary,
            meeting,
            starts_at=later,
            ends_at=later.replace(hour=16),
            reason="Holiday",
        ).meeting
        cancelled = commands.cancel_meeting(council.secretary, moved, reason="Storm")
        after = events(text(PUBLIC_ACTOR, cancelled.ref, "ics"))[0]

    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert (str(after["STATUS"]), after.start) == ("CANCELLED", later)
    assert str(after["DESCRIPTION"]).splitlines() == [
        "Cancelled: Storm.",
        "Moved from Thu 7 Oct 2021, 07:00 PDT: Holiday.",
    ]


CALL, CODE, FILM = "https://example.org/call", "lamp-1234", "https://example.org/film"


@pytest.mark.parametrize(
    ("audiences", "public", "member"),
    [
        ((MEMBERS, MEMBERS, MEMBERS), set(), {CALL, CODE, FILM}),
        ((PUBLIC, MEMBERS, MEMBERS), {CALL}, {CALL, CODE, FILM}),
        ((PUBLIC, PUBLIC, OFFICERS), {CALL, CODE}, {CALL, CODE}),
        ((MEMBERS, OFFICERS, PUBLIC), {FILM}, {CALL, FILM}),
    ],
)
def test_link_passcode_and_recording_have_each_their_audience_in_every_view(
    council: Council,
    meeting: Meeting,
    audiences: tuple[Audience, Audience, Audience],
    public: set[str],
    member: set[str],
) -> None:
    names = ("link_audience", "passcode_audience", "recording_audience")
    told = dict(zip(names, audiences, strict=True))
    edit = commands.MeetingEdit(link=CALL, passcode=CODE, recording_url=FILM, **told)
    commands.edit_meeting(council.secretary, meeting, edit, seen=1)
    reader = Client()
    reader.force_login(factories.account(council.people["Ben"]))

    for actor, client, seen in ((PUBLIC_ACTOR, Client(), public), (council.member, reader, member)):
        with clock.fixed(START):
            page = client.get(f"/{REF}").content.decode()
            home = client.get("/tc").content.decode()
            files = [text(actor, REF, "ics"), text(actor, "tc/calendar", "ics")]
            plain = json.loads(text(actor, REF, "json"))
        assert {each for each in (CALL, CODE, FILM) if each in page} == seen
        assert {plain["link"], plain["passcode"], plain["recording_url"]} - {""} == seen
        for where in (home, *files):
            assert {each for each in (CALL, CODE, FILM) if each in where} == seen - {FILM}


def test_no_call_is_offered_for_a_cancelled_meeting(council: Council, meeting: Meeting) -> None:
    edit = commands.MeetingEdit(link=CALL, passcode=CODE)
    commands.edit_meeting(council.secretary, meeting, edit, seen=1)
    commands.cancel_meeting(council.secretary, meeting, reason="Storm")

    with clock.fixed(START):
        mine = text(council.secretary, REF, "ics")
    assert (CALL in mine, CODE in mine, "STATUS:CANCELLED" in mine) == (False, False, True)


def test_a_calendar_knows_a_day_by_one_name_before_and_after_it_is_planned_on_any_host(
    council: Council, settings: Any
) -> None:
    plan = commands.SeriesPlan(
        title="TC meeting", starts_on=date(2021, 10, 14), start_time=time(7), end_time=time(9)
    )
    series = commands.create_series(council.secretary, council.body, plan)
    later = replace(plan, start_time=time(8), end_time=time(10))

    with clock.fixed(START):
        (first, *_) = events(text(PUBLIC_ACTOR, "tc/calendar", "ics"))
        series = commands.edit_series(council.secretary, series, later, seen=series.revision)
        (edited, *_) = events(text(PUBLIC_ACTOR, "tc/calendar", "ics"))
        commands.plan_occurrence(council.secretary, series, date(2021, 10, 14))
        settings.BASE_URL = "https://council.example.org"
        (planned, *_) = events(text(PUBLIC_ACTOR, "tc/calendar", "ics"))

    assert first["UID"] == edited["UID"] == planned["UID"] == str(UUID(first["UID"]))
    assert first["SEQUENCE"] < edited["SEQUENCE"] < planned["SEQUENCE"]
    assert edited.start == planned.start > first.start


def test_calendar_of_a_body_has_planned_meetings_and_its_rhythm(council: Council) -> None:
    plan = commands.SeriesPlan(
        title="TC meeting", starts_on=date(2022, 9, 1), start_time=time(7), end_time=time(9)
    )
    series = commands.create_series(council.secretary, council.body, plan)
    commands.plan_occurrence(council.secretary, series, date(2022, 9, 1))

    with clock.fixed(START):
        found = events(text(PUBLIC_ACTOR, "tc/calendar", "ics"))
        lines = json.loads(text(PUBLIC_ACTOR, "tc/calendar", "json"))["meetings"]

    assert [str(event["SUMMARY"]) for event in found][:2] == [
        "Technical Council meeting",
        "Technical Council (not planned yet)",
    ]
    assert [line["ref"] for line in lines][:2] == ["tc/2022-09-01", ""]


def test_calendar_holds_no_day_that_passed_without_a_meeting(council: Council) -> None:
    plan = commands.SeriesPlan(
        title="TC meeting", starts_on=date(2021, 9, 9), start_time=time(7), end_time=time(9)
    )
    series = commands.create_series(council.secretary, council.body, plan)
    commands.plan_occurrence(council.secretary, series, date(2021, 9, 9))

    with clock.fixed(START):
        lines = json.loads(text(PUBLIC_ACTOR, "tc/calendar", "json"))["meetings"]

    assert [(line["on"], line["ref"]) for line in lines][:2] == [
        ("2021-09-09", "tc/2021-09-09"),
        ("2021-10-07", ""),
    ]


def test_day_keeps_its_place_in_calendars_when_it_is_planned(council: Council) -> None:
    plan = commands.SeriesPlan(
        title="TC meeting", starts_on=date(2021, 10, 21), start_time=time(7), end_time=time(9)
    )
    series = commands.create_series(council.secretary, council.body, plan)

    with clock.fixed(START):
        before = events(text(PUBLIC_ACTOR, "tc/calendar", "ics"))[0]
        commands.plan_occurrence(council.secretary, series, date(2021, 10, 21))
        after = events(text(PUBLIC_ACTOR, "tc/calendar", "ics"))[0]

    assert after["UID"] == before["UID"]
