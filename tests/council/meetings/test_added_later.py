"""Somebody who was there and is added to the roll call after the meeting."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from secretariat.council.meetings import commands
from secretariat.council.meetings.models import Attendance, Meeting
from secretariat.council.meetings.queries.roll import quorum_history
from secretariat.council.meetings.snapshots import snapshot_for
from secretariat.council.motions import commands as motions
from secretariat.council.motions.attention import votes_to_look_at
from secretariat.council.motions.models import Motion
from secretariat.council.motions.queries import motion_blocks
from secretariat.foundation.people.models import Person
from secretariat.foundation.records import clock
from secretariat.foundation.records.models import Entry
from secretariat.rules.errors import Refused
from secretariat.rules.minutes import Fact
from secretariat.rules.runs import words
from tests import factories
from tests.council.meetings.conftest import Council, item_of, minute


@pytest.fixture
def over(council: Council, session: Meeting) -> Iterator[Meeting]:
    """Adjourned at 08:00 with three of five seats, the third of which left at 07:30; a motion
    carried at 07:20 and one at 07:40 failed for want of quorum. It is 08:10.
    """
    for name in ("Ada", "Ben", "Cyd"):
        commands.mark_present(council.secretary, session, council.people[name])
    item = item_of(session, "harbour-map")
    with clock.fixed(minute(20)):
        moved = motions.move_motion(council.secretary, council.body, text="To sail", item=item)
        motions.record_general_consent(council.secretary, moved)
    with clock.fixed(minute(30)):
        commands.mark_left(council.secretary, session, council.people["Cyd"])
    with clock.fixed(minute(40)):
        moved = motions.move_motion(council.secretary, council.body, text="To row", item=item)
        motions.record_no_quorum(council.secretary, moved)
    with clock.fixed(minute(60)):
        adjourned = commands.adjourn(council.secretary, session)
    with clock.fixed(minute(70)):
        yield adjourned


@pytest.fixture
def secretary(council: Council) -> Client:
    """A browser signed in as the secretary."""
    client = Client()
    client.force_login(factories.account(council.people["Sam"]))
    return client


def added(
    council: Council, meeting: Meeting, who: str = "Dot Hale", **values: object
) -> Attendance:
    """Add somebody who was there from 07:35 to 08:00."""
    asked = {"stays": [(minute(35), minute(60))], "reason": "Overlooked", **values}
    return commands.add_to_roll_call(council.secretary, meeting, who, **asked)  # type: ignore[arg-type]


def carried_and_failed() -> tuple[Motion, Motion]:
    one, other = Motion.objects.order_by("sequence")
    return one, other


def test_somebody_overlooked_is_added_with_the_times(council: Council, over: Meeting) -> None:
    line = added(council, over)

    assert [tuple(stay) for stay in line.stretches.values_list("arrived_at", "left_at")] == [
        (minute(35), minute(60))
    ]
    entry = Entry.objects.get(command="meetings.add_to_roll_call")
    assert entry.after == {
        "person": "Dot Hale",
        "stays": ["07:35 to 08:00"],
        "reason": "Overlooked",
    }
    history = [each.is_reached for each in quorum_history(snapshot_for(over))]
    assert history == [False, True, False, True]


@pytest.mark.parametrize(
    ("who", "values", "code"),
    [
        ("Dot Hale", {"reason": " "}, "reason_missing"),
        ("Ada Quill", {}, "already_present"),
        ("Zoe Unknown (Quay)", {}, "unknown_person"),
        ("Dot Hale", {"stays": [(minute(35), minute(61))]}, "in_the_future"),
        ("Dot Hale", {"stays": [(minute(60), minute(60))]}, "bad_times"),
        ("Dot Hale", {"stays": []}, "bad_times"),
    ],
)
def test_what_cannot_be_is_refused(
    council: Council, over: Meeting, who: str, values: dict[str, object], code: str
) -> None:
    with pytest.raises(Refused) as refused:
        added(council, over, who, **values)

    assert refused.value.code == code
    assert over.attendances.count() == 3
    assert not Person.objects.filter(name__startswith="Zoe").exists()


def test_only_who_runs_the_meeting_adds(council: Council, over: Meeting) -> None:
    with pytest.raises(Refused) as refused:
        commands.add_to_roll_call(council.member, over, "Dot Hale", [], reason="Overlooked")

    assert refused.value.code == "not_allowed"


def test_nobody_is_added_during_the_meeting_or_after_approval(
    council: Council, session: Meeting
) -> None:
    with pytest.raises(Refused) as during:
        added(council, session)
    with clock.fixed(minute(60)):
        meeting = commands.adjourn(council.secretary, session)
    for state in (Meeting.State.RELEASED, Meeting.State.APPROVED):
        commands.note_minutes_state(council.secretary, meeting, state)
    with clock.fixed(minute(70)), pytest.raises(Refused) as after:
        added(council, Meeting.objects.get(pk=meeting.pk))

    assert (during.value.code, after.value.code) == ("wrong_state", "wrong_state")


def test_marking_in_the_room_after_the_end_says_where_to_do_it(
    council: Council, over: Meeting
) -> None:
    with pytest.raises(Refused) as refused:
        commands.mark_present(council.secretary, over, council.people["Dot"])

    assert refused.value.code == "meeting_over"
    assert "Add somebody who was there" in refused.value.message


def test_secretary_adds_a_guest_through_the_page(over: Meeting, secretary: Client) -> None:
    address = f"/{over.ref}/roll-call/add"
    room = secretary.get(f"/{over.ref}/room").content.decode()
    first = secretary.get(address).content.decode()
    typed = {"who": "Gil Guest (Quay Services)", "stays": "07:10-07:50", "reason": "On the phone"}

    asked = secretary.post(address, typed).content.decode()
    nobody = Person.objects.filter(name="Gil Guest").exists()
    done = secretary.post(address, {**typed, "choice": "new"})

    assert f'href="{address}"' in room
    assert "07:02-08:00" in first
    assert "Somebody new: Gil Guest (Quay Services)" in asked
    assert not nobody
    assert (done.status_code, done["Location"]) == (303, f"/{over.ref}/room")
    line = Attendance.objects.get(meeting=over, person__name="Gil Guest")
    assert line.printed_organization == "Quay Services"
    assert list(line.stretches.values_list("arrived_at", "left_at")) == [(minute(10), minute(50))]


def test_likeness_is_asked_before_anybody_is_added(
    council: Council, over: Meeting, secretary: Client
) -> None:
    typed = {"who": "Dot", "stays": "07:10-07:50", "reason": "Overlooked"}
    address = f"/{over.ref}/roll-call/add"

    asked = secretary.post(address, typed).content.decode()
    secretary.post(address, {**typed, "choice": "dot-hale"})

    assert 'value="dot-hale"' in asked
    assert over.attendances.filter(person=council.people["Dot"]).exists()


def test_corrected_roll_call_says_what_it_changes_of_a_vote(
    council: Council, over: Meeting, secretary: Client
) -> None:
    _, failed = carried_and_failed()

    answer = secretary.post(
        f"/{over.ref}/roll-call/add",
        {"who": "Dot Hale", "stays": "07:35-08:00", "reason": "Overlooked"},
        follow=True,
    ).content.decode()

    said = "M-2021-02 was recorded as not decided for want of quorum. By the roll call as it is "
    said += "now there was quorum: 3 of 5 seats"
    assert said in answer
    assert said in secretary.get(f"/{failed.ref}").content.decode()
    (block,) = [each for each in facts_of(over) if each.ref == failed.ref]
    assert any(said in words(line) for line in block.lines)
    waiting = [each.words for each in votes_to_look_at(council.secretary, council.body, minute(70))]
    assert [said[:60] in each for each in waiting] == [True]
    failed.refresh_from_db()
    assert failed.state == Motion.State.NO_QUORUM


def facts_of(meeting: Meeting) -> list[Fact]:
    """What the minutes say about the motions of a meeting."""
    found = motion_blocks(snapshot_for(meeting))
    return [block for blocks in found.values() for block in blocks if isinstance(block, Fact)]


def test_vote_that_loses_its_quorum_is_said_to(
    council: Council, over: Meeting, secretary: Client
) -> None:
    carried, _ = carried_and_failed()

    answer = secretary.post(
        f"/{over.ref}/room/people/{council.people['Cyd'].handle}/stays",
        {"stays": "07:25-07:30", "reason": "Came later"},
        follow=True,
    ).content.decode()

    said = "M-2021-01 was recorded as carried. By the roll call as it is now it would be not "
    said += "decided for want of quorum: Not decided, no quorum: 2 of 5 seats"
    assert said in answer
    carried.refresh_from_db()
    assert carried.state == Motion.State.CARRIED
    motions.note_erratum(
        council.secretary, carried, "Two seats only.", corrected_state=Motion.State.NO_QUORUM
    )
    assert votes_to_look_at(council.secretary, council.body, minute(70)) == []


def test_roll_call_that_agrees_is_not_remarked_upon(council: Council, over: Meeting) -> None:
    added(council, over, stays=[(minute(2), minute(25))])

    assert votes_to_look_at(council.secretary, council.body, minute(70)) == []
    assert not any("roll call as it is now" in words(x) for f in facts_of(over) for x in f.lines)


def test_seat_that_voted_and_was_not_there_is_named(council: Council, session: Meeting) -> None:
    for name in ("Ada", "Ben", "Cyd", "Dot"):
        commands.mark_present(council.secretary, session, council.people[name])
    item = item_of(session, "harbour-map")
    with clock.fixed(minute(20)):
        moved = motions.move_motion(council.secretary, council.body, text="To sail", item=item)
        motions.open_vote(council.secretary, moved)
        for seat in ("amber-works", "birch-labs", "cedar-cloud", "delta-chips"):
            motions.cast_vote(council.secretary, Motion.objects.get(), seat, "yes")
        motions.close_vote(council.secretary, Motion.objects.get())
    with clock.fixed(minute(60)):
        commands.adjourn(council.secretary, session)
        commands.unmark(council.secretary, session, council.people["Dot"], reason="By mistake")

    (waiting,) = votes_to_look_at(council.secretary, council.body, minute(70))

    assert waiting.words.startswith("Delta Chips has a vote on M-2021-01, but by the roll call")
