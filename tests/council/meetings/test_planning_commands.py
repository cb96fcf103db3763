"""Planning, moving and cancelling meetings, and the series they come from."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from secretariat.council.meetings import commands
from secretariat.council.meetings.models import Meeting, Series
from secretariat.council.meetings.queries import calendar
from secretariat.council.meetings.queries.finding import meeting_named
from secretariat.foundation.records.models import Entry
from secretariat.rules.errors import Refused
from tests import factories

from .conftest import START, Council, minute

WEEK = timedelta(weeks=1)


@pytest.fixture
def series(council: Council) -> Series:
    plan = commands.SeriesPlan(
        title="TC meeting",
        starts_on=date(2021, 10, 7),
        start_time=time(7),
        end_time=time(9),
        holidays="us",
    )
    return commands.create_series(council.secretary, council.body, plan)


def extra(council: Council, **values: object) -> commands.Planned:
    plan = commands.MeetingPlan(
        **{
            "starts_at": START,
            "ends_at": minute(60),
            "kind": "extra",
            "occasion": "Storm",
            **values,
        }  # type: ignore[arg-type]
    )
    return commands.plan_meeting(council.secretary, council.body, plan)


def test_meeting_is_named_by_its_local_day(council: Council) -> None:
    # 04:00 UTC on the 8th is still the 7th in Los Angeles.
    late = START + timedelta(hours=14)

    planned = extra(council, starts_at=late, ends_at=late + timedelta(hours=1))

    assert planned.meeting.ref == "tc/2021-10-07"


def test_second_meeting_of_a_day_gets_a_number(council: Council, meeting: Meeting) -> None:
    refs = [extra(council).meeting.ref for _ in range(2)]

    assert refs == ["tc/2021-10-07-2", "tc/2021-10-07-3"]


def test_meeting_that_ends_before_it_begins_is_refused(council: Council) -> None:
    with pytest.raises(Refused) as refused:
        extra(council, ends_at=START)

    assert refused.value.code == "bad_times"
    assert not Meeting.objects.exists()


def test_member_may_not_plan(council: Council) -> None:
    plan = commands.MeetingPlan(starts_at=START, ends_at=minute(60))

    with pytest.raises(Refused) as refused:
        commands.plan_meeting(council.member, council.body, plan)

    assert refused.value.code == "not_allowed"


def test_moved_meeting_is_found_under_its_old_reference(council: Council, meeting: Meeting) -> None:
    moved = commands.move_meeting(
        council.secretary,
        meeting,
        starts_at=START + WEEK,
        ends_at=minute(120) + WEEK,
        reason="Tide",
    ).meeting

    assert moved.ref == "tc/2021-10-14"
    assert meeting_named("tc", "2021-10-07") == moved
    entry = Entry.objects.get(command="meetings.move_meeting")
    assert (entry.before["ref"], entry.after["ref"]) == ("tc/2021-10-07", "tc/2021-10-14")


def test_new_meeting_does_not_take_the_reference_of_a_moved_one(
    council: Council, meeting: Meeting
) -> None:
    commands.move_meeting(
        council.secretary,
        meeting,
        starts_at=START + WEEK,
        ends_at=minute(120) + WEEK,
        reason="Tide",
    )

    assert extra(council).meeting.ref == "tc/2021-10-07-2"


def test_meeting_moved_back_has_its_first_reference_again(
    council: Council, meeting: Meeting
) -> None:
    away = commands.move_meeting(
        council.secretary,
        meeting,
        starts_at=START + WEEK,
        ends_at=minute(120) + WEEK,
        reason="Tide",
    ).meeting

    back = commands.move_meeting(
        council.secretary, away, starts_at=START, ends_at=minute(120), reason="Ebb"
    )

    assert back.meeting.ref == "tc/2021-10-07"
    assert meeting_named("tc", "2021-10-14") == back.meeting


def test_meeting_in_session_cannot_be_moved_or_cancelled(
    council: Council, session: Meeting
) -> None:
    with pytest.raises(Refused) as moving:
        commands.move_meeting(
            council.secretary,
            session,
            starts_at=START + WEEK,
            ends_at=minute(120) + WEEK,
            reason="Tide",
        )
    with pytest.raises(Refused) as cancelling:
        commands.cancel_meeting(council.secretary, session, reason="storm")

    assert [moving.value.code, cancelling.value.code] == ["wrong_state", "wrong_state"]


def test_cancelled_meeting_keeps_its_reason_and_can_come_back(
    council: Council, meeting: Meeting
) -> None:
    cancelled = commands.cancel_meeting(council.secretary, meeting, reason=" Summit  week ")
    assert (cancelled.state, cancelled.cancelled_reason) == ("cancelled", "Summit week")

    back = commands.reinstate_meeting(council.secretary, cancelled)
    assert (back.state, back.cancelled_reason) == ("planned", "")


def test_cancelling_needs_a_reason(council: Council, meeting: Meeting) -> None:
    with pytest.raises(Refused) as refused:
        commands.cancel_meeting(council.secretary, meeting, reason="  ")

    assert refused.value.code == "reason_missing"


def test_series_plans_its_meetings_once(council: Council, series: Series) -> None:
    first = commands.plan_ahead(
        council.secretary, series, from_on=date(2021, 10, 1), until_on=date(2021, 11, 30)
    )
    again = commands.plan_ahead(
        council.secretary, series, from_on=date(2021, 10, 1), until_on=date(2021, 11, 30)
    )

    assert [each.meeting.slug for each in first] == [
        "2021-10-07",
        "2021-10-21",
        "2021-11-04",
        "2021-11-18",
    ]
    assert again == []


def test_series_keeps_local_time_when_clocks_change(council: Council, series: Series) -> None:
    planned = commands.plan_ahead(
        council.secretary, series, from_on=date(2021, 11, 1), until_on=date(2021, 11, 30)
    )

    hours = [each.meeting.starts_at.hour for each in planned]
    assert hours == [14, 15]  # PDT, then PST


def test_moved_day_of_a_series_is_not_planned_again(council: Council, series: Series) -> None:
    planned = commands.plan_occurrence(council.secretary, series, date(2021, 10, 7)).meeting
    commands.move_meeting(
        council.secretary,
        planned,
        starts_at=START + WEEK,
        ends_at=minute(120) + WEEK,
        reason="Tide",
    )

    days = calendar.unplanned(series, date(2021, 10, 1), date(2021, 10, 31))

    assert [day.on for day in days] == [date(2021, 10, 21)]


def test_planning_on_a_holiday_warns(council: Council, series: Series) -> None:
    thanksgiving = START + 7 * WEEK + timedelta(hours=1)

    planned = extra(council, starts_at=thanksgiving, ends_at=thanksgiving + timedelta(hours=1))

    assert planned.warnings == ("This day is Thanksgiving in the United States.",)


def test_series_is_not_planned_for_decades(council: Council, series: Series) -> None:
    with pytest.raises(Refused) as refused:
        commands.plan_ahead(
            council.secretary, series, from_on=date(2021, 10, 1), until_on=date(2099, 1, 1)
        )

    assert refused.value.code == "too_far"
    assert not Meeting.objects.exists()


def test_day_outside_the_rhythm_is_refused(council: Council, series: Series) -> None:
    with pytest.raises(Refused) as refused:
        commands.plan_occurrence(council.secretary, series, date(2021, 10, 8))

    assert refused.value.code == "not_in_series"


def test_second_editor_of_a_series_is_told(council: Council, series: Series) -> None:
    plan = commands.SeriesPlan(
        title="Council call", starts_on=series.starts_on, start_time=time(8), end_time=time(9)
    )
    commands.edit_series(council.secretary, series, plan, seen=1)

    with pytest.raises(Refused) as refused:
        commands.edit_series(council.chair, series, plan, seen=1)

    assert refused.value.code == "changed_meanwhile"


def test_calendar_shows_meetings_and_days_not_planned_yet(council: Council, series: Series) -> None:
    commands.plan_occurrence(council.secretary, series, date(2021, 10, 7))

    lines = calendar.calendar_of(council.body, date(2021, 10, 1), date(2021, 11, 5))

    assert [(line.on, line.meeting is not None) for line in lines] == [
        (date(2021, 10, 7), True),
        (date(2021, 10, 21), False),
        (date(2021, 11, 4), False),
    ]


def test_joint_meeting_stands_in_both_calendars(council: Council) -> None:
    other = factories.body("outreach", "Outreach Committee")
    joint = extra(council, kind="joint", joint_with=[other]).meeting

    lines = calendar.calendar_of(other, date(2021, 10, 1), date(2021, 10, 31))

    assert [line.meeting for line in lines] == [joint]


def test_next_meeting_is_the_one_in_session_until_it_ends(
    council: Council, session: Meeting
) -> None:
    extra(council, starts_at=START + WEEK, ends_at=minute(60) + WEEK)

    assert calendar.next_meeting(council.body, minute(30)) == session
