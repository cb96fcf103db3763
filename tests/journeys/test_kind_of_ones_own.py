"""A kind of business that exists only in this test: it is proposed, stands on the agenda, has its
slide and its part of the minutes, offers its button in the room, and its outcome takes effect in
the transaction that closes the item.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from secretariat.council.actions.models import Action
from secretariat.council.meetings import agenda_kinds
from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.models import AgendaItem
from secretariat.council.motions.models import Motion
from secretariat.foundation.records import clock
from secretariat.foundation.records.models import Entry, Feed
from secretariat.rules.visibility import Role
from tests import factories
from tests.journeys.kinds import HarbourDues
from tests.journeys.meeting import pptx_words
from tests.journeys.pages import Visitor

START = datetime(2021, 10, 7, 14, 0, tzinfo=UTC)
HERE = "/tc/2021-10-07"
ITEM = "harbour-dues"
SECRETARY = factories.actor(Role.SECRETARY, "sam-clerk")


@pytest.fixture
def dues() -> Iterator[HarbourDues]:
    """The kind, registered for one test."""
    kind = HarbourDues()
    agenda_kinds.register(kind)
    yield kind
    agenda_kinds.unregister(kind.name)


@pytest.fixture
def secretary(dues: HarbourDues, db: None) -> Iterator[Visitor]:
    """The secretary of a council that plans its meeting, an hour before it."""
    body = factories.body()
    for label in ("Amber Works", "Birch Labs", "Cedar Cloud"):
        holder = factories.person(f"{label.partition(' ')[0]} Holder")
        factories.seat(body, label, holder)
    clerk = factories.person("Sam Clerk")
    factories.office(body, "secretary", clerk)
    with clock.fixed(START - timedelta(hours=1)):
        plan = meetings.MeetingPlan(starts_at=START, ends_at=START + timedelta(hours=1))
        meetings.plan_meeting(SECRETARY, body, plan)
        yield Visitor(factories.account(clerk))


def accepted(secretary: Visitor) -> None:
    """Take the proposal over and publish the agenda."""
    page = secretary.see(f"{HERE}/prepare")
    assert "The dues of the year are not set." in page.main
    secretary.done(page, "Put all of them on")
    secretary.done(secretary.see(f"{HERE}/prepare"), "Publish")


def called(secretary: Visitor) -> None:
    """Call the meeting to order, with two of three seats present."""
    accepted(secretary)
    secretary.post(f"{HERE}/room/call-to-order", {})
    for handle in ("amber-holder", "birch-holder"):
        secretary.post(f"{HERE}/room/roll/mark", {"person": handle})


def state_of_record() -> tuple[int, int, int, list[int]]:
    """Actions, entries of the trail, closed items, and the counters of the feed."""
    closed = AgendaItem.objects.exclude(state="open").count()
    versions = list(Feed.objects.order_by("topic").values_list("version", flat=True))
    return Action.objects.count(), Entry.objects.count(), closed, versions


def test_kind_is_proposed_once_and_stands_on_agenda_deck_and_files(secretary: Visitor) -> None:
    accepted(secretary)

    public = Visitor()
    assert "Harbour dues" in public.see(HERE).main
    assert "Harbour dues" in public.see(f"{HERE}/agenda.md").text
    assert "Forty crowns a mast" in public.see(f"{HERE}/deck").main
    assert "Forty crowns a mast" in public.see(f"{HERE}/deck.md").text
    assert "Forty crowns a mast" in public.see(f"{HERE}/deck.json").text
    assert "Forty crowns a mast" in public.see(f"{HERE}/deck.html").words
    assert "forty crowns a mast" in pptx_words(public.see(f"{HERE}/deck.pptx").content)
    assert "Put it on" not in secretary.see(f"{HERE}/prepare").main


def test_offer_of_the_kind_settles_its_item_and_takes_effect(
    secretary: Visitor, dues: HarbourDues
) -> None:
    with clock.fixed(START):
        called(secretary)
        room = secretary.see(f"{HERE}/room?item={ITEM}")
        secretary.done(room, "Set the dues")
        assert "Collect the dues" in secretary.see("/tc/actions").main

    assert [each.state for each in dues.outcomes] == ["settled"]
    assert [action.text for action in Action.objects.all()] == ["Collect the dues"]
    item = AgendaItem.objects.get(slug=ITEM)
    assert (item.state, item.outcome) == ("settled", "The dues are set")


def test_kind_has_its_part_of_the_minutes(secretary: Visitor) -> None:
    with clock.fixed(START):
        called(secretary)
        secretary.done(secretary.see(f"{HERE}/room?item={ITEM}"), "Set the dues")
    with clock.fixed(START + timedelta(hours=1)):
        secretary.done(secretary.see(f"{HERE}/room/adjourn"), "Adjourn")
        minutes = secretary.see(f"{HERE}/minutes")

    assert "A mast pays forty crowns." in minutes.main
    assert "The dues are set" in minutes.main
    assert "A mast pays forty crowns." in secretary.see(f"{HERE}/minutes.md").text
    assert "A mast pays forty crowns." in secretary.see(f"{HERE}/minutes.json").text


def test_effect_and_outcome_are_undone_together(secretary: Visitor, dues: HarbourDues) -> None:
    dues.is_stopped = True
    with clock.fixed(START):
        called(secretary)
        before = state_of_record()
        refused = secretary.send(secretary.see(f"{HERE}/room?item={ITEM}"), "Set the dues")

    assert refused.status == 409
    assert "The treasurer has not answered. Ask her; nothing has changed." in refused.main
    assert len(dues.outcomes) == 1
    assert state_of_record() == before


def test_carried_motion_under_the_item_takes_effect_with_the_vote(
    secretary: Visitor, dues: HarbourDues
) -> None:
    with clock.fixed(START):
        called(secretary)
        carried(secretary)

    assert [(each.state, each.motion_ref) for each in dues.outcomes] == [
        ("carried", "tc/M-2021-01")
    ]
    assert Action.objects.count() == 1


def test_vote_stays_open_when_its_effect_is_refused(secretary: Visitor, dues: HarbourDues) -> None:
    dues.is_stopped = True
    with clock.fixed(START):
        called(secretary)
        carried(secretary)

    motion = Motion.objects.get()
    assert (motion.state, motion.closed_at) == ("open", None)
    assert Action.objects.count() == 0
    assert motion.votes.count() == 2


def carried(secretary: Visitor) -> None:
    """Move to set the dues, and vote for it."""
    motion = secretary.post(f"{HERE}/{ITEM}/motions", {"text": "To set the dues"}).path
    secretary.post(f"{motion}/open", {})
    secretary.post(f"{motion}/vote-rest", {"choice": "yes"})
    secretary.post(f"{motion}/close", {})
