"""The kinds every meeting has, and a kind defined only here, in agenda, deck, minutes and room."""
# A kind gets more than it needs.
# ruff: noqa: ARG002

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pytest

from secretariat.council.meetings import commands
from secretariat.council.meetings.agenda_kinds import (
    Offer,
    Offered,
    Outcome,
    Proposal,
    register,
    unregister,
)
from secretariat.council.meetings.compose import agenda_slide, blocks_of, note_blocks, slides_of
from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.queries.room import room_of
from secretariat.council.meetings.snapshots import meeting_snapshot
from secretariat.foundation.records import clock
from secretariat.rules.deck import AnySlide, TableSlide, TextSlide, slide_lines
from secretariat.rules.meetings import ItemSnapshot, MeetingSnapshot
from secretariat.rules.minutes import Attendance, Block, Fact, attendee_words
from secretariat.rules.runs import Run, words
from secretariat.rules.visibility import PUBLIC_ACTOR, Actor

from .conftest import Council, item_of, minute

OPENING = "welcome-roll-call-and-introductions"


class TideTable:
    """A kind of business that belongs to no app: it remembers what it was told."""

    name = "tide_table"
    label = "Tide table"

    def __init__(self) -> None:
        self.told: list[tuple[str, str, str]] = []

    def proposed(self, meeting: MeetingSnapshot, at: datetime) -> list[Proposal]:
        return [Proposal(self.name, "Tides of the week", "Tides turn.", 5, "sea/1", place=30)]

    def shown(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> list[AnySlide]:
        return [TextSlide(title=item.title, number=item.number)]

    def minuted(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> list[Block]:
        fact = Fact(kind="tide", key="tide", lines=((Run("High water at 07:40."),),))
        return [fact, *note_blocks(item)]

    def offered(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> Offered:
        return Offered(offers=(Offer("Sound the horn", "/horn", {"long": "1"}, key="h"),))

    def settled(
        self,
        actor: Actor,
        meeting: MeetingSnapshot,
        item: ItemSnapshot,
        outcome: Outcome,
        at: datetime,
    ) -> None:
        self.told.append((item.title, item.state, outcome.state))


@pytest.fixture
def tides() -> Iterator[TideTable]:
    kind = TideTable()
    register(kind)
    yield kind
    unregister(kind.name)


def test_kind_of_a_test_appears_everywhere_and_its_outcome_takes_effect(
    tides: TideTable, council: Council, meeting: Meeting
) -> None:
    clerk = council.secretary
    commands.accept_proposals(clerk, meeting)
    with clock.fixed(minute(0)):
        commands.call_to_order(clerk, meeting)
        item = item_of(meeting, "tides-of-the-week")
        commands.open_item(clerk, item)
        commands.add_note(clerk, item, "Mind the gap.")
    at = minute(1)
    snapshot = meeting_snapshot(meeting, clerk)

    assert "2. Tides of the week (5 min)" in slide_lines(agenda_slide(snapshot))
    assert "2. Tides of the week" in [slide.heading for slide in slides_of(snapshot, at)]
    blocks = blocks_of(snapshot, snapshot.item(item.slug), at)
    assert [type(block).__name__ for block in blocks] == ["Fact", "Text"]
    room = room_of(meeting, clerk, at)
    assert (room.kind_label, room.offered.offers[0].label) == ("Tide table", "Sound the horn")

    with clock.fixed(minute(5)):
        commands.settle_item(clerk, item)
        commands.tell_kind(clerk, item, Outcome("carried", about_refs=("sea/1",)))
    assert tides.told == [
        ("Tides of the week", "settled", "settled"),
        ("Tides of the week", "settled", "carried"),
    ]


def test_refused_settling_tells_no_kind(
    tides: TideTable, council: Council, meeting: Meeting
) -> None:
    commands.accept_proposals(council.secretary, meeting)

    with pytest.raises(Exception, match="not been called to order"):
        commands.settle_item(council.secretary, item_of(meeting, "tides-of-the-week"))

    assert tides.told == []


def test_opening_shows_notices_then_the_roster_with_its_quorum(
    council: Council, agenda: Meeting
) -> None:
    notice = commands.NoticeText(
        slug="values", title="Our values", text="Be **kind**.", source_words="Charter, page 1"
    )
    commands.adopt_notice(council.secretary, council.body, notice, from_on=date(2021, 1, 1))
    commands.publish_agenda(council.secretary, agenda)

    values, roster = slides_of(meeting_snapshot(agenda, PUBLIC_ACTOR), minute(0))[:2]

    assert (values.heading, slide_lines(values)) == ("Our values", ("Be kind.", "Charter, page 1"))
    assert isinstance(roster, TableSlide)
    assert roster.heading == "1. Welcome, roll call and introductions"
    assert words(roster.lead) == "Quorum requires 3 seats or more of 5."
    assert slide_lines(roster)[2] == "Amber Works | Ada Quill (*) / Al Reed"
    assert roster.foot == "* TC chair"


def minuted(council: Council, meeting: Meeting) -> list[Block]:
    snapshot = meeting_snapshot(meeting, council.secretary)
    return blocks_of(snapshot, snapshot.item(OPENING), minute(60))


def test_opening_minutes_who_was_there_for_which_seat(council: Council, session: Meeting) -> None:
    clerk, people = council.secretary, council.people
    for name in ("Ada", "Al", "Ben", "Cyd", "Sam"):
        commands.mark_present(clerk, session, people[name], arrived_at=minute(2))
    with clock.fixed(minute(40)):
        commands.mark_left(clerk, session, people["Cyd"], left_at=minute(20))
        commands.mark_present(clerk, session, people["Dot"], arrived_at=minute(30))
    with clock.fixed(minute(60)):
        commands.adjourn(clerk, session)

    roll, quorum = minuted(council, session)

    assert isinstance(roll, Attendance)
    assert [attendee_words(person) for person in roll.people] == [
        "Ada Quill (Amber Works, TC Chair)*",
        "Al Reed (Amber Works)",
        "Ben Stone (Birch Labs)*",
        "Cyd Vale (Cedar Cloud)*, left 07:20",
        "Sam Clerk (Quay Services)",
        "Dot Hale (Delta Chips)*, arrived 07:30",
    ]
    assert isinstance(quorum, Fact)
    assert [words(line).partition(":")[0] for line in quorum.lines] == [
        "Quorum reached at the call to order, 07",
        "Quorum lost at 07",
        "Quorum reached at 07",
    ]
    assert "3 of 5 seats, needs 3" in words(quorum.lines[0])


def test_opening_minutes_when_notices_were_read(council: Council, session: Meeting) -> None:
    notice = commands.NoticeText(slug="values", title="Our values", text="Be kind.")
    commands.adopt_notice(council.secretary, council.body, notice, from_on=date(2021, 1, 1))
    commands.read_notices(council.secretary, session)

    facts = [block for block in minuted(council, session) if isinstance(block, Fact)]

    assert words(facts[0].lines[0]) == "“Our values” was read at 07:05 (version 1)."


def test_vacant_seat_is_shown_as_such(council: Council, agenda: Meeting) -> None:
    council.body.seats.get(slug="ember-data").terms.all().delete()
    commands.publish_agenda(council.secretary, agenda)

    roster = slides_of(meeting_snapshot(agenda, PUBLIC_ACTOR), minute(0))[0]

    assert slide_lines(roster)[-2] == "Ember Data | vacant"


def test_topic_shows_its_text_on_slides(council: Council, agenda: Meeting) -> None:
    text = "- *First* depth\n    1. shallow\n\n---\n\n## Second sheet\n\nSee https://example.org."
    edit = commands.ItemEdit(text=text, speaker_notes="Slowly.")
    commands.edit_item(council.secretary, item_of(agenda, "harbour-map"), edit, seen=1)
    commands.add_link(
        council.secretary, item_of(agenda, "harbour-map"), "https://example.org/map", title="Map"
    )

    snapshot = meeting_snapshot(agenda, council.secretary)
    first, second = slides_of(snapshot, minute(0))[1:3]

    assert (first.heading, first.notes) == ("2. Harbour map", "Slowly.")
    assert slide_lines(first) == ("• First depth", "1. shallow")
    assert (second.heading, second.number) == ("Second sheet", "")
    assert slide_lines(second) == ("See https://example.org.", "• Map")
    assert {first.ref, second.ref} == {"tc/2021-10-07/harbour-map"}


def test_topic_without_text_shows_its_title(council: Council, agenda: Meeting) -> None:
    slides = slides_of(meeting_snapshot(agenda, council.secretary), minute(0))

    assert [slide.heading for slide in slides[1:]] == ["2. Harbour map", "3. Any other business"]


def test_outcome_in_words_is_minuted(council: Council, session: Meeting) -> None:
    topic = item_of(session, "harbour-map")
    commands.settle_item(council.secretary, topic, words="Goes to the list.")

    snapshot = meeting_snapshot(session, council.secretary)
    blocks = blocks_of(snapshot, snapshot.item("harbour-map"), minute(6))

    assert [words(block.lines[0]) for block in blocks if isinstance(block, Fact)] == [
        "Goes to the list."
    ]


def test_withdrawn_item_has_no_slides(council: Council, session: Meeting) -> None:
    commands.withdraw_item(council.secretary, item_of(session, "harbour-map"), reason="Obsolete")

    slides = slides_of(meeting_snapshot(session, council.secretary), minute(6))

    assert "2. Harbour map" not in [slide.heading for slide in slides]
