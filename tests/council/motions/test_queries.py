"""The register of decisions, facts of the minutes, files."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from secretariat.council.meetings.item_facts import item_facts
from secretariat.council.meetings.models import AgendaItem, Meeting
from secretariat.council.meetings.snapshots import snapshot_for
from secretariat.council.motions import commands
from secretariat.council.motions.models import Motion
from secretariat.council.motions.queries import (
    DecisionFilter,
    decisions,
    motion_named,
    motion_slides,
    motions_of_item,
    motions_of_meeting,
    readable_motion,
)
from secretariat.foundation.records import clock
from secretariat.foundation.records.exports import export
from secretariat.rules.minutes import Fact
from secretariat.rules.runs import words
from secretariat.rules.visibility import PUBLIC_ACTOR
from tests.council.motions.conftest import Council, minute, topic_of
from tests.council.motions.test_moving import moved, refusal
from tests.council.motions.test_voting import cast


def decided(council: Council, session: Meeting, text: str = "Draw the map anew") -> Motion:
    return commands.record_general_consent(council.secretary, moved(council, session, text))


def lines_of(fact: Fact) -> list[str]:
    return [words(line) for line in fact.lines]


def test_motion_is_found_by_its_reference(council: Council, session: Meeting) -> None:
    motion = decided(council, session)

    assert motion_named("tc/M-2021-01") == motion
    for ref in ("tc/M-2021-02", "tc/M-1", "other/M-2021-01"):
        with refusal("not_found"):
            motion_named(ref)


def test_motions_of_a_meeting_and_of_an_item_come_in_order(
    council: Council, session: Meeting
) -> None:
    made = [decided(council, session, text) for text in ("One", "Two")]

    assert motions_of_meeting(session) == made
    assert motions_of_item(topic_of(session)) == made


def test_register_holds_what_ended_newest_first(council: Council, session: Meeting) -> None:
    decided(council, session, "One")
    commands.defer_motion(council.secretary, moved(council, session, "Two"))
    moved(council, session, "Still open")

    rows = decisions(PUBLIC_ACTOR, council.body, DecisionFilter())

    assert [row.text for row in rows] == ["Two", "One"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (DecisionFilter(year=2021), ["Two piers", "One map"]),
        (DecisionFilter(year=2020), []),
        (DecisionFilter(outcome="deferred"), ["Two piers"]),
        (DecisionFilter(text="map harbour"), ["One map"]),
        (DecisionFilter(kind="general"), ["Two piers", "One map"]),
        (DecisionFilter(kind="emeritus"), []),
        (DecisionFilter(as_of=date(2021, 10, 6)), []),
        (DecisionFilter(as_of=date(2021, 10, 7)), ["Two piers", "One map"]),
    ],
)
def test_register_is_filtered(
    council: Council, session: Meeting, wanted: DecisionFilter, found: list[str]
) -> None:
    decided(council, session, "One map")
    commands.defer_motion(council.secretary, moved(council, session, "Two piers"))
    AgendaItem.objects.update(title="Harbour")
    Motion.objects.filter(text="Two piers").update(item=None)

    rows = decisions(PUBLIC_ACTOR, council.body, wanted)

    assert [row.text for row in rows] == found


def test_motion_under_a_private_item_is_for_the_members(council: Council, session: Meeting) -> None:
    motion = decided(council, session)
    AgendaItem.objects.update(audience="members")

    assert list(decisions(PUBLIC_ACTOR, council.body, DecisionFilter())) == []
    seen = decisions(council.member, council.body, DecisionFilter())
    assert [row.ref for row in seen] == [motion.ref]
    with refusal("not_found"):
        readable_motion(PUBLIC_ACTOR, motion.ref)


def test_register_asks_as_often_for_three_decisions_as_for_one(
    council: Council, session: Meeting
) -> None:
    counts = []
    for number in range(3):
        motion = commands.open_vote(council.secretary, moved(council, session, f"No. {number}"))
        cast(council, motion, Ada="yes", Ben="yes")
        commands.close_vote(council.secretary, motion)
        with CaptureQueriesContext(connection) as asked:
            rows = decisions(PUBLIC_ACTOR, council.body, DecisionFilter())
            assert len(list(rows)) == number + 1
        counts.append(len(asked))

    assert counts == [counts[0]] * 3


def test_minutes_state_motion_movers_result_and_votes(council: Council, session: Meeting) -> None:
    motion = commands.move_motion(
        council.secretary,
        council.body,
        text="Draw the map anew",
        item=topic_of(session),
        mover=council.people["Ben"],
        seconder=council.people["Cyd"],
    )
    commands.open_vote(council.secretary, motion)
    cast(council, motion, Ada="yes", Ben="yes", Cyd="yes", Dot="yes", Eve="no", Fay="recused")
    closed = commands.close_vote(council.secretary, motion)
    commands.attach_condition(council.secretary, motion, "once the pier is open")

    facts = item_facts(snapshot_for(session), clock.now())

    (fact,) = facts["harbour-map"]
    assert isinstance(fact, Fact)
    assert (fact.kind, fact.key, fact.ref) == ("motion", "motion-M-2021-01", "tc/M-2021-01")
    assert lines_of(fact) == [
        "RESOLVED: Draw the map anew",
        "Moved by Ben Stone, seconded by Cyd Vale.",
        closed.explanation,
        (
            "Yes: Amber Works, Birch Labs, Cedar Cloud and Delta Chips; no: Ember Data; recused: "
            "Fern Systems."
        ),
        (
            "Quorum at the vote: 6 of 9 seats, needs 5: at least half of all seats (Charter, "
            "section 3)."
        ),
        "Condition: once the pier is open",
    ]


def test_minutes_ask_once_for_all_motions_of_a_meeting(council: Council, session: Meeting) -> None:
    decided(council, session, "One")
    snapshot = snapshot_for(session)
    with CaptureQueriesContext(connection) as first:
        item_facts(snapshot, clock.now())
    decided(council, session, "Two")
    decided(council, session, "Three")
    snapshot = snapshot_for(session)
    with CaptureQueriesContext(connection) as third:
        item_facts(snapshot, clock.now())

    assert len(first) == len(third) == 4


def test_overridden_result_is_stated_with_name_reason_and_count(
    council: Council, session: Meeting
) -> None:
    motion = commands.record_show_of_seats(
        council.secretary, moved(council, session), yes=3, no=3, abstain=0
    )
    commands.override_result(council.chair, motion, "carried", reason="The chair breaks ties")

    (fact,) = item_facts(snapshot_for(session), clock.now())["harbour-map"]

    assert isinstance(fact, Fact)
    assert lines_of(fact)[1].startswith(
        "Carried by decision of Ada Quill: The chair breaks ties. The count gave: Lost: 3 yes, 3 no"
    )


def test_motion_is_a_slide_with_its_text_and_result(council: Council, session: Meeting) -> None:
    decided(council, session)
    snapshot = snapshot_for(session)

    (slide,) = motion_slides(snapshot)["harbour-map"]

    assert (slide.label, words(slide.text), slide.foot) == (
        "RESOLVED",
        "Draw the map anew",
        "M-2021-01. Carried by general consent: 6 yes, 0 no; 4 yes needed.",
    )


def test_register_leaves_as_csv_json_and_markdown(council: Council, session: Meeting) -> None:
    motion = decided(council, session, "Draw = the map")

    files = {to: export(PUBLIC_ACTOR, "tc/decisions", to).content.decode() for to in FORMATS}

    (row,) = csv.DictReader(io.StringIO(files["csv"].removeprefix("\ufeff")))
    (told,) = json.loads(files["json"])["decisions"]
    assert (row["Number"], row["Text"], row["Result"]) == (
        "M-2021-01",
        "Draw = the map",
        motion.explanation,
    )
    assert (told["number"], told["outcome"], told["on"]) == ("M-2021-01", "carried", "2021-10-07")
    assert "| M-2021-01 | 2021-10-07 | carried |" in files["md"]


FORMATS = ("csv", "json", "md")


def test_register_as_of_a_day_leaves_out_what_came_later(
    council: Council, session: Meeting
) -> None:
    decided(council, session)

    told = json.loads(export(PUBLIC_ACTOR, "tc/decisions", "json", date(2021, 10, 6)).content)

    assert told == {"ref": "tc/decisions", "as_of": "2021-10-06", "decisions": []}


def test_one_motion_leaves_as_markdown(council: Council, session: Meeting) -> None:
    motion = decided(council, session)
    with clock.fixed(minute(30)):
        commands.note_erratum(council.secretary, motion, "It was the old map.")

    told = json.loads(export(PUBLIC_ACTOR, motion.ref, "json").content)

    assert told["decisions"][0]["errata"] == "It was the old map."
