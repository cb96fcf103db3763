"""The report on an agenda: proposed, a deck inside the deck, in the minutes and in the room."""

from __future__ import annotations

from datetime import date, timedelta

from secretariat.council.decks.compose import deck_of as deck_of_meeting
from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.agenda_kinds import kind_named
from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.snapshots import snapshot_for
from secretariat.council.reports import commands
from secretariat.council.reports.compose import deck_of
from secretariat.council.reports.models import FocusYear, Report
from secretariat.foundation.people.models import Body
from secretariat.foundation.records import clock
from secretariat.rules.deck import SectionSlide, slide_lines
from secretariat.rules.meetings import ItemSnapshot
from secretariat.rules.minutes import Fact
from secretariat.rules.runs import words
from secretariat.rules.visibility import PUBLIC_ACTOR, Actor, Audience
from tests.council.meetings.conftest import START, Council, minute

from .conftest import facts, fresh

KIND = kind_named("board_report")


def on_agenda(council: Council, meeting: Meeting, report: Report) -> ItemSnapshot:
    """The report as an item of the meeting."""
    new = meetings.NewItem(title="To the board", kind=KIND.name, source_ref=report.ref)
    meetings.add_item(council.secretary, meeting, new)
    return snapshot_for(meeting).items[-1]


def given(council: Council, report: Report) -> Report:
    with clock.fixed(START):
        return commands.give_report(council.chair, report)


def proposed(meeting: Meeting) -> list[tuple[str, str]]:
    return [(p.title, p.reason) for p in KIND.proposed(snapshot_for(meeting), minute(10))]


def headings(meeting: Meeting) -> list[str]:
    deck = deck_of_meeting(meeting, PUBLIC_ACTOR, minute(10))
    return [slide.heading for slide in deck.slides]


def test_draft_is_proposed_when_it_is_due(
    council: Council, meeting: Meeting, report: Report
) -> None:
    assert proposed(meeting) == [
        (
            "Report to the Governing Board: State of the harbour",
            "Due on 7 Oct 2021 to the Governing Board; it is a draft.",
        )
    ]
    far = facts(on=date(2021, 11, 5))
    commands.describe_report(council.secretary, report, far, seen=1)
    assert proposed(meeting) == []


def test_draft_is_proposed_to_the_body_that_gets_it(
    council: Council, record: FocusYear, board: tuple[Body, Actor]
) -> None:
    body, clerk = board
    commands.draft_report(council.secretary, council.body, facts(to_body=body))
    plan = meetings.MeetingPlan(starts_at=START, ends_at=START + timedelta(hours=1))
    here = meetings.plan_meeting(clerk, body, plan).meeting

    assert [title for title, _ in proposed(here)] == [
        "Report of the Technical Council: State of the harbour"
    ]


def test_given_report_is_proposed_until_it_stood_on_an_agenda(
    council: Council, meeting: Meeting, report: Report
) -> None:
    given(council, report)
    ((_, reason),) = proposed(meeting)
    assert reason == "Given to the Governing Board on 7 Oct 2021, and not shown here since."

    on_agenda(council, meeting, report)
    assert proposed(meeting) == []


def test_given_report_is_a_deck_inside_the_deck(
    council: Council, meeting: Meeting, report: Report
) -> None:
    given(council, report)
    item = on_agenda(council, meeting, report)
    shown = KIND.shown(snapshot_for(meeting), snapshot_for(meeting).items[-1], minute(10))

    cover = shown[0]
    assert isinstance(cover, SectionSlide)
    assert (cover.title, cover.subtitle) == (
        item.title,
        "Technical Council (TC) “State of the harbour”",
    )
    assert cover.date_words == "Thursday 7 October 2021"
    kept = deck_of(fresh(report), START).slides
    assert [s.title for s in shown[1:]] == [s.title for s in kept[1:]]
    assert {slide.ref for slide in shown} == {item.ref}
    assert "Our projects" in headings(meeting)


def test_draft_for_the_members_is_not_in_the_public_deck(
    council: Council, meeting: Meeting, report: Report
) -> None:
    on_agenda(council, meeting, report)
    assert "Our projects" not in headings(meeting)
    deck = deck_of_meeting(meeting, PUBLIC_ACTOR, minute(10))
    assert any("In preparation" in line for s in deck.slides for line in slide_lines(s))

    commands.describe_report(council.secretary, report, facts(audience=Audience.PUBLIC), seen=1)
    assert "Our projects" in headings(meeting)


def test_report_given_after_the_meeting_is_not_shown_in_it(
    council: Council, meeting: Meeting, report: Report
) -> None:
    on_agenda(council, meeting, report)
    with clock.fixed(minute(60)):
        commands.give_report(council.chair, fresh(report))

    assert "Our projects" not in headings(meeting)


def test_minutes_say_what_was_shown_and_what_was_answered_here(
    council: Council, meeting: Meeting, report: Report
) -> None:
    given(council, report)
    item = on_agenda(council, meeting, report)
    with clock.fixed(minute(5)):
        here = commands.note_answer(council.secretary, report, "Count the lamps", item_ref=item.ref)
        commands.raise_from_answer(council.secretary, here, owners="Ben Stone")
        commands.note_answer(council.secretary, report, "Said elsewhere")
    snapshot = snapshot_for(meeting)
    (fact,) = KIND.minuted(snapshot, snapshot.items[-1], minute(10))

    assert isinstance(fact, Fact)
    told = [words(line) for line in fact.lines]
    assert told[0] == (
        "The report “State of the harbour” to the Governing Board, given on 7 Oct 2021: What we "
        "look after; What follows; Our projects; Offers; Anything else?"
    )
    assert told[1:] == ["Governing Board: Count the lamps (A-1)"]


def test_minutes_name_no_chapter_of_a_draft_for_the_members(
    council: Council, meeting: Meeting, report: Report
) -> None:
    on_agenda(council, meeting, report)
    snapshot = snapshot_for(meeting)
    (fact,) = KIND.minuted(snapshot, snapshot.items[-1], minute(10))

    assert isinstance(fact, Fact)
    assert [words(line) for line in fact.lines] == [
        "The report “State of the harbour” to the Governing Board, due on 7 Oct 2021."
    ]


def test_room_names_answers_without_an_outcome(
    council: Council, meeting: Meeting, report: Report
) -> None:
    on_agenda(council, meeting, report)
    snapshot = snapshot_for(meeting)
    assert KIND.offered(snapshot, snapshot.items[-1], minute(0)).context["may_give"] is True

    given(council, report)
    with clock.fixed(minute(5)):
        commands.note_answer(council.secretary, fresh(report), "Count the lamps")
    offered = KIND.offered(snapshot, snapshot.items[-1], minute(10))

    assert offered.context["may_give"] is False
    assert offered.left == ("No outcome yet: Count the lamps",)


def test_item_without_a_report_is_a_plain_one(council: Council, meeting: Meeting) -> None:
    new = meetings.NewItem(title="To the board", kind=KIND.name, text="Nothing yet")
    meetings.add_item(council.secretary, meeting, new)

    assert "1. To the board" in headings(meeting)
