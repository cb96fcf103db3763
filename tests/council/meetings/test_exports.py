"""Agenda, meeting and calendar as files."""

from __future__ import annotations

import json
from datetime import date, time
from typing import Any

import icalendar
import pytest

from secretariat.council.meetings import commands
from secretariat.council.meetings.models import Meeting
from secretariat.foundation.records import clock
from secretariat.foundation.records.exports import export
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import PUBLIC_ACTOR, Actor

from .conftest import START, Council, item_of, minute

REF = "tc/2021-10-07"


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


def test_link_of_the_call_stays_out_of_a_public_calendar(
    council: Council, meeting: Meeting
) -> None:
    edit = commands.MeetingEdit(link="https://example.org/call", passcode="1234")
    commands.edit_meeting(council.secretary, meeting, edit, seen=1)

    with clock.fixed(START):
        public, own = text(PUBLIC_ACTOR, REF, "ics"), text(council.member, REF, "ics")

    assert "example.org/call" not in public
    assert "example.org/call" in own
    assert "1234" not in own


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
