"""The roll call: arriving, leaving, guests, proxies and corrections."""

from __future__ import annotations

from datetime import date

import pytest

from secretariat.council.meetings import commands
from secretariat.council.meetings.models import Attendance, Meeting
from secretariat.council.meetings.queries.roll import (
    ever_spoke,
    expected_people,
    quorum_history,
    quorum_now,
)
from secretariat.council.meetings.queries.whom import whom_in_room
from secretariat.council.meetings.snapshots import meeting_snapshot
from secretariat.foundation.people.models import Organization, Person
from secretariat.foundation.records import clock
from secretariat.foundation.records.models import Entry
from secretariat.rules.errors import Refused
from secretariat.rules.meetings import MeetingSnapshot
from tests import factories

from .conftest import START, Council, minute


def mark(council: Council, meeting: Meeting, *names: str, at: int = 2) -> None:
    for name in names:
        commands.mark_present(
            council.secretary, meeting, council.people[name], arrived_at=minute(at)
        )


def seen(council: Council, meeting: Meeting) -> MeetingSnapshot:
    return meeting_snapshot(meeting, council.secretary)


def test_line_is_printed_with_the_organization_of_the_day(
    council: Council, session: Meeting
) -> None:
    ada = council.people["Ada"]
    ada.affiliations.update(to_on=date(2021, 12, 31))
    ada.affiliations.create(
        organization=factories.organization("Later Works"), from_on=date(2022, 1, 1)
    )

    line = commands.mark_present(council.secretary, session, ada)

    assert (line.printed_name, line.printed_organization) == ("Ada Quill", "Amber Works")


def test_somebody_is_marked_once(council: Council, session: Meeting) -> None:
    mark(council, session, "Ada")

    with pytest.raises(Refused) as refused:
        mark(council, session, "Ada")

    assert refused.value.code == "already_present"
    assert Attendance.objects.count() == 1


def test_nobody_is_marked_before_the_call(council: Council, agenda: Meeting) -> None:
    with pytest.raises(Refused) as refused:
        mark(council, agenda, "Ada")

    assert refused.value.code == "wrong_state"


@pytest.mark.parametrize(("at", "code"), [(6, "in_the_future"), (-119, "bad_times")])
def test_impossible_arrival_is_refused(
    at: int, code: str, council: Council, session: Meeting
) -> None:
    with pytest.raises(Refused) as refused:
        mark(council, session, "Ada", at=at)

    assert refused.value.code == code
    assert not Attendance.objects.exists()


def test_somebody_who_was_early_counts_from_the_call(council: Council, session: Meeting) -> None:
    mark(council, session, "Ada", "Ben", "Cyd", at=-5)

    history = quorum_history(seen(council, session))

    assert [(each.from_at, each.is_reached) for each in history] == [(minute(2), True)]


def test_leaving_and_coming_back_are_two_stays(council: Council, session: Meeting) -> None:
    mark(council, session, "Ada")
    ada = council.people["Ada"]
    with clock.fixed(minute(30)):
        commands.mark_left(council.secretary, session, ada, left_at=minute(20))
        with pytest.raises(Refused) as refused:
            commands.mark_present(council.secretary, session, ada, arrived_at=minute(10))
        commands.mark_present(council.secretary, session, ada)

    assert refused.value.code == "bad_times"
    assert seen(council, session).attendees[0].stretches == (
        (minute(2), minute(20)),
        (minute(30), None),
    )


def test_leaving_before_arriving_is_refused(council: Council, session: Meeting) -> None:
    mark(council, session, "Ada")

    with pytest.raises(Refused) as refused:
        commands.mark_left(council.secretary, session, council.people["Ada"], left_at=minute(1))

    assert "arrived at 07:02 and cannot have left at 07:01" in refused.value.message


def test_leaving_without_being_marked_is_refused(council: Council, session: Meeting) -> None:
    with pytest.raises(Refused) as refused:
        commands.mark_left(council.secretary, session, council.people["Ada"])

    assert refused.value.code == "not_in_roll_call"


