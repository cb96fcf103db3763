"""An item was dealt with when somebody settled it or something is on record under it; to have been
on the table is neither needed nor enough.
"""

from __future__ import annotations

from datetime import timedelta

from secretariat.council.actions.commands import raise_from_line, report_action
from secretariat.council.actions.commands.frame import Said
from secretariat.council.actions.queries import action_named
from secretariat.council.meetings import commands
from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.queries.left import left_in
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


def parts_of_the_map(council: Council, meeting: Meeting) -> None:
    for title in ("Buoys", "Depths"):
        new = commands.NewItem(title=title, part_of=item_of(meeting, "harbour-map"))
        commands.add_item(council.secretary, meeting, new)


def test_item_that_was_only_looked_at_is_proposed_again(council: Council, session: Meeting) -> None:
    four_items(council, session)
    for name in ("noted", "silent"):
        commands.open_item(council.secretary, item_of(session, name))
    commands.add_note(council.secretary, item_of(session, "noted"), "It was spoken of.")
    commands.settle_item(council.secretary, item_of(session, "moved"))

    with clock.fixed(minute(60)):
        meeting = commands.adjourn(council.secretary, session)
    with clock.fixed(minute(70)):
        offered = proposed_next(council, meeting)

    assert offered == ["Raised", "Silent"]


def test_opening_is_dealt_with_once_the_roll_is_called(council: Council, session: Meeting) -> None:
    before = before_the_end(session, council.secretary, minute(5)).not_reached
    commands.mark_present(council.secretary, session, council.people["Ada"])
    after = before_the_end(session, council.secretary, minute(6)).not_reached

    assert [item.kind for item in before if item not in after] == ["opening"]


def test_last_part_settles_its_item_if_that_has_something_on_record(
    council: Council, session: Meeting
) -> None:
    parts_of_the_map(council, session)
    commands.add_note(council.secretary, item_of(session, "harbour-map"), "It is drawn anew.")
    here = []
    commands.open_item(council.secretary, item_of(session, "buoys"))
    for slug in ("buoys", "depths"):
        part = item_of(session, slug)
        assert part.part_of is not None, "read before, as a page does"
        following = commands.settle_and_go_on(council.secretary, part)
        here.append((following and following.title, item_of(session, "harbour-map").state))

    assert here == [("Depths", "open"), ("Any other business", "settled")]


def test_after_the_last_part_comes_its_item_if_nothing_is_said_of_it(
    council: Council, session: Meeting
) -> None:
    parts_of_the_map(council, session)
    for slug in ("buoys", "depths"):
        following = commands.settle_and_go_on(council.secretary, item_of(session, slug))

    assert following is not None
    assert (following.title, following.state) == ("Harbour map", "open")


def test_last_part_names_what_is_left_of_its_item(council: Council, session: Meeting) -> None:
    with clock.fixed(minute(0)):
        for line in ("[Ada] Paint the pier", "[Ben] Sweep it"):
            raise_from_line(council.secretary, council.body, line)
    review = commands.NewItem(title="Review", kind="action_review")
    whole = commands.add_item(council.secretary, session, review)
    part = commands.NewItem(title="Table", part_of=whole)
    commands.add_item(council.secretary, session, part)
    said = Said("Soon.", session.ref)
    with clock.fixed(minute(6)):
        report_action(council.secretary, action_named("tc/A-1"), "in_progress", said=said)
        left = left_in(session, council.secretary, "table", minute(6))

    assert left == ("1 action not reviewed: it stays as it is.",)
