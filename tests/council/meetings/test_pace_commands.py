"""How long items were on the table, and items parked, moved to the next meeting, pulled forward."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from secretariat.council.meetings import commands
from secretariat.council.meetings.models import AgendaItem, ItemStay, Meeting
from secretariat.council.meetings.queries.pace import clock_of, course_of
from secretariat.council.meetings.snapshots import snapshot_for
from secretariat.foundation.records import clock
from secretariat.rules.errors import Refused

from .conftest import Council, item_of, minute

OPENING = "welcome-roll-call-and-introductions"
AOB = "any-other-business"
MAP = "harbour-map"


def stays(meeting: Meeting) -> list[tuple[str, datetime, datetime | None]]:
    rows = ItemStay.objects.filter(item__meeting=meeting).order_by("from_at", "id")
    return list(rows.values_list("item__slug", "from_at", "to_at"))


def order(meeting: Meeting) -> list[tuple[str, str]]:
    return list(meeting.items.order_by("position").values_list("number", "slug"))


def slug_of(item: AgendaItem | None) -> str:
    return item.slug if item else ""


def present(council: Council, session: Meeting, *names: str) -> None:
    for name in names:
        commands.mark_present(council.secretary, session, council.people[name])


def test_every_minute_since_the_call_is_spent_on_an_item(
    council: Council, session: Meeting
) -> None:
    actor = council.secretary
    with clock.fixed(minute(10)):
        commands.open_item(actor, item_of(session, MAP))
    with clock.fixed(minute(12)):
        commands.open_item(actor, item_of(session, MAP))
        commands.open_item(actor, item_of(session, OPENING))
    with clock.fixed(minute(20)):
        commands.settle_and_go_on(actor, item_of(session, OPENING))
        going = clock_of(snapshot_for(session), MAP, minute(34))
        assert going is not None
        assert going.words == "16 of 15 min: 1 min over"
        assert clock_of(snapshot_for(session), OPENING, minute(34)) is None
    with clock.fixed(minute(40)):
        commands.adjourn(actor, session)

    assert stays(session) == [
        (OPENING, minute(2), minute(10)),
        (MAP, minute(10), minute(12)),
        (OPENING, minute(12), minute(20)),
        (MAP, minute(20), minute(40)),
    ]


def test_item_opened_again_and_meeting_resumed_run_on(council: Council, session: Meeting) -> None:
    actor = council.secretary
    with clock.fixed(minute(10)):
        commands.settle_item(actor, item_of(session, OPENING))
    with clock.fixed(minute(11)):
        commands.reopen_item(actor, item_of(session, OPENING))
    with clock.fixed(minute(30)):
        commands.adjourn(actor, session)
        assert stays(session)[-1] == (OPENING, minute(11), minute(30))
        commands.resume_meeting(actor, session, reason="a slip")

    assert stays(session) == [(OPENING, minute(2), minute(10)), (OPENING, minute(11), None)]


def test_corrected_times_move_the_stays(council: Council, session: Meeting) -> None:
    actor = council.secretary
    with clock.fixed(minute(40)):
        commands.adjourn(actor, session)
        commands.correct_times(
            actor, session, reason="late", called_at=minute(3), adjourned_at=minute(35)
        )

    assert stays(session) == [(OPENING, minute(3), minute(35))]


def test_call_taken_back_leaves_no_stay(council: Council, session: Meeting) -> None:
    commands.undo_call_to_order(council.secretary, session, reason="too early")

    assert stays(session) == []


def test_parked_item_is_passed_over_and_offered_at_the_end(
    council: Council, session: Meeting
) -> None:
    actor = council.secretary
    commands.open_item(actor, item_of(session, MAP))
    following = commands.park_and_go_on(actor, item_of(session, MAP))

    assert following is not None
    assert following.slug == AOB
    assert [i.slug for i in course_of(snapshot_for(session), minute(6)).parked] == [MAP]
    commands.settle_and_go_on(actor, item_of(session, AOB))
    session.refresh_from_db()
    assert slug_of(session.current_item) == OPENING
    last = commands.settle_and_go_on(actor, item_of(session, OPENING))
    assert last is not None
    assert last.slug == MAP
    assert item_of(session, MAP).parked_at is None
    assert [number for number, _ in order(session)] == ["1", "2", "3"]


def test_parked_item_goes_back_and_a_closed_one_is_not_parked(
    council: Council, session: Meeting
) -> None:
    actor = council.secretary
    commands.park_item(actor, item_of(session, MAP))
    commands.unpark_item(actor, item_of(session, MAP))
    assert slug_of(commands.settle_and_go_on(actor, item_of(session, OPENING))) == MAP

    with pytest.raises(Refused) as refused:
        commands.park_item(actor, item_of(session, OPENING))
    with pytest.raises(Refused) as member:
        commands.park_item(council.member, item_of(session, MAP))

    assert (refused.value.code, member.value.code) == ("already_closed", "not_allowed")


def test_item_moves_to_the_next_meeting_while_that_is_prepared(
    council: Council, session: Meeting
) -> None:
    actor = council.secretary
    plan = commands.MeetingPlan(
        starts_at=session.starts_at + timedelta(days=14),
        ends_at=session.ends_at + timedelta(days=14),
    )
    later = commands.plan_meeting(actor, council.body, plan).meeting

    item, made = commands.move_to_next_meeting(actor, item_of(session, MAP), words="no time")

    assert made is not None
    assert made.meeting_id == later.pk
    assert (item.state, item.outcome) == ("deferred", "no time")
    commands.take_back_from_next(actor, item_of(session, MAP))
    assert item_of(session, MAP).state == "open"
    assert not later.items.exists()


@pytest.mark.parametrize("is_planned", [True, False])
def test_item_is_only_proposed_where_the_next_agenda_is_published_or_missing(
    council: Council, session: Meeting, *, is_planned: bool
) -> None:
    actor = council.secretary
    if is_planned:
        after = timedelta(days=14)
        plan = commands.MeetingPlan(
            starts_at=session.starts_at + after, ends_at=session.ends_at + after
        )
        later = commands.plan_meeting(actor, council.body, plan).meeting
        commands.add_item(actor, later, commands.NewItem(title="Tides"))
        commands.publish_agenda(actor, later)

    item, made = commands.move_to_next_meeting(actor, item_of(session, MAP))

    assert (item.state, made) == ("deferred", None)


def test_items_are_pulled_forward_and_keep_their_numbers(
    council: Council, session: Meeting
) -> None:
    actor = council.secretary
    commands.pull_forward(actor, session, [AOB])
    assert order(session) == [("1", OPENING), ("3", AOB), ("2", MAP)]
    assert slug_of(commands.open_next_item(actor, session)) == AOB

    commands.put_order_back(actor, session, [OPENING, MAP, AOB])
    assert order(session) == [("1", OPENING), ("2", MAP), ("3", AOB)]
    with pytest.raises(Refused) as refused:
        commands.pull_forward(actor, session, [AOB])
    assert refused.value.code == "nothing_to_pull"


def test_room_says_what_to_take_while_quorum_hangs_on_every_seat(
    council: Council, session: Meeting
) -> None:
    AgendaItem.objects.filter(pk=item_of(session, AOB).pk).update(options={"motion": "To sail"})
    present(council, session, "Ada", "Ben")
    assert course_of(snapshot_for(session), minute(6)).pull is None

    present(council, session, "Cyd")
    course = course_of(snapshot_for(session), minute(6))
    assert course.pull is not None
    assert course.pull.slugs == (AOB,)
    assert course.pull_words.startswith("Quorum hangs on every seat: 3 present, needs 3.")

    present(council, session, "Dot")
    assert course_of(snapshot_for(session), minute(6)).pull is None


def test_announced_leaving_counts_the_seats_that_stay(
    council: Council, session: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    AgendaItem.objects.filter(pk=item_of(session, AOB).pk).update(options={"motion": "To sail"})
    present(council, session, "Ada", "Al", "Ben", "Cyd", "Dot")
    leaves = {"ada-quill": minute(8), "ben-stone": minute(9), "cyd-vale": minute(10)}
    monkeypatch.setattr(
        "secretariat.council.meetings.queries.pace.leaves_at_of", lambda who: leaves.get(who.person)
    )

    course = course_of(snapshot_for(session), minute(6))

    assert course.pull_words.startswith("At 07:10 Cyd Vale leaves: then 2 of 5, needs 3.")


def test_forecast_in_the_room_says_when_it_ends(council: Council, session: Meeting) -> None:
    assert course_of(snapshot_for(session), minute(6)).forecast.startswith("Ends at 07:")
    with clock.fixed(minute(130)):
        course = course_of(snapshot_for(session), minute(130))
        assert "over" in course.forecast
        assert "not reached at this pace" in course.forecast
        commands.adjourn(council.secretary, session)
        assert course_of(snapshot_for(session), minute(131)).forecast == ""