def test_quorum_is_lost_and_reached_again(council: Council, session: Meeting) -> None:
    mark(council, session, "Ada", "Ben", "Cyd")
    with clock.fixed(minute(40)):
        commands.mark_left(council.secretary, session, council.people["Cyd"], left_at=minute(20))
        mark(council, session, "Dot", at=30)

    history = quorum_history(seen(council, session))

    assert [(each.from_at, each.is_reached) for each in history] == [
        (minute(2), True),
        (minute(20), False),
        (minute(30), True),
    ]


def test_representative_and_alternate_are_one_seat(council: Council, session: Meeting) -> None:
    mark(council, session, "Ada", "Al", "Ben")

    snapshot = seen(council, session)

    assert quorum_now(snapshot, minute(5)).present == 2
    assert ever_spoke(snapshot) == {"ada-quill", "ben-stone"}


def test_members_mark_nobody_present_also_not_themselves(
    council: Council, session: Meeting
) -> None:
    for name in ("Ben", "Cyd"):
        with pytest.raises(Refused) as refused:
            commands.mark_present(council.member, session, council.people[name])

        assert refused.value.code == "not_allowed"


def test_unmarking_keeps_its_reason(council: Council, session: Meeting) -> None:
    mark(council, session, "Ada")

    commands.unmark(council.secretary, session, council.people["Ada"], reason="Somebody else")

    entry = Entry.objects.get(command="meetings.unmark")
    assert (entry.before["person"], entry.after["reason"]) == ("Ada Quill", "Somebody else")
    assert not Attendance.objects.exists()


def test_stays_are_corrected_with_a_reason(council: Council, session: Meeting) -> None:
    mark(council, session, "Ada")
    with clock.fixed(minute(60)):
        commands.correct_stays(
            council.secretary,
            session,
            council.people["Ada"],
            [(minute(30), None), (minute(5), minute(20))],
            reason="Was away",
        )

    assert seen(council, session).attendees[0].stretches == (
        (minute(5), minute(20)),
        (minute(30), None),
    )


def test_stays_that_overlap_are_refused(council: Council, session: Meeting) -> None:
    mark(council, session, "Ada")

    with clock.fixed(minute(60)), pytest.raises(Refused) as refused:
        commands.correct_stays(
            council.secretary,
            session,
            council.people["Ada"],
            [(minute(5), None), (minute(30), None)],
            reason="Was away",
        )

    assert "overlap" in refused.value.message
    assert seen(council, session).attendees[0].stretches == ((minute(2), None),)


def test_second_editor_of_a_line_is_told(council: Council, session: Meeting) -> None:
    mark(council, session, "Ada")
    line = Attendance.objects.get()
    commands.correct_line(council.secretary, line, note="by phone", seen=1)

    with pytest.raises(Refused) as refused:
        commands.correct_line(council.chair, line, note="in person", seen=1)

    assert refused.value.details["theirs"] == {"note": "by phone"}


def test_guest_is_entered_with_the_organization(council: Council, session: Meeting) -> None:
    line = commands.add_guest(
        council.secretary, session, "Gil Forth (Gannet Systems)", choice="new"
    )

    assert (line.printed_name, line.printed_organization) == ("Gil Forth", "Gannet Systems")
    assert Organization.objects.filter(name="Gannet Systems").exists()


def test_guest_of_the_record_is_not_entered_again(council: Council, session: Meeting) -> None:
    known = factories.person("Gil Forth", factories.organization("Gannet Systems"))

    line = commands.add_guest(council.secretary, session, "gil forth (Gannet Systems)")

    assert line.person == known


def test_ambiguous_guest_is_asked_for_and_then_chosen(council: Council, session: Meeting) -> None:
    gannet, heron = (factories.organization(name) for name in ("Gannet Systems", "Heron Ltd"))
    first = factories.person("Gil Forth", gannet, handle="gil-forth")
    factories.person("Gil Forth", heron, handle="gil-forth-2")

    with pytest.raises(Refused) as refused:
        commands.add_guest(council.secretary, session, "Gil Forth")
    line = commands.add_guest(council.secretary, session, "Gil Forth", choice="gil-forth")

    assert refused.value.code == "ambiguous_person"
    assert [each["organization"] for each in refused.value.details["candidates"]] == [
        "Gannet Systems",
        "Heron Ltd",
    ]
    assert line.person == first


