"""The deck follows the agenda: its order, its numbers, every fact behind each slide."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from secretariat.council.decks.compose import composed, deck_of
from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.agenda_kinds import register, unregister
from secretariat.council.meetings.commands import ItemEdit, NewItem
from secretariat.council.meetings.kinds import Topic
from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.sight import EVERYTHING
from secretariat.council.meetings.snapshots import Reading
from secretariat.foundation.records import clock
from secretariat.rules.deck import (
    AgendaSlide,
    AnySlide,
    Cover,
    Deck,
    ResolutionSlide,
    TextSlide,
    slide_lines,
)
from secretariat.rules.deck_pages import paginate
from secretariat.rules.meetings import ItemSnapshot, MeetingSnapshot, known_until
from secretariat.rules.runs import plain, words
from secretariat.rules.visibility import PUBLIC_ACTOR, Actor

from .conftest import SECRETARY, START, Council, add_private_item, add_projects, change, item_of


def deck(meeting: Meeting, actor: Actor = PUBLIC_ACTOR) -> Deck:
    """The deck as it stands."""
    return deck_of(meeting, actor, clock.now())


def slide_of(meeting: Meeting, ref: str) -> AnySlide:
    """The first slide of an item."""
    return next(slide for slide in deck(meeting).slides if slide.ref == ref)


def test_deck_begins_with_cover_notices_and_agenda(agenda: Meeting) -> None:
    slides = deck(agenda).slides

    assert [slide.heading for slide in slides] == [
        "Technical Council (TC) meeting",
        "How we meet",
        "Agenda",
        "1. Welcome, roll call and introductions",
        "2. Harbour map",
        "3. Any other business",
    ]
    assert isinstance(slides[0], Cover)
    assert slides[0].date_words == "Thursday 7 October 2021"
    assert slides[0].subtitle == "07:00 to 09:00 PDT"


def test_deck_without_an_agenda_says_so(meeting: Meeting) -> None:
    planned = replace(Reading(meeting).snapshot(EVERYTHING), items=())

    slides = composed(planned, clock.now()).slides

    (said,) = [slide for slide in slides if slide.title == "Agenda"]
    assert isinstance(said, TextSlide)
    assert [words(each.runs) for each in said.paragraphs] == ["Nothing is on the agenda yet."]


def test_numbers_on_slides_equal_the_agenda(agenda: Meeting) -> None:
    meetings.add_item(SECRETARY, agenda, NewItem(title="Tide tables"))
    meetings.order_items(
        SECRETARY,
        agenda,
        ["welcome-roll-call-and-introductions", "tide-tables", "harbour-map", "any-other-business"],
    )

    slides = deck(agenda).slides
    listed = next(slide for slide in slides if isinstance(slide, AgendaSlide))

    on_agenda = [(line.number, line.title) for line in listed.lines]
    on_slides = [(slide.number, slide.title) for slide in slides if slide.number]
    assert on_agenda == on_slides
    assert on_agenda[1] == ("2", "Tide tables")


def test_part_of_an_item_has_its_slide_but_no_line_on_the_agenda_slide(agenda: Meeting) -> None:
    part = NewItem(title="Old map", part_of=item_of(agenda))
    meetings.add_item(SECRETARY, agenda, part)

    slides = deck(agenda).slides
    listed = next(slide for slide in slides if isinstance(slide, AgendaSlide))

    assert "Old map" not in [line.title for line in listed.lines]
    assert [slide.heading for slide in slides][4:6] == ["2. Harbour map", "Old map"]


def test_deck_follows_every_change_of_the_agenda(agenda: Meeting) -> None:
    change(agenda, ItemEdit(title="Harbour chart", text="- The chart"))
    meetings.add_link(SECRETARY, item_of(agenda), url="https://example.org/chart", title="Chart")

    slide = slide_of(agenda, "tc/2021-10-07/harbour-map")

    assert slide.heading == "2. Harbour chart"
    assert slide_lines(slide) == ("• The chart", "• Chart")


def test_withdrawn_item_leaves_the_deck(agenda: Meeting) -> None:
    meetings.call_to_order(SECRETARY, agenda)
    meetings.withdraw_item(SECRETARY, item_of(agenda), reason="Nothing to say.")

    assert "Harbour map" not in [slide.title for slide in deck(agenda).slides]


def test_deck_holds_nothing_that_is_not_for_everybody(agenda: Meeting) -> None:
    add_private_item(agenda)
    change(agenda, ItemEdit(speaker_notes="Smile."))

    for actor in (PUBLIC_ACTOR, SECRETARY):
        words = " ".join(
            line
            for slide in deck(agenda, actor).slides
            for line in (slide.title, *slide_lines(slide))
        )
        assert "Salaries" not in words
        assert "Secret" not in words
    assert {slide.notes for slide in deck(agenda).slides} == {""}
    assert "Smile." in {slide.notes for slide in deck(agenda, SECRETARY).slides}


def test_item_without_content_shows_who_presents_it_and_how_long_it_takes(agenda: Meeting) -> None:
    change(agenda, ItemEdit(text="", presenter_words="Ann Ash", minutes=15))

    slide = slide_of(agenda, "tc/2021-10-07/harbour-map")

    assert slide_lines(slide) == ("Ann Ash", "15 minutes")


def test_end_of_a_meeting_asks_for_anything_else_until_it_has_a_text(agenda: Meeting) -> None:
    ref = "tc/2021-10-07/any-other-business"
    asked = slide_lines(slide_of(agenda, ref))
    item = agenda.items.get(slug="any-other-business")
    meetings.edit_item(SECRETARY, item, ItemEdit(text="- The summer break"), seen=item.revision)

    assert asked == ("Is there anything else that is not on the agenda?",)
    assert slide_lines(slide_of(agenda, ref)) == ("• The summer break",)


def test_no_slide_of_a_meeting_is_empty(agenda: Meeting) -> None:
    change(agenda, ItemEdit(text=""))

    assert [slide.heading for slide in deck(agenda).slides if not slide_lines(slide)] == []


class Toast(Topic):
    """A kind of business that only this test knows."""

    name = "toast"
    label = "Toast"

    def shown(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> list[AnySlide]:
        """A resolution to drink, on the day of the meeting."""
        words = f"That we drink on {meeting.local(at):%d %B}."
        return [ResolutionSlide(title=item.title, number=item.number, text=plain(words))]


@pytest.fixture
def toast() -> object:
    yield register(Toast())
    unregister("toast")


def test_kind_defined_in_a_test_shows_its_slides(agenda: Meeting, toast: object) -> None:
    meetings.add_item(SECRETARY, agenda, NewItem(title="A toast", kind="toast"))

    slide = slide_of(agenda, "tc/2021-10-07/a-toast")

    assert isinstance(slide, ResolutionSlide)
    assert slide.heading == "3. A toast"


def test_long_table_is_split_and_nothing_overflows(agenda: Meeting, council: Council) -> None:
    add_projects(council.body, 20)
    table = NewItem(title="Projects", kind="project_table")
    meetings.add_item(SECRETARY, agenda, table)

    split = [slide for slide in paginate(deck(agenda)).slides if slide.title == "Projects"]

    assert [slide.heading for slide in split] == [
        "3. Projects 1/3",
        "3. Projects 2/3",
        "3. Projects 3/3",
    ]
    rows = [line for slide in split for line in slide_lines(slide) if line.startswith("Project ")]
    names = [row.partition(" | ")[0] for row in rows if not row.startswith("Project |")]
    assert names == [f"Project {number}" for number in range(20)]


def test_draft_of_a_past_meeting_shows_the_record_at_its_end(agenda: Meeting) -> None:
    assert known_until(clock.now(), agenda.adjourned_at) == clock.now()
    agenda.adjourned_at = START

    assert known_until(START.replace(hour=20), agenda.adjourned_at) == START
