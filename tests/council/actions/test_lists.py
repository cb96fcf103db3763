"""Lists of actions at an instant, the review of a meeting, slides, minutes and files."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from secretariat.council.actions import commands, queries
from secretariat.council.actions.commands import Changes, Said
from secretariat.council.actions.models import Action
from secretariat.council.actions.queries import ActionFilter
from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.agenda_kinds import kind_named
from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.queries.proposing import proposals_for
from secretariat.council.meetings.snapshots import snapshot_for
from secretariat.foundation.records import clock
from secretariat.foundation.records.exports import export
from secretariat.rules.deck import TextSlide
from secretariat.rules.minutes import Actions, Minutes, MinutesState, Section, action_runs, numbered
from secretariat.rules.runs import words
from secretariat.rules.visibility import PUBLIC_ACTOR, Role
from tests.council.actions.conftest import (
    KIND,
    START,
    Council,
    day,
    in_session,
    minute,
    planned,
    raised,
)


def said(meeting: Meeting, note: str = "") -> Said:
    return Said(note, meeting.ref)


def lines_of(block: object) -> list[str]:
    assert isinstance(block, Actions)
    return [words(action_runs(line)) for line in block.lines]


def minuted(meeting: Meeting) -> list[str]:
    snapshot = snapshot_for(meeting)
    item = next(item for item in snapshot.items if item.kind == KIND)
    (block,) = kind_named(KIND).minuted(snapshot, item, snapshot.adjourned_at or clock.now())
    return lines_of(block)


def test_open_actions_stand_as_they_stood_at_an_instant(council: Council, action: Action) -> None:
    with clock.fixed(day(-14)):
        commands.report_action(council.secretary, action, "in_progress")
    with clock.fixed(day(-7)):
        commands.close_action(council.secretary, action, "done", reason="The map hangs")

    found = [
        [one.state for one in queries.open_actions(council.secretary, council.body, at)]
        for at in (day(-22), day(-21), day(-14), day(-7))
    ]

    assert found == [[], ["open"], ["in_progress"], []]


def test_open_actions_keep_their_order(council: Council, weeks_before: None) -> None:
    for text in ("One", "Two", "Three"):
        raised(council, text, [])
    commands.report_action(council.secretary, Action.objects.get(text="Two"), "in_progress")

    texts = [one.text for one in queries.open_actions(council.secretary, council.body, day(0))]

    assert texts == ["One", "Two", "Three"]


def test_action_review_is_proposed_while_anything_is_open(council: Council, action: Action) -> None:
    raised(council, "Paint the pier", [], due="1 Oct 2021")
    meeting = planned(council)

    (proposal,) = [one for one in proposals_for(meeting, START) if one.kind == KIND]
    for one in Action.objects.all():
        commands.close_action(council.secretary, one, "done", reason="Finished")

    assert (proposal.title, proposal.reason) == (
        "Action item review",
        "2 actions open, 1 overdue.",
    )
    assert [one for one in proposals_for(meeting, START) if one.kind == KIND] == []


def test_open_action_is_on_every_agenda_until_a_reason_ends_it(
    council: Council, action: Action
) -> None:
    shown = []
    for number in range(4):
        meeting = in_session(council, day(14 * number))
        with clock.fixed(day(14 * number)):
            if number == 1:
                commands.report_action(council.secretary, action, "in_progress", said=said(meeting))
            if number == 2:
                commands.close_action(
                    council.secretary, action, "done", reason="Hangs", meeting_ref=meeting.ref
                )
            kinds = [item.kind for item in meeting.items.all()]
            shown.append(minuted(meeting) if KIND in kinds else None)

    assert shown == [
        ["[Ada] Draw the harbour map"],
        ["[Ada] Draw the harbour map [IN PROGRESS]"],
        ["[Ada] Draw the harbour map [DONE]"],
        None,
    ]


def test_review_keeps_the_states_of_its_meeting(council: Council, action: Action) -> None:
    meeting = in_session(council)
    with clock.fixed(minute(20)):
        commands.report_action(council.secretary, action, "in_progress", said=said(meeting))
    with clock.fixed(minute(60)):
        meetings.adjourn(council.secretary, meeting)
    before = minuted(meeting)
    with clock.fixed(day(3)):
        commands.edit_action(
            council.secretary, action, Changes(text="Draw all maps", owners=["Ben"]), seen=1
        )
        commands.close_action(council.secretary, action, "done", reason="Hangs")
        after = minuted(meeting)

    assert before == after == ["[Ada] Draw the harbour map [IN PROGRESS]"]


def test_review_holds_what_was_ended_or_reassigned_in_the_meeting(
    council: Council, action: Action
) -> None:
    other = raised(council, "Paint the pier", ["Ben"])
    meeting = in_session(council)
    with clock.fixed(minute(20)):
        commands.close_action(
            council.secretary, action, "dropped", reason="No paper.", meeting_ref=meeting.ref
        )
        commands.edit_action(
            council.secretary, other, Changes(owners=["Cyd"]), seen=1, said=said(meeting)
        )

        assert minuted(meeting) == [
            "[Ada] Draw the harbour map (No paper) [DROPPED]",
            "[Cyd] Paint the pier",
        ]


def test_minutes_say_what_was_said_of_an_action_and_who_owned_it_before(
    council: Council, action: Action
) -> None:
    other = raised(council, "Paint the pier", ["Ben"])
    meeting = in_session(council)
    with clock.fixed(minute(20)):
        commands.edit_action(
            council.secretary, other, Changes(owners=["Cyd"]), seen=1, said=said(meeting)
        )
        told = said(meeting, "The paint is there.")
        commands.report_action(council.secretary, other, "in_progress", said=told)
        commands.close_action(
            council.secretary, action, "done", reason="It hangs.", meeting_ref=meeting.ref
        )
    with clock.fixed(minute(60)):
        meetings.adjourn(council.secretary, meeting)
    snapshot = snapshot_for(meeting)
    item = next(item for item in snapshot.items if item.kind == KIND)
    blocks = tuple(kind_named(KIND).minuted(snapshot, item, minute(60)))
    section = Section(title=item.title, number="3", blocks=blocks)
    (printed,) = numbered(
        Minutes(
            title="Minutes",
            body_name="Council",
            organization_name="",
            date_words="7 October 2021",
            state=MinutesState.DRAFT,
            sections=(section,),
        )
    )

    assert [(line.number, words(line.runs)) for line in printed.lines] == [
        ("3.1", "[Ada] Draw the harbour map [DONE]"),
        ("3.1.1", "It hangs."),
        ("3.2", "[Cyd] Paint the pier [IN PROGRESS]"),
        ("3.2.1", "Until now: [Ben]."),
        ("3.2.2", "The paint is there."),
    ]


def test_what_was_said_in_the_meeting_counts_when_it_is_written_down_later(
    council: Council, action: Action
) -> None:
    meeting = in_session(council)
    with clock.fixed(minute(60)):
        meetings.adjourn(council.secretary, meeting)
    with clock.fixed(minute(90)):
        commands.report_action(council.secretary, action, "in_progress", said=said(meeting))

    assert minuted(meeting) == ["[Ada] Draw the harbour map [IN PROGRESS]"]


def test_action_raised_in_the_meeting_is_new_there_and_reviewed_next_time(
    council: Council, action: Action
) -> None:
    meeting = in_session(council)
    with clock.fixed(minute(20)):
        line = "[Ben] Paint the pier /due 21 Oct 2021"
        commands.raise_from_line(
            council.secretary, council.body, line, raised_ref=f"{meeting.ref}/2"
        )
    following = in_session(council, day(14))

    snapshot = snapshot_for(meeting)
    assert lines_of(queries.new_actions_block(snapshot)) == [
        "[Ben] Paint the pier (due 21 Oct 2021)"
    ]
    assert minuted(meeting) == ["[Ada] Draw the harbour map"]
    with clock.fixed(day(14)):
        assert minuted(following) == [
            "[Ada] Draw the harbour map",
            "[Ben] Paint the pier (due 21 Oct 2021)",
        ]


def test_slide_lists_owners_texts_and_states(council: Council, action: Action) -> None:
    raised(council, "Paint the pier", [])
    meeting = in_session(council)
    snapshot = snapshot_for(meeting)
    item = next(item for item in snapshot.items if item.kind == KIND)

    (slide,) = kind_named(KIND).shown(snapshot, item, minute(5))

    assert isinstance(slide, TextSlide)
    assert [(one.label, one.words) for one in slide.paragraphs] == [
        ("1.", "[Ada] Draw the harbour map"),
        ("2.", "[nobody yet] Paint the pier"),
    ]


def test_room_offers_the_first_action_nobody_has_spoken_of(
    council: Council, action: Action
) -> None:
    raised(council, "Paint the pier", ["Ben"])
    meeting = in_session(council)

    def offered() -> Any:
        snapshot = snapshot_for(meeting)
        item = next(item for item in snapshot.items if item.kind == KIND)
        return kind_named(KIND).offered(snapshot, item, minute(20)).context["review"]

    with clock.fixed(minute(20)):
        commands.edit_action(
            council.secretary, action, Changes(owners=["Cyd"]), seen=1, said=said(meeting)
        )
        edited = offered()
        commands.report_action(council.secretary, action, "open", said=said(meeting))
        spoken = offered()

    assert [one.is_next for one in edited["actions"]] == [True, False]
    assert [one.is_next for one in spoken["actions"]] == [False, True]
    assert (edited["left"], spoken["left"]) == (2, 1)


def test_age_counts_the_meetings_since(council: Council, action: Action) -> None:
    for number in range(2):
        in_session(council, day(14 * number))
    at = day(20)

    rows = queries.open_actions(council.secretary, council.body, at)

    assert queries.carried_words(rows, council.body, at.date()) == {
        "tc/A-1": "carried through 2 meetings since 16 Sep 2021"
    }


@pytest.mark.parametrize(
    ("wanted", "texts"),
    [
        (ActionFilter(), ["Map", "Pier"]),
        (ActionFilter(state="all"), ["Map", "Pier", "Boat"]),
        (ActionFilter(state="closed"), ["Boat"]),
        (ActionFilter(state="overdue"), ["Pier"]),
        (ActionFilter(state="in_progress"), ["Map"]),
        (ActionFilter(owner="cyd"), ["Map"]),
        (ActionFilter(text="pie"), ["Pier"]),
        (ActionFilter(order="owner"), ["Pier", "Map"]),
        (ActionFilter(order="due"), ["Pier", "Map"]),
    ],
)
def test_list_is_filtered_and_ordered(
    council: Council, weeks_before: None, wanted: ActionFilter, texts: list[str]
) -> None:
    made = raised(council, "Map", ["Cyd"])
    raised(council, "Pier", ["Ben"], due="1 Oct 2021")
    boat = raised(council, "Boat", ["Cyd"])
    commands.report_action(council.secretary, made, "in_progress")
    commands.close_action(council.secretary, boat, "done", reason="Afloat")

    known = queries.actions_as_of(council.secretary, council.body, day(0))

    assert [one.text for one in queries.filtered(known, wanted, date(2021, 10, 7))] == texts


def test_my_actions_are_those_of_my_name_my_role_and_everybody(
    council: Council, weeks_before: None
) -> None:
    for owner in ("Ben", "project mentors", "ALL", "Ada"):
        raised(council, f"For {owner}", [owner])

    mine = queries.my_actions(council.person("Ben", Role.LIAISON), council.body)

    assert [one.text for one in mine] == ["For Ben", "For project mentors", "For ALL"]


def test_lists_ask_as_often_for_three_actions_as_for_one(
    council: Council, weeks_before: None
) -> None:
    counts = []
    meeting = planned(council)
    ben = council.person("Ben")
    for number in range(3):
        raised(council, f"No. {number}", ["Ben"])
        snapshot = snapshot_for(meeting)
        with CaptureQueriesContext(connection) as asked:
            assert len(queries.actions_as_of(council.secretary, council.body, day(0))) == number + 1
            assert len(queries.reviewed_actions(snapshot, day(0))) == number + 1
            assert len(queries.my_actions(ben, council.body)) == number + 1
        counts.append(len(asked))

    assert counts == [1 + 1 + 2] * 3


def test_list_leaves_as_csv_json_and_markdown_as_of_any_day(
    council: Council, action: Action
) -> None:
    with clock.fixed(day(0)):
        commands.close_action(council.secretary, action, "done", reason="The map hangs")
        now = {
            to: export(PUBLIC_ACTOR, "tc/actions", to).content.decode()
            for to in ("csv", "json", "md")
        }
        before = json.loads(export(PUBLIC_ACTOR, "tc/actions", "json", date(2021, 10, 6)).content)

    (row,) = csv.DictReader(io.StringIO(now["csv"].removeprefix("\ufeff")))
    assert (row["Number"], row["State"], row["Why it ended"]) == ("A-1", "done", "The map hangs")
    assert json.loads(now["json"])["actions"][0]["state"] == "done"
    assert "| A-1" in now["md"]
    assert before["as_of"] == "2021-10-06"
    assert [(one["state"], one["reason"]) for one in before["actions"]] == [("open", "")]