def test_namesake_from_elsewhere_can_be_somebody_new(council: Council, session: Meeting) -> None:
    factories.person("Gil Forth", factories.organization("Gannet Systems"))

    with pytest.raises(Refused) as refused:
        commands.add_guest(council.secretary, session, "Gil Forth (Heron Ltd)")
    line = commands.add_guest(council.secretary, session, "Gil Forth (Heron Ltd)", choice="new")

    assert refused.value.code == "ambiguous_person"
    assert line.printed_organization == "Heron Ltd"
    assert Person.objects.filter(name="Gil Forth").count() == 2


def test_unreadable_guest_is_refused(council: Council, session: Meeting) -> None:
    with pytest.raises(Refused) as refused:
        commands.add_guest(council.secretary, session, "Gil (Gannet) Forth (x")

    assert refused.value.code == "malformed_guest"


def test_two_letters_find_who_is_missing(council: Council, session: Meeting) -> None:
    assert whom_in_room(session, "ev").handle == "eve-lund"
    # Dot Hale and Dan Brook both begin with a d.
    asked = whom_in_room(session, "d")
    assert {each.name for each in asked.candidates} == {"Dot Hale", "Dan Brook"}

    mark(council, session, "Dot")
    assert whom_in_room(session, "d").handle == "dan-brook"
    with pytest.raises(Refused) as refused:
        whom_in_room(session, "zz").must_mean_somebody()
    assert refused.value.code == "nobody_found"


def test_proxy_speaks_for_a_seat(council: Council, session: Meeting) -> None:
    guest = factories.person("Gil Forth", factories.organization("Gannet Systems"))
    commands.give_proxy(council.secretary, session, "amber-works", guest, given_by="Ada Quill")
    commands.mark_present(council.secretary, session, guest)

    state = quorum_now(seen(council, session), minute(5))

    assert state.present_seats == ("amber-works",)
    commands.take_proxy_back(council.secretary, session, "amber-works")
    assert quorum_now(seen(council, session), minute(5)).present == 0


@pytest.mark.parametrize(
    ("seat", "who", "code"),
    [
        ("amber-works", "Al", "speaks_already"),
        ("amber-works", "Ben", "holds_another_seat"),
        ("no-such-seat", "Sam", "unknown_seat"),
    ],
)
def test_impossible_proxy_is_refused(
    seat: str, who: str, code: str, council: Council, session: Meeting
) -> None:
    with pytest.raises(Refused) as refused:
        commands.give_proxy(council.secretary, session, seat, council.people[who])

    assert refused.value.code == code


def test_expected_are_the_roster_then_who_came_lately(council: Council, session: Meeting) -> None:
    guest = factories.person("Gil Forth", factories.organization("Gannet Systems"))
    earlier = Meeting.objects.create(
        body=council.body,
        slug="2021-09-23",
        starts_at=START.replace(month=9, day=23),
        ends_at=minute(0).replace(month=9, day=23, hour=16),
        called_at=START.replace(month=9, day=23),
        zone="UTC",
    )
    Attendance.objects.create(
        meeting=earlier,
        person=guest,
        printed_name="Gil Forth",
        printed_organization="Gannet Systems",
        position=1,
    )
    mark(council, session, "Ada")

    names = [each.name for each in expected_people(session, seen(council, session))]

    assert names[0] == "Al Reed"
    assert (len(names), names[-1]) == (10, "Gil Forth")


def test_first_timers_are_found_once_there_is_a_record(council: Council, session: Meeting) -> None:
    mark(council, session, "Ada")
    assert not seen(council, session).attendees[0].is_first_time

    plan = commands.MeetingPlan(starts_at=minute(200), ends_at=minute(260))
    later = commands.plan_meeting(council.secretary, council.body, plan).meeting
    with clock.fixed(minute(201)):
        commands.call_to_order(council.secretary, later)
        mark(council, later, "Ada", "Ben", at=201)

    attendees = seen(council, later).attendees
    assert [(who.name, who.is_first_time) for who in attendees] == [
        ("Ada Quill", False),
        ("Ben Stone", True),
    ]
