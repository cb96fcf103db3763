"""The pages and files of election timelines, as the public and the officers see them."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime, time, timedelta
from io import StringIO

import pytest
from icalendar import Calendar

from secretariat.council.meetings.models import Meeting
from secretariat.elections import commands
from secretariat.elections.models import Timeline
from secretariat.foundation.people import attention
from secretariat.foundation.records.exports import export
from secretariat.rules.elections import Step, same_weekdays
from secretariat.rules.visibility import PUBLIC_ACTOR
from tests import factories
from tests.council.meetings.conftest import Council
from tests.journeys.pages import Visitor

from .conftest import LAST

HERE = "/tc/elections"


@pytest.fixture
def secretary(council: Council) -> Visitor:
    return Visitor(factories.account(council.people["Sam"]))


@pytest.fixture
def public(db: None) -> Visitor:
    return Visitor()


def test_first_timeline_is_typed_and_the_next_follows_with_a_button(
    council: Council, meeting: Meeting, secretary: Visitor, public: Visitor
) -> None:
    assert "No election yet" in public.see(HERE).main

    typed = {step.value: day.isoformat() for step, day in LAST.items()}
    page = secretary.done(secretary.see(f"{HERE}/new"), "Propose it", office="chair", **typed)
    assert page.path == f"{HERE}/2020-chair"
    page = secretary.done(page, "Record it", outcome="Ada was elected.")
    page = secretary.done(page, "Propose the same weekdays")

    assert page.path == f"{HERE}/2021-chair"
    assert "Voting period closes Wed 25 Nov 2020 Wed 24 Nov 2021" in page.main
    assert "The weekdays of 2020, 364 days later." in page.main
    shown = public.see(HERE).main
    assert "Chair election 2021 Proposed Call for nominations opens, Tue 9 Nov 2021" in shown
    assert "Chair election 2020 Over none Ada was elected." in shown


def test_eve_of_a_holiday_is_named_beside_its_day(
    council: Council, meeting: Meeting, this: Timeline, public: Visitor
) -> None:
    council.body.series.create(
        slug="weekly",
        title="Weekly",
        starts_on=date(2021, 10, 7),
        start_time=time(7),
        end_time=time(8),
        zone=council.body.zone,
        holidays="us",
    )

    assert "24 Nov 2021 is the eve of Thanksgiving" in public.see(f"{HERE}/2021-chair").main


def test_days_are_changed_and_the_earlier_ones_stay_readable(
    council: Council, this: Timeline, secretary: Visitor, public: Visitor
) -> None:
    page = secretary.see(f"{HERE}/2021-chair/edit")
    refused = secretary.send(page, "Save the days", results="2021-11-23")
    assert "has to come on or after 24 Nov 2021" in refused.main

    secretary.done(page, "Save the days", results="2021-12-03", reason="A count by hand")

    shown = public.see(f"{HERE}/2021-chair").main
    assert "Election results announced Tue 1 Dec 2020 Fri 3 Dec 2021" in shown
    assert "Version 1 Tue 9 Nov 2021" in shown
    assert "Changed: A count by hand" in shown


def test_two_editors_of_different_days_both_keep_theirs(
    council: Council, this: Timeline, secretary: Visitor
) -> None:
    page = secretary.see(f"{HERE}/2021-chair/edit")
    days = {**same_weekdays(LAST), Step.NOMINATIONS_OPEN: date(2021, 11, 8)}
    commands.change_days(council.secretary, this, days, seen=this.revision)

    after = secretary.done(page, "Save the days", results="2021-12-03")

    assert "Mon 8 Nov 2021" in after.main
    assert "Fri 3 Dec 2021" in after.main


def test_public_is_offered_nothing_to_change(this: Timeline, public: Visitor) -> None:
    assert "Change the days" not in public.see(f"{HERE}/2021-chair").main
    assert "Sign in" in public.see(f"{HERE}/new", 403).text
    assert public.post(f"{HERE}/2020-chair/again", {}).status == 403


def test_step_that_comes_near_is_told_to_everybody_once_it_is_adopted(
    council: Council, this: Timeline
) -> None:
    near = datetime(2021, 11, 1, 12, tzinfo=UTC)

    def told(at: datetime) -> list[str]:
        known = attention.needs(council.member, council.body, at)
        return [each.words for each in known if each.kind == "election"]

    assert told(near) == []
    commands.record_adoption(council.secretary, this, ref="https://example.org/vote")
    assert told(near - timedelta(days=10)) == []
    assert told(near) == ["Chair election 2021: call for nominations opens"]
    assert told(near + timedelta(days=9)) == ["Chair election 2021: call for nominations closes"]


def test_files_carry_the_same_days(council: Council, this: Timeline) -> None:
    text = export(PUBLIC_ACTOR, "tc/elections", "csv").content.decode("utf-8-sig")
    rows = list(csv.reader(StringIO(text)))
    assert rows[1][:4] == ["tc/elections/2021-chair", "Chair", "2021", "proposed"]
    assert rows[1][6:11] == [day.isoformat() for day in same_weekdays(LAST).values()]

    events = Calendar.from_ical(export(PUBLIC_ACTOR, "tc/elections", "ics").content).walk("VEVENT")
    starts = {str(each["SUMMARY"]): each.decoded("DTSTART") for each in events}
    closes = starts["Chair election 2021: voting period closes"]
    assert (len(starts), closes) == (10, same_weekdays(LAST)[Step.VOTING_CLOSES])
    proposed = {str(each["STATUS"]) for each in events if "2021" in str(each["SUMMARY"])}
    assert proposed == {"TENTATIVE"}
    commands.record_adoption(council.secretary, this, ref="https://example.org/vote")
    events = Calendar.from_ical(export(PUBLIC_ACTOR, "tc/elections", "ics").content).walk("VEVENT")
    assert {str(each["STATUS"]) for each in events} == {"CONFIRMED"}
