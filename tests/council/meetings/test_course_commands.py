"""The course of a meeting by its commands: publish, call to order, settle, adjourn, and back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from secretariat.council.meetings import commands
from secretariat.council.meetings.models import AgendaItem, Meeting
from secretariat.council.meetings.queries.roll import quorum_now
from secretariat.council.meetings.snapshots import meeting_snapshot
from secretariat.foundation.records import clock
from secretariat.foundation.records.models import Entry, Feed
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor

from .conftest import Council, item_of, minute


def test_meeting_runs_from_plan_to_adjournment(council: Council, session: Meeting) -> None:
    for name in ("Ada", "Ben", "Cyd"):
        commands.mark_present(council.secretary, session, council.people[name])
    topic = item_of(session, "harbour-map")
    commands.open_item(council.secretary, topic)
    commands.add_note(council.secretary, topic, "The map is drawn anew.")
    with clock.fixed(minute(60)):
        adjourned = commands.adjourn(council.secretary, session)

    snapshot = meeting_snapshot(adjourned, council.secretary)
    assert [(i.number, i.title, i.state) for i in snapshot.items] == [
        ("1", "Welcome, roll call and introductions", "settled"),
        ("2", "Harbour map", "settled"),
        ("3", "Any other business", "skipped"),
    ]
    assert quorum_now(snapshot, minute(60)).present == 3
    assert snapshot.item("harbour-map").notes[0].text == "The map is drawn anew."
    assert adjourned.state == Meeting.State.DRAFTED
    assert adjourned.adjourned_at == minute(60)
    assert [who.stretches[0][1] for who in snapshot.attendees] == [minute(60)] * 3


def test_empty_agenda_is_not_published(council: Council, meeting: Meeting) -> None:
    with pytest.raises(Refused) as refused:
        commands.publish_agenda(council.secretary, meeting)

    assert refused.value.code == "agenda_empty"


def test_agenda_is_published_once_and_can_be_taken_back(council: Council, agenda: Meeting) -> None:
    published = commands.publish_agenda(council.staff, agenda)
    with pytest.raises(Refused) as refused:
        commands.publish_agenda(council.staff, agenda)
    back = commands.withdraw_agenda(council.staff, agenda)

    assert published.published_at == minute(-30)
    assert refused.value.code == "wrong_state"
    assert (back.state, back.published_at) == ("planned", None)


def test_call_to_order_freezes_numbers_and_takes_up_the_first_item(
    council: Council, session: Meeting
) -> None:
    assert session.called_at == minute(2)
    assert list(session.items.order_by("position").values_list("number", flat=True)) == [
        "1",
        "2",
        "3",
    ]
    assert session.current_item == session.items.get(position=1)
    assert Feed.objects.get(topic="meeting:tc/2021-10-07").version > 0


def test_meeting_is_called_to_order_once(council: Council, session: Meeting) -> None:
    with pytest.raises(Refused) as refused:
        commands.call_to_order(council.secretary, session)

    assert refused.value.code == "wrong_state"
    assert "cannot be called to order again" in refused.value.message


@pytest.mark.parametrize(("at", "code"), [(minute(-61), "too_early"), (minute(1), "in_the_future")])
def test_call_outside_its_time_is_refused(
    at: object, code: str, council: Council, agenda: Meeting
) -> None:
    with clock.fixed(minute(0)), pytest.raises(Refused) as refused:
        commands.call_to_order(council.secretary, agenda, called_at=at)  # type: ignore[arg-type]

    assert refused.value.code == code


def test_staff_prepares_but_does_not_run(council: Council, agenda: Meeting) -> None:
    with clock.fixed(minute(0)), pytest.raises(Refused) as refused:
        commands.call_to_order(council.staff, agenda)

    assert refused.value.code == "not_allowed"


def test_chair_of_the_day_runs_this_one_meeting(council: Council, agenda: Meeting) -> None:
    commands.set_chair_of_the_day(council.secretary, agenda, council.people["Eve"])
    of_the_day = Actor("eve-lund", "Eve Lund", "eve-lund")
    agenda.refresh_from_db()

    with clock.fixed(minute(0)):
        called = commands.call_to_order(of_the_day, agenda)

    assert called.state == Meeting.State.CALLED


def test_staff_may_not_name_the_chair_of_the_day(council: Council, agenda: Meeting) -> None:
    with pytest.raises(Refused) as refused:
        commands.set_chair_of_the_day(council.staff, agenda, council.people["Eve"])

    assert refused.value.code == "not_allowed"


def test_call_is_taken_back_only_while_nothing_is_recorded(
    council: Council, session: Meeting
) -> None:
    commands.mark_present(council.secretary, session, council.people["Ada"])
    with pytest.raises(Refused) as refused:
        commands.undo_call_to_order(council.secretary, session, reason="Too early")
    assert refused.value.code == "already_recorded"

    commands.unmark(council.secretary, session, council.people["Ada"], reason="By mistake")
    back = commands.undo_call_to_order(council.secretary, session, reason="Too early")

    assert (back.state, back.called_at) == ("published", None)
    assert set(session.items.values_list("number", flat=True)) == {""}


def test_adjourning_before_the_call_is_refused(council: Council, agenda: Meeting) -> None:
    with pytest.raises(Refused) as refused:
        commands.adjourn(council.secretary, agenda)

    assert refused.value.code == "wrong_state"


@pytest.mark.parametrize(("at", "code"), [(minute(2), "bad_times"), (minute(61), "in_the_future")])
def test_impossible_end_is_refused(
    at: object, code: str, council: Council, session: Meeting
) -> None:
    with clock.fixed(minute(60)), pytest.raises(Refused) as refused:
        commands.adjourn(council.secretary, session, adjourned_at=at)  # type: ignore[arg-type]

    assert refused.value.code == code
    assert Meeting.objects.get(pk=session.pk).state == Meeting.State.CALLED


def test_end_before_somebody_arrived_is_refused(council: Council, session: Meeting) -> None:
    with clock.fixed(minute(50)):
        commands.mark_present(council.secretary, session, council.people["Ada"])

    with clock.fixed(minute(60)), pytest.raises(Refused) as refused:
        commands.adjourn(council.secretary, session, adjourned_at=minute(40))

    assert "Ada Quill arrived at 07:50" in refused.value.message


def test_resumed_meeting_stands_as_before_its_end(council: Council, session: Meeting) -> None:
    commands.mark_present(council.secretary, session, council.people["Ada"])
    commands.mark_present(council.secretary, session, council.people["Ben"])
    commands.mark_left(council.secretary, session, council.people["Ben"])
    with clock.fixed(minute(60)):
        commands.adjourn(council.secretary, session)
        resumed = commands.resume_meeting(council.secretary, session, reason="A vote was missed")

    snapshot = meeting_snapshot(resumed, council.secretary)
    assert [who.stretches[-1][1] for who in snapshot.attendees] == [None, minute(5)]
    assert snapshot.item("any-other-business").state == "open"
    assert (resumed.state, resumed.adjourned_at) == ("called", None)


def test_corrected_end_takes_everybody_along(council: Council, session: Meeting) -> None:
    commands.mark_present(council.secretary, session, council.people["Ada"])
    with clock.fixed(minute(180)):
        commands.adjourn(council.secretary, session)
        corrected = commands.correct_times(
            council.secretary, session, adjourned_at=minute(181 - 60), reason="Clock was wrong"
        )

    snapshot = meeting_snapshot(corrected, council.secretary)
    assert snapshot.adjourned_at == minute(121)
    assert snapshot.attendees[0].stretches[0][1] == minute(121)
    entry = Entry.objects.get(command="meetings.correct_times")
    assert entry.summary == "Clock was wrong"


def test_corrected_call_takes_those_of_the_roll_call_along(
    council: Council, session: Meeting
) -> None:
    ada, ben = council.people["Ada"], council.people["Ben"]
    commands.mark_present(council.secretary, session, ada, arrived_at=minute(2))
    commands.mark_present(council.secretary, session, ben, arrived_at=minute(4))

    corrected = commands.correct_times(
        council.secretary, session, called_at=minute(0), reason="Typed late"
    )

    snapshot = meeting_snapshot(corrected, council.secretary)
    assert [who.stretches[0][0] for who in snapshot.attendees] == [minute(0), minute(4)]


def test_correcting_without_a_reason_is_refused(council: Council, session: Meeting) -> None:
    with pytest.raises(Refused) as refused:
        commands.correct_times(council.secretary, session, called_at=minute(0), reason="")

    assert refused.value.code == "reason_missing"


def test_settling_goes_on_to_the_next_open_item(council: Council, session: Meeting) -> None:
    first = item_of(session, "welcome-roll-call-and-introductions")

    following = commands.settle_and_go_on(council.secretary, first, words="All are welcome")

    assert following == item_of(session, "harbour-map")
    settled = item_of(session, first.slug)
    assert (settled.state, settled.outcome) == ("settled", "All are welcome")
    assert Meeting.objects.get(pk=session.pk).current_item == following


def test_last_item_settled_leaves_nothing_to_go_on_to(council: Council, session: Meeting) -> None:
    following: AgendaItem | None = item_of(session, "welcome-roll-call-and-introductions")
    for _ in range(3):
        assert following is not None
        following = commands.settle_and_go_on(council.secretary, following)

    assert following is None


def test_item_is_closed_once_and_can_be_opened_again(council: Council, session: Meeting) -> None:
    topic = item_of(session, "harbour-map")
    commands.defer_item(council.secretary, topic, words="until the survey is done")
    with pytest.raises(Refused) as refused:
        commands.settle_item(council.secretary, topic)
    assert refused.value.code == "already_closed"

    commands.reopen_item(council.secretary, topic)
    commands.settle_item(council.secretary, topic)

    assert item_of(session, "harbour-map").state == "settled"


def test_settled_item_takes_its_open_parts_along_and_loses_none(
    council: Council, session: Meeting
) -> None:
    topic = item_of(session, "harbour-map")
    for title in ("Depths", "Lights", "Buoys"):
        new = commands.NewItem(title=title, part_of=topic)
        commands.add_item(council.secretary, session, new)
    commands.open_item(council.secretary, item_of(session, "depths"))
    commands.add_note(council.secretary, item_of(session, "lights"), "All are lit.")

    commands.settle_item(council.secretary, topic)

    states = {slug: item_of(session, slug).state for slug in ("depths", "lights", "buoys")}
    assert states == {"depths": "skipped", "lights": "settled", "buoys": "skipped"}


def test_item_cannot_be_taken_up_before_the_call(council: Council, agenda: Meeting) -> None:
    with pytest.raises(Refused) as refused:
        commands.open_item(council.secretary, item_of(agenda, "harbour-map"))

    assert refused.value.code == "wrong_state"


def test_meeting_follows_its_minutes_step_by_step(council: Council, session: Meeting) -> None:
    with clock.fixed(minute(60)):
        commands.adjourn_without_minutes(council.secretary, session)
        states = [
            commands.note_minutes_state(council.secretary, session, state).state
            for state in ("drafted", "released", "drafted", "released", "approved")
        ]
        with pytest.raises(Refused) as refused:
            commands.note_minutes_state(council.secretary, session, "drafted")

    assert states == ["drafted", "released", "drafted", "released", "approved"]
    assert refused.value.code == "wrong_state"


def test_approved_meeting_takes_no_more_records(council: Council, session: Meeting) -> None:
    with clock.fixed(minute(60) + timedelta(days=14)):
        commands.adjourn(council.secretary, session, adjourned_at=minute(60))
        commands.note_minutes_state(council.secretary, session, "approved")
        codes = []
        for act in (
            lambda: commands.mark_present(council.secretary, session, council.people["Eve"]),
            lambda: commands.add_note(council.secretary, item_of(session, "harbour-map"), "x"),
            lambda: commands.read_notices(council.secretary, session),
        ):
            with pytest.raises(Refused) as refused:
                act()
            codes.append(refused.value.code)

    assert codes == ["wrong_state"] * 3
