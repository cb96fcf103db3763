"""What the room shows: the keys that work now, what was reached, who was there to the end."""

from __future__ import annotations

from secretariat.council.meetings import commands
from secretariat.council.meetings.commands import NewItem
from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.queries.room import Room, before_the_end, room_of
from secretariat.council.meetings.queries.room_keys import keys_of
from secretariat.foundation.records import clock

from .conftest import Council, item_of, minute


def room(council: Council, meeting: Meeting, shown: str = "") -> Room:
    meeting.refresh_from_db()
    return room_of(meeting, council.secretary, clock.now(), shown)


def keys(council: Council, meeting: Meeting, *, may_run: bool = True) -> dict[str, str]:
    return dict(keys_of(room(council, meeting), meeting, may_run=may_run))


def test_keys_change_with_the_course_of_the_meeting(council: Council, agenda: Meeting) -> None:
    with clock.fixed(minute(0)):
        before = keys(council, agenda)
        commands.call_to_order(council.secretary, agenda)
        during = keys(council, agenda)
        watching = keys(council, agenda, may_run=False)
    with clock.fixed(minute(30)):
        commands.adjourn(council.secretary, agenda)
        after = keys(council, agenda)

    wanted = ("c", "r", "s", "x", "o")
    assert [key in before for key in wanted] == [True, False, False, False, False]
    assert [key in during for key in wanted] == [False, True, True, True, False]
    assert [key in watching for key in wanted] == [False] * 5
    assert [key in after for key in wanted] == [False, True, False, False, True]


def test_item_is_reached_with_a_part_of_it_and_a_part_by_itself(
    council: Council, agenda: Meeting
) -> None:
    whole = item_of(agenda, "harbour-map")
    for title in ("Buoys", "Depths"):
        new = NewItem(kind="topic", title=title, part_of=whole)
        commands.add_item(council.secretary, agenda, new)
    with clock.fixed(minute(0)):
        commands.call_to_order(council.secretary, agenda)
        commands.mark_present(council.secretary, agenda, council.people["Ada"])
        for slug in ("harbour-map", "depths"):
            commands.open_item(council.secretary, item_of(agenda, slug))
        commands.add_note(council.secretary, item_of(agenda, "buoys"), "All float.")
        found = before_the_end(agenda, council.secretary, clock.now())

    assert [item.title for item in found.not_reached] == ["Depths", "Any other business"]
    assert [item.title for item in found.still_open][1:] == ["Harbour map", "Buoys"]


def test_after_the_end_whoever_stayed_counts_as_present(council: Council, session: Meeting) -> None:
    for name in ("Ada", "Ben"):
        commands.mark_present(council.secretary, session, council.people[name])
    with clock.fixed(minute(20)):
        commands.mark_left(council.secretary, session, council.people["Ben"])
    with clock.fixed(minute(30)):
        commands.adjourn(council.secretary, session)
    with clock.fixed(minute(60)):
        found = room(council, session)

    assert [line.is_present for line in found.attendees] == [True, False]
    assert found.present_count == 1
