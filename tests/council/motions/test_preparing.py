"""A motion written with its agenda item: on the slides before the meeting, ready in the room."""

from __future__ import annotations

import pytest
from django.test import Client

from secretariat.council.decks.compose import deck_of
from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.models import AgendaItem, Meeting
from secretariat.council.motions import commands
from secretariat.foundation.records import clock
from secretariat.rules.deck import AnySlide, ResolutionSlide, TextSlide, slide_lines
from secretariat.rules.visibility import PUBLIC_ACTOR
from tests.council.motions.conftest import START, Council, topic_of
from tests.council.motions.test_moving import moved, refusal
from tests.council.motions.test_views import page_of, signed_in, text_of

EDIT = "/tc/2021-10-07/harbour-map/edit"
MOTION = "/tc/2021-10-07/harbour-map/motion"
TEXT = "To print the map on sail cloth"


@pytest.fixture
def agenda(council: Council) -> Meeting:
    """A published agenda with one topic."""
    with clock.fixed(START):
        plan = meetings.MeetingPlan(starts_at=START, ends_at=START.replace(hour=16))
        planned = meetings.plan_meeting(council.secretary, council.body, plan).meeting
        meetings.add_item(council.secretary, planned, meetings.NewItem(title="Harbour map"))
        return meetings.publish_agenda(council.secretary, planned)


@pytest.fixture
def secretary(council: Council) -> Client:
    return signed_in(council, "Sam")


def slides(meeting: Meeting) -> list[AnySlide]:
    """The slides of the topic."""
    deck = deck_of(meeting, PUBLIC_ACTOR, clock.now())
    return [slide for slide in deck.slides if slide.title == "Harbour map"]


def test_motion_is_written_on_the_page_of_its_item_and_ready_in_the_room(
    council: Council, agenda: Meeting, secretary: Client
) -> None:
    assert 'name="motion-text"' in page_of(secretary, EDIT)

    sent = {"motion-text": TEXT, "motion-decision_kind": "general", "seen": "1"}
    answer = secretary.post(MOTION, sent, follow=True)

    assert "The motion is ready." in text_of(answer.content.decode())
    assert TEXT in page_of(secretary, EDIT)
    with clock.fixed(START):
        meetings.call_to_order(council.secretary, agenda)
        room = page_of(secretary, "/tc/2021-10-07/room?item=harbour-map")
    assert f"required>{TEXT}</textarea>" in room


def test_prepared_motion_stands_on_the_slides_in_place_of_a_bare_title(
    council: Council, agenda: Meeting
) -> None:
    item = topic_of(agenda)
    commands.prepare_motion(council.secretary, item, text=TEXT, seen=item.revision)

    (slide,) = slides(agenda)

    assert isinstance(slide, ResolutionSlide)
    assert (slide.heading, slide_lines(slide)) == ("1. Harbour map", (f"PROPOSED: {TEXT}",))


def test_motion_follows_the_text_of_its_item_and_then_its_own_fate(
    council: Council, session: Meeting
) -> None:
    item = topic_of(session)
    commands.prepare_motion(council.secretary, item, text=TEXT, seen=item.revision)
    AgendaItem.objects.filter(pk=item.pk).update(text="The new map is here.")
    motion = moved(council, session, "To print it on paper")
    before = slides(session)
    commands.record_general_consent(council.secretary, motion)

    text, after = slides(session)

    assert isinstance(text, TextSlide)
    assert [slide_lines(each) for each in (before[1], after)] == [
        ("PROPOSED: To print it on paper", "M-2021-01."),
        (
            "RESOLVED: To print it on paper",
            "M-2021-01. Carried by general consent: 6 yes, 0 no; 4 yes needed.",
        ),
    ]


def test_deck_shows_no_motion_of_an_item_kept_for_members(
    council: Council, session: Meeting
) -> None:
    moved(council, session)
    AgendaItem.objects.filter(slug="harbour-map").update(audience="members")

    assert slides(session) == []


def test_motion_is_prepared_by_whoever_prepares_the_agenda(
    council: Council, agenda: Meeting
) -> None:
    member = signed_in(council, "Ben")

    sent = {"motion-text": TEXT, "motion-decision_kind": "general"}
    assert member.post(MOTION, sent).status_code == 403
    assert AgendaItem.objects.get(slug="harbour-map").options == {}


def test_nothing_more_is_prepared_once_a_motion_was_moved(
    council: Council, session: Meeting, secretary: Client
) -> None:
    moved(council, session)

    assert 'name="motion-text"' not in page_of(secretary, EDIT.replace("harbour-map", "1"))


def test_kind_without_a_rule_in_a_meeting_is_refused(council: Council, agenda: Meeting) -> None:
    version = council.body.rule_books.get()
    version.text += '\n[decisions.election.mail]\nneeds = "more than 1/2 of all seats"\n'
    version.save()
    item = topic_of(agenda)

    with refusal("no_rule"):
        commands.prepare_motion(
            council.secretary, item, text=TEXT, decision_kind="election", seen=item.revision
        )

    assert AgendaItem.objects.get(pk=item.pk).options == {}


def test_trail_tells_the_motion_that_is_prepared(
    council: Council, agenda: Meeting, secretary: Client
) -> None:
    item = topic_of(agenda)

    commands.prepare_motion(council.secretary, item, text=TEXT, seen=item.revision)

    history = text_of(page_of(secretary, "/tc/history?ref=tc/2021-10-07/harbour-map"))
    assert f"Motion prepared: {TEXT}" in history
