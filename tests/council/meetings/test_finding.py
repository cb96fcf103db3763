"""What a meeting's commands write for the search, and that a long agenda costs no more queries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from secretariat.council.meetings import commands
from secretariat.council.meetings.models import Meeting
from secretariat.council.minutes.commands import draft_minutes, release_minutes
from secretariat.foundation.records import clock
from secretariat.foundation.records.queries import search
from secretariat.rules.visibility import PUBLIC_ACTOR, Actor

from .conftest import START, Council, item_of, minute

Step = Callable[[Council, Meeting], object]


def add(council: Council, meeting: Meeting, *titles: str) -> None:
    for title in titles:
        commands.add_item(council.secretary, meeting, commands.NewItem(title=title))


def found(words: str, actor: Actor) -> list[str]:
    return [find.ref for find in search(words, actor)]


def publish(council: Council, meeting: Meeting) -> None:
    commands.publish_agenda(council.secretary, meeting)


def withdraw(council: Council, meeting: Meeting) -> None:
    commands.withdraw_agenda(council.secretary, meeting)


def call(council: Council, meeting: Meeting) -> None:
    commands.call_to_order(council.secretary, meeting, called_at=minute(-30))


def undo_call(council: Council, meeting: Meeting) -> None:
    commands.undo_call_to_order(council.secretary, meeting, reason="Too early")


def note_each(council: Council, meeting: Meeting) -> None:
    for item in meeting.items.all():
        commands.add_note(council.secretary, item, text="Lit by lanterns")


def draft(council: Council, meeting: Meeting) -> None:
    commands.adjourn(council.secretary, meeting, adjourned_at=minute(-29))
    draft_minutes(council.secretary, meeting)


def release(council: Council, meeting: Meeting) -> None:
    day = date(2021, 10, 20)
    release_minutes(council.secretary, meeting.minutes, corrections_until_on=day)


COURSE: tuple[Step, ...] = (publish, withdraw, publish, call, undo_call, call, note_each, draft)


def queries_of(step: Step, council: Council, meeting: Meeting) -> int:
    with CaptureQueriesContext(connection) as asked, clock.fixed(minute(-28)):
        step(council, meeting)
    return len(asked)


def held_with(council: Council, count: int) -> dict[str, int]:
    """How many queries each step took with so many items; everything is undone."""
    with transaction.atomic():
        plan = commands.MeetingPlan(starts_at=START, ends_at=minute(120))
        meeting = commands.plan_meeting(council.secretary, council.body, plan).meeting
        add(council, meeting, *(f"Harbour light {number}" for number in range(count)))
        taken = {step.__name__: queries_of(step, council, meeting) for step in COURSE}
        taken["release"] = queries_of(release, council, meeting)
        transaction.set_rollback(True)
    return taken


@pytest.mark.usefixtures("_before_the_meeting")
def test_a_longer_agenda_takes_no_more_queries(council: Council) -> None:
    held_with(council, 1)  # what is read once per process
    one, three = held_with(council, 1), held_with(council, 3)

    del one["note_each"], three["note_each"]
    assert three == one


def test_what_is_found_follows_the_course(council: Council, meeting: Meeting) -> None:
    add(council, meeting, "Harbour lanterns", "Tide tables")
    here = meeting.ref
    assert found("lanterns", PUBLIC_ACTOR) == []
    assert found("lanterns", council.member) == [f"{here}/harbour-lanterns"]

    publish(council, meeting)
    assert found("lanterns", PUBLIC_ACTOR) == [f"{here}/harbour-lanterns"]

    with clock.fixed(minute(0)):
        commands.call_to_order(council.secretary, meeting)
        commands.add_note(council.secretary, item_of(meeting, "tide-tables"), text="Ebb at noon")
    assert found("lanterns", PUBLIC_ACTOR) == [f"{here}/1"]
    assert (found("ebb", council.member), found("ebb", PUBLIC_ACTOR)) == ([f"{here}/2#notes"], [])


def test_words_that_were_replaced_are_no_longer_found(council: Council, meeting: Meeting) -> None:
    add(council, meeting, "Harbour lanterns")
    item = item_of(meeting, "harbour-lanterns")
    commands.edit_item(
        council.secretary, item, commands.ItemEdit(title="Harbour beacons"), seen=item.revision
    )

    assert found("lanterns", council.member) == []
    assert found("beacons", council.member) == [f"{meeting.ref}/harbour-lanterns"]
