"""Pages of events: lists, one event, calendars in and out, who sees what."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from icalendar import Calendar

from secretariat.council.actions.models import Action
from secretariat.council.events import commands
from secretariat.council.events.models import Event, EventSession
from secretariat.council.events.pages import reading_of
from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.models import Meeting
from secretariat.foundation.records.exports import export
from secretariat.rules.visibility import PUBLIC_ACTOR, Audience
from tests import factories
from tests.council.meetings.conftest import Council
from tests.journeys.pages import Visitor

from .conftest import fresh, noted, on_agenda, spoken

PROGRAMME = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Open Harbour//EN
X-WR-CALNAME:Pilots' Week
BEGIN:VEVENT
UID:sounding@example.org
SUMMARY:Sounding
LOCATION:Hall 1
DTSTART;TZID=Europe/Berlin:20211030T090000
DTEND;TZID=Europe/Berlin:20211030T094500
END:VEVENT
BEGIN:VEVENT
UID:dredging@example.org
SUMMARY:Dredging
DTSTART;TZID=Europe/Berlin:20211031T090000
DURATION:PT45M
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def secretary(council: Council) -> Visitor:
    return Visitor(factories.account(council.people["Sam"]))


@pytest.fixture
def member(council: Council) -> Visitor:
    return Visitor(factories.account(council.people["Ben"]))


def test_calendar_is_looked_at_before_anything_is_written(
    council: Council, meeting: Meeting, secretary: Visitor
) -> None:
    page = secretary.see("/tc/events/import")
    page = secretary.done(page, "Show what it would make", text=PROGRAMME)

    assert "A new event: Pilots' Week" in page.main
    assert "31 Oct 2021, 09:00 CET" in page.main
    assert not Event.objects.exists()
    page = secretary.done(page, "Take 2 in")

    assert "Pilots' Week" in page.main
    assert [(s.title, s.starts_at) for s in EventSession.objects.all()] == [
        ("Sounding", datetime(2021, 10, 30, 7, tzinfo=UTC)),
        ("Dredging", datetime(2021, 10, 31, 8, tzinfo=UTC)),
    ]
    page = secretary.done(secretary.see("/tc/events/import"), "Show what it would make",
                          text=PROGRAMME)  # fmt: skip
    assert "Everything in this file is in the record already" in page.main


def test_changed_calendar_changes_and_cancels_what_it_brought(
    council: Council, meeting: Meeting, secretary: Visitor
) -> None:
    page = secretary.see("/tc/events/import")
    page = secretary.done(page, "Show what it would make", text=PROGRAMME)
    secretary.done(page, "Take 2 in")
    changed = PROGRAMME.replace("20211030T0900", "20211030T1000").replace(
        "20211030T0945", "20211030T1045"
    )
    changed = changed.replace("SUMMARY:Dredging", "SUMMARY:Dredging\nSTATUS:CANCELLED")
    file = SimpleUploadedFile("p.ics", changed.encode(), content_type="text/calendar")

    page = secretary.see("/tc/events/import?into=pilots-week")
    page = secretary.done(page, "Show what it would make", file=file)
    assert "begin, end" in page.main
    secretary.done(page, "Take 2 in")

    rows = EventSession.objects.order_by("number")
    assert [(row.starts_at.hour if row.starts_at else 0, row.dropped_reason) for row in rows] == [
        (8, ""), (8, "The calendar file says that it is cancelled"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hello", "This is no calendar"),
        ("BEGIN:VCALENDAR\nEND:VCALENDAR", "It is empty"),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:soon\nEND:VEVENT\nEND:VCALENDAR", "calendar"),
        ("", "Choose a file"),
    ],
)
def test_what_is_no_calendar_is_refused_and_kept(
    council: Council, meeting: Meeting, secretary: Visitor, text: str, words: str
) -> None:
    page = secretary.see("/tc/events/import")
    page = secretary.send(page, "Show what it would make", text=text)

    assert page.status in (409, 422)
    assert words in page.main
    assert text in page.tree.xpath("//textarea[@name='text']")[0].text_content()


def test_members_do_not_import_and_the_public_is_offered_nothing(
    council: Council, meeting: Meeting, member: Visitor, days: Event
) -> None:
    member.see("/tc/events/import", status=403)
    page = Visitor().see(f"/{days.ref}")
    assert page.forms == []
    assert "Harbour Days" in Visitor().see("/tc/events").main


def test_whole_journey_from_the_calendar_to_the_action(
    council: Council, meeting: Meeting, secretary: Visitor, member: Visitor
) -> None:
    past = PROGRAMME.replace("20211030T", "20211001T").replace("20211031T", "20211002T")
    page = secretary.see("/tc/events/import")
    page = secretary.done(secretary.done(page, "Show what it would make", text=past), "Take 2 in")
    member.done(member.see(page.path), "I was there")
    page = member.done(member.see(page.path), "Note it", text="Ask for their charts")

    assert "Make it an action" not in page.main
    page = secretary.done(secretary.see(page.path), "Make it an action", at="/raise")
    page = secretary.done(page, "It is followed up", words="One action")

    action = Action.objects.get()
    assert (action.text, action.links) == ("Ask for their charts", ["tc/events/pilots-week"])
    assert "A-1" in page.main
    assert "One action" in page.main
    assert "/tc/events/pilots-week" in member.see(f"/{action.ref}").links


def test_note_goes_onto_the_agenda_with_one_click_and_leads_back(
    council: Council, meeting: Meeting, days: Event, secretary: Visitor
) -> None:
    noted(days, council, "Shall we host the pilots?", kind="question")

    page = secretary.done(secretary.see(f"/{days.ref}"), "Put it on the agenda")

    item = f"/{meeting.ref}/shall-we-host-the-pilots"
    assert item in page.links
    assert f"/{days.ref}" in secretary.see(item).links
    assert "Put it on the agenda" not in secretary.see(f"/{days.ref}").main


def test_what_is_for_the_members_is_nowhere_for_others(
    council: Council, meeting: Meeting, days: Event, summit: Event, member: Visitor
) -> None:
    note = noted(days, council, "Zanzibar asks", audience=Audience.MEMBERS)
    commands.put_note_on_agenda(council.secretary, note, meeting)
    commands.say_who_goes(council.secretary, summit, name="Zanzibar Bey")
    on_agenda(council, meeting, days)
    meetings.publish_agenda(council.secretary, meeting)
    places = [
        *("/tc", "/tc/events", f"/{days.ref}", f"/{summit.ref}"),
        *(f"/tc/events.{to}" for to in ("md", "csv", "json", "ics")),
        *(f"/{each.ref}.{to}" for each in (days, summit) for to in ("md", "json", "ics")),
        *(f"/{meeting.ref}", f"/{meeting.ref}/deck", f"/{meeting.ref}.ics"),
    ]
    for path in places:
        assert "Zanzibar" not in Visitor().open(path).text, path

    assert "Nothing found" in Visitor().see("/search?q=Zanzibar").main
    Visitor().see(f"/{note.ref}", status=404)
    assert "Zanzibar asks" in member.see(f"/{days.ref}").main
    assert "Zanzibar Bey" in member.see(f"/{summit.ref}").main


def test_two_editors_keep_what_only_one_of_them_changed(
    council: Council, meeting: Meeting, days: Event, secretary: Visitor, member: Visitor
) -> None:
    spoken(days, council)
    chair = Visitor(factories.account(council.people["Ada"]))
    for path in (f"/{days.ref}/edit", f"/{days.ref}/sessions/1"):
        mine, yours = secretary.see(path), chair.see(path)
        secretary.done(mine, "Save it", about="About it, by the secretary")
        after = chair.done(yours, "Save it", url="https://example.org/days")
        assert "Somebody else saved this while you were writing" in after.words
    row = fresh(days)
    assert (row.about, row.url) == ("About it, by the secretary", "https://example.org/days")
    session = row.sessions.get()
    assert (session.about, session.url, session.title) == (row.about, row.url, "Sounding")

    mine, yours = secretary.see(f"/{days.ref}/edit"), chair.see(f"/{days.ref}/edit")
    secretary.done(mine, "Save it", place="Bremen")
    asked = chair.send(yours, "Save it", place="Kiel")
    assert (asked.status, "Bremen" in asked.text, "Kiel" in asked.text) == (409, True, True)


def test_hour_that_does_not_exist_comes_back_with_what_was_typed(
    council: Council, meeting: Meeting, days: Event, secretary: Visitor
) -> None:
    spoken(days, council)
    page = secretary.see(f"/{days.ref}/sessions/1")

    page = secretary.send(page, "Save it", on="2021-03-28", starts="02:30", ends="03:30")

    assert page.status == 409
    assert "there is no 02:30" in page.main
    assert 'value="02:30"' in page.text


def test_deadline_moved_to_a_day_keeps_its_hour_in_its_own_zone(
    council: Council, secretary: Visitor, summit: Event
) -> None:
    at = datetime(2021, 10, 16, 11, 59, tzinfo=UTC)
    commands.set_deadline(
        council.secretary, summit, label="Call for papers", closes_at=at, zone="Etc/GMT+12"
    )

    page = secretary.post(f"/{summit.ref}/move-deadline", {"number": "1", "on": "2021-10-20"})

    assert page.status == 200
    assert "20 Oct 2021, 23:59" in page.main


@pytest.mark.parametrize(
    ("act", "typed"),
    [
        ("deadline", {"label": "Call for papers", "at": "02:30", "zone": "Europe/Berlin"}),
        ("session", {"title": "Night watch", "starts": "02:30", "ends": "04:00"}),
    ],
)
def test_time_that_comes_twice_is_asked_before_it_is_kept(
    secretary: Visitor, summit: Event, act: str, typed: dict[str, str]
) -> None:
    typed = {"on": "2021-10-31", **typed}
    page = f"/{summit.ref}/{act}"

    asked = secretary.post(page, typed)
    assert asked.status == 409
    assert "02:30 comes twice, as 02:30 CEST (00:30 UTC) and as 02:30 CET (01:30 UTC)" in asked.text
    assert "there is no 02:30" in secretary.post(page, {**typed, "on": "2021-03-28"}).text
    assert not fresh(summit).deadlines.exists()
    assert not fresh(summit).sessions.exists()

    secretary.post(page, {**typed, "turn": "second"})
    found = [each.closes_at for each in fresh(summit).deadlines.all()]
    found += [each.starts_at for each in fresh(summit).sessions.all() if each.starts_at]
    assert found == [datetime(2021, 10, 31, 1, 30, tzinfo=UTC)]


def test_calendar_leaves_with_zones_deadlines_and_sessions(
    council: Council, meeting: Meeting, summit: Event
) -> None:
    at = datetime(2021, 10, 16, 11, 59, tzinfo=UTC)
    commands.set_deadline(
        council.secretary, summit, label="Call for papers", closes_at=at, zone="Europe/Berlin"
    )
    spoken(fresh(summit), council)

    feed: Any = Calendar.from_ical(export(PUBLIC_ACTOR, "tc/events", "ics").content)
    one: Any = Calendar.from_ical(export(PUBLIC_ACTOR, summit.ref, "ics").content)

    assert [str(part["summary"]) for part in feed.walk("VEVENT")] == [
        "Pilots' Summit", "Pilots' Summit: Call for papers closes",
    ]  # fmt: skip
    session = one.walk("VEVENT")[-1]
    assert session["dtstart"].dt.astimezone(UTC) == datetime(2021, 10, 31, 8, tzinfo=UTC)
    assert str(session["dtstart"].params["TZID"]) == "Europe/Berlin"
    closing = one.walk("VEVENT")[1]
    assert closing["dtend"].dt.astimezone(UTC) == at
    assert one.walk("VTIMEZONE")


def test_calendar_that_left_comes_back_as_it_was(
    council: Council, meeting: Meeting, summit: Event
) -> None:
    spoken(summit, council)
    commands.cancel_event(council.secretary, summit, reason="No pilots")
    other = commands.add_event(
        council.secretary, council.body,
        commands.EventFields(name="Tide Day", from_on=summit.from_on, zone=summit.zone),
    )  # fmt: skip
    content = export(PUBLIC_ACTOR, spoken(other, council, "Tides").ref, "ics").content

    reading = reading_of(council.body, content)

    assert (reading.zone, reading.into.slug if reading.into else "") == (
        "Europe/Berlin", "tide-day",
    )  # fmt: skip
    assert [p.change.value for p in reading.plan.sessions] == ["same"]


def test_json_and_markdown_of_one_event_say_the_same(
    council: Council, meeting: Meeting, days: Event
) -> None:
    spoken(days, council)
    noted(days, council, "Depths were discussed")

    plain = json.loads(export(PUBLIC_ACTOR, days.ref, "json").content)
    text = export(PUBLIC_ACTOR, days.ref, "md").content.decode()

    assert plain["sessions"][0]["speakers"] == [
        {"name": "Vera Outer", "organization": "Chart Makers"}
    ]
    assert plain["sessions"][0]["starts_at"] == "2021-09-30T07:00:00+00:00"
    for words in ("Sounding", "Vera Outer", "Depths were discussed", "Hamburg"):
        assert words in text


def test_list_asks_as_often_for_one_as_for_three(
    council: Council, meeting: Meeting, days: Event, summit: Event, secretary: Visitor,
    django_assert_max_num_queries: object,
) -> None:  # fmt: skip
    spoken(days, council)
    spoken(summit, council)
    noted(days, council, "Depths")
    for path in ("/tc/events", f"/{days.ref}"):
        with django_assert_max_num_queries(20):  # type: ignore[operator]
            secretary.see(path)


def test_empty_list_says_what_to_do(council: Council, meeting: Meeting) -> None:
    assert "No event yet" in Visitor().see("/tc/events").main
