"""Whoever may no longer read something does not find it either, from the same act on: item, note,
action, motion, and the minutes that hold them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from secretariat.council.actions.commands import Changes, edit_action, raise_from_line
from secretariat.council.actions.models import Action
from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.models import Meeting
from secretariat.council.minutes import commands
from secretariat.council.minutes.models import Minutes
from secretariat.council.motions.commands import move_motion
from secretariat.foundation.people.commands import BodyFacts, edit_body
from secretariat.foundation.people.models import Body
from secretariat.foundation.records import clock
from secretariat.foundation.records.queries import search
from secretariat.rules.visibility import PUBLIC_ACTOR, Actor, Audience
from tests.council.meetings.conftest import Council, item_of, minute

from .conftest import CORRECTIONS_UNTIL

PUBLIC, MEMBERS = Audience.PUBLIC, Audience.MEMBERS
ITEM, NOTES, MINUTES = "tc/2021-10-07/2", "tc/2021-10-07/2#notes", "tc/2021-10-07/minutes"
ALL = {ITEM, NOTES, MINUTES, "tc/A-1", "tc/M-2021-01"}
WORDS = "The lantern is lit."


@pytest.fixture
def told(council: Council, session: Meeting) -> Iterator[Minutes]:
    """Minutes released to everybody, with one word in the item, a note, an action, a motion."""
    clerk = council.secretary
    Body.objects.update(draft_audience=PUBLIC)
    for name in ("Ada", "Ben", "Cyd"):
        meetings.mark_present(clerk, session, council.people[name])
    item = item_of(session, "harbour-map")
    words = meetings.ItemEdit(text=WORDS)
    item = meetings.edit_item(clerk, item, words, seen=item.revision)
    meetings.add_note(clerk, item, WORDS)
    raise_from_line(clerk, council.body, "[Ben] Polish the lantern", raised_ref=ITEM)
    move_motion(clerk, council.body, text="To keep the lantern", item=item)
    with clock.fixed(minute(60)):
        held = meetings.adjourn(clerk, Meeting.objects.get())
    with clock.fixed(minute(70)):
        drafted = commands.draft_minutes(clerk, held)
        yield commands.release_minutes(clerk, drafted, corrections_until_on=CORRECTIONS_UNTIL)


def found(actor: Actor) -> set[str]:
    return {find.ref for find in search("lantern", actor)}


def narrow_item(council: Council) -> None:
    item = item_of(Meeting.objects.get(), "harbour-map")
    edit = meetings.ItemEdit(audience=MEMBERS)
    meetings.edit_item(council.secretary, item, edit, seen=item.revision)


def narrow_note(council: Council) -> None:
    note = item_of(Meeting.objects.get(), "harbour-map").notes.get()
    meetings.edit_note(council.secretary, note, seen=note.revision, audience=MEMBERS)


def narrow_action(council: Council) -> None:
    action = Action.objects.get()
    edit_action(council.secretary, action, Changes(audience=MEMBERS), seen=action.revision)


def keep_drafts_for(council: Council, audience: Audience) -> None:
    body = Body.objects.get()
    facts = BodyFacts(
        name=body.name, short_name=body.short_name, zone=body.zone, draft_audience=audience.value
    )
    edit_body(council.secretary, body, facts, seen=body.revision)


def narrow_drafts(council: Council) -> None:
    keep_drafts_for(council, MEMBERS)


def recall(council: Council) -> None:
    commands.recall_minutes(council.secretary, Minutes.objects.get(), reason="A line is missing")


@pytest.mark.parametrize(
    ("act", "public", "member"),
    [
        (narrow_item, set(), ALL),
        (narrow_note, ALL - {NOTES}, ALL - {NOTES}),
        (narrow_action, ALL - {"tc/A-1"}, ALL),
        (narrow_drafts, {ITEM, "tc/M-2021-01"}, ALL),
        (recall, {ITEM, "tc/M-2021-01"}, ALL - {MINUTES}),
    ],
)
def test_what_one_may_not_read_any_more_is_not_found_from_that_act_on(
    council: Council,
    told: Minutes,
    act: Callable[[Council], None],
    public: set[str],
    member: set[str],
) -> None:
    assert found(PUBLIC_ACTOR) == found(council.member) == ALL

    act(council)

    assert found(PUBLIC_ACTOR) == public
    assert {ref.removesuffix("/members") for ref in found(council.member)} == member


def test_drafts_opened_to_everybody_again_are_found_at_once(
    council: Council, told: Minutes
) -> None:
    keep_drafts_for(council, MEMBERS)
    keep_drafts_for(council, PUBLIC)

    assert found(PUBLIC_ACTOR) == ALL


def test_minutes_do_not_tell_the_public_of_what_was_narrowed_in_them(
    council: Council, told: Minutes
) -> None:
    for act in (narrow_note, narrow_action):
        act(council)

    for words in ("lit", "polish"):
        assert MINUTES not in {find.ref for find in search(words, PUBLIC_ACTOR)}
