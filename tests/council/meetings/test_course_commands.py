"""The whole course of a meeting by its commands."""

from __future__ import annotations

from secretariat.council.meetings import commands
from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.queries.roll import quorum_now
from secretariat.council.meetings.snapshots import meeting_snapshot
from secretariat.foundation.records import clock

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
    assert adjourned.state == Meeting.State.ADJOURNED
    assert [who.stretches[0][1] for who in snapshot.attendees] == [minute(60)] * 3
