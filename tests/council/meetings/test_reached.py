"""An item under which something is on record was dealt with, whether or not it was taken up."""

from __future__ import annotations

from datetime import timedelta

from secretariat.council.actions.commands import raise_from_line
from secretariat.council.meetings import commands
from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.queries.proposing import proposals_for
from secretariat.council.meetings.queries.room import before_the_end
from secretariat.council.motions.commands import move_motion
from secretariat.foundation.records import clock
from secretariat.foundation.records.models import Entry
from tests.council.meetings.conftest import Council, item_of, minute

NAMES = ("Noted", "Moved", "Raised", "Silent")


def states(meeting: Meeting) -> dict[str, str]:
    """How each of the four items ended."""
    return {name: item_of(meeting, name.lower()).state for name in NAMES}


def four_items(council: Council, meeting: Meeting) -> None:
    for name in NAMES:
        commands.add_item(council.secretary, meeting, commands.NewItem(title=name))


def record_under_three(council: Council, meeting: Meeting) -> None:
    """A note, a motion and an action, each under an item that was never taken up."""
    commands.add_note(council.secretary, item_of(meeting, "noted"), "It was spoken of.")
    move_motion(council.secretary, council.body, text="To sail", item=item_of(meeting, "moved"))
    ref = f"{meeting.ref}/{item_of(meeting, 'raised').number}"
    raise_from_line(council.secretary, council.body, "Paint the pier", raised_ref=ref)


def proposed_next(council: Council, meeting: Meeting) -> list[str]:
    """What the next agenda is offered of the four."""
    start = meeting.starts_at + timedelta(weeks=2)
    plan = commands.MeetingPlan(starts_at=start, ends_at=start + timedelta(hours=2))
    following = commands.plan_meeting(council.secretary, council.body, plan).meeting
    return [each.title for each in proposals_for(following, start) if each.title in NAMES]


def test_item_with_something_on_record_is_settled_at_the_end(
    council: Council, session: Meeting
) -> None:
    four_items(council, session)
    record_under_three(council, session)

    with clock.fixed(minute(60)):
        meeting = commands.adjourn(council.secretary, session)

    settled = dict.fromkeys(NAMES, "settled")
    assert states(meeting) == {**settled, "Silent": "skipped"}
    with clock.fixed(minute(70)):
        assert proposed_next(council, meeting) == ["Silent"]


def test_item_recorded_under_after_the_end_is_no_longer_not_reached(
    council: Council, session: Meeting
) -> None:
    four_items(council, session)
    with clock.fixed(minute(60)):
        meeting = commands.adjourn(council.secretary, session)
    before = states(meeting)

    with clock.fixed(minute(70)):
        record_under_three(council, meeting)
        offered = proposed_next(council, meeting)

    assert before == dict.fromkeys(NAMES, "skipped")
    assert states(meeting) == {**dict.fromkeys(NAMES, "settled"), "Silent": "skipped"}
    assert offered == ["Silent"]
    entries = Entry.objects.filter(command="meetings.count_as_reached")
    assert [(each.before, each.after) for each in entries] == [
        ({"state": "skipped"}, {"state": "settled"})
    ] * 3


def test_adjourning_says_what_is_proposed_again(council: Council, session: Meeting) -> None:
    four_items(council, session)
    record_under_three(council, session)

    ending = before_the_end(session, council.secretary, minute(50))

    assert [item.title for item in ending.still_open if item.title in NAMES] == list(NAMES[:3])
    assert [item.title for item in ending.not_reached if item.title in NAMES] == ["Silent"]
