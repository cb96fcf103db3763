"""Talks in meetings: slots, the agenda kind "tech talk", and what the room does to them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.agenda_kinds import kind_named
from secretariat.council.meetings.compose import blocks_of
from secretariat.council.meetings.models import AgendaItem, Meeting
from secretariat.council.meetings.snapshots import snapshot_for
from secretariat.council.talks import commands, queries
from secretariat.council.talks.commands import Material, SlotPlan
from secretariat.council.talks.models import Slot, Talk
from secretariat.foundation.people.loose_ends import loose_ends
from secretariat.foundation.records import clock
from secretariat.rules.deck import slide_lines
from secretariat.rules.minutes import Fact
from secretariat.rules.runs import words
from tests import factories
from tests.council.talks.conftest import (
    NOW,
    START,
    Council,
    added,
    fresh,
    item_of,
    on_agenda,
    planned,
    refusal,
    slotted,
)

KIND = kind_named("tech_talk")
DURING = START + timedelta(minutes=10)


def minuted(meeting: Meeting, slot: Slot) -> list[str]:
    """What the minutes state about the talk at the end of the meeting."""
    snapshot = snapshot_for(Meeting.objects.select_related("body__host").get(pk=meeting.pk))
    item = snapshot.item(item_of(meeting, slot).slug)
    blocks = blocks_of(snapshot, item, meeting.ends_at)
    return [words(line) for block in blocks if isinstance(block, Fact) for line in block.lines]


def slots_of(talk: Talk) -> list[tuple[int, str, int, str]]:
    """Sequence, state, part and meeting of each slot."""
    rows = fresh(talk).slots.all()
    return [(s.sequence, s.state, s.part, s.meeting.ref if s.meeting else "") for s in rows]


def test_slot_is_proposed_for_its_meeting_shown_minuted_and_given(
    council: Council, confirmed: Talk
) -> None:
    meeting, other = planned(council), planned(council, 14)
    slot = slotted(council, confirmed, meeting)
    commands.file_material(
        council.secretary, confirmed, Material(url="https://example.org/tides.pdf", title="Tides")
    )

    (proposal,) = KIND.proposed(snapshot_for(meeting), NOW)
    assert (proposal.title, proposal.minutes) == ("Tech talk: Tides", 30)
    assert proposal.reason == "Its slot is in this meeting."
    assert KIND.proposed(snapshot_for(other), NOW) == []

    on_agenda(council, meeting)
    item = item_of(meeting, slot)
    snapshot = snapshot_for(meeting)
    (slide,) = KIND.shown(snapshot, snapshot.item(item.slug), DURING)
    assert slide_lines(slide) == ("Mo Tide (Harbour)", "• Slides: Tides")
    assert minuted(meeting, slot) == []
    with clock.fixed(DURING):
        meetings.settle_item(council.secretary, item)

    assert slots_of(confirmed) == [(1, "given", 1, "tc/2024-05-16")]
    assert (fresh(confirmed).state, fresh(confirmed).given_on) == ("given", START.date())
    assert minuted(meeting, slot) == ["Mo Tide (Harbour) presented “Tides”.", "Slides: Tides"]


def test_two_talks_stand_in_one_meeting(council: Council, confirmed: Talk) -> None:
    other = added(council, "Buoys")
    commands.move_talk(council.secretary, other, "confirmed")
    meeting = planned(council)
    first, second = slotted(council, confirmed, meeting), slotted(council, other, meeting)

    on_agenda(council, meeting)
    with clock.fixed(DURING):
        for slot in (first, second):
            meetings.settle_item(council.secretary, item_of(meeting, slot))

    assert [fresh(confirmed).state, fresh(other).state] == ["given", "given"]


def test_slot_moves_with_its_reason_and_leaves_the_agenda(
    council: Council, confirmed: Talk
) -> None:
    meeting, later = planned(council), planned(council, 14)
    slot = slotted(council, confirmed, meeting)
    meetings.accept_proposals(council.secretary, meeting)
    with refusal("words_missing"):
        commands.move_slot(council.secretary, slot, SlotPlan(meeting=later), reason=" ")

    commands.move_slot(
        council.secretary, slot, SlotPlan(meeting=later), reason="The speaker is at sea"
    )

    assert slots_of(confirmed) == [(1, "planned", 1, "tc/2024-05-30")]
    assert not AgendaItem.objects.filter(meeting=meeting, source_ref=slot.ref).exists()
    last = fresh(confirmed).steps.last()
    assert last is not None
    assert (last.words, last.note) == (
        "Slot moved on 30 May 2024 (was on 16 May 2024)",
        "The speaker is at sea",
    )
    (proposal,) = KIND.proposed(snapshot_for(later), NOW)
    assert proposal.source_ref == slot.ref


def test_talk_is_continued_in_another_meeting(council: Council, confirmed: Talk) -> None:
    meeting, later = planned(council), planned(council, 14)
    slot = slotted(council, confirmed, meeting)
    on_agenda(council, meeting)
    item = item_of(meeting, slot)

    with clock.fixed(DURING):
        made = commands.continue_slot(
            council.secretary, slot, SlotPlan(wish="next meeting"), item_ref=f"{meeting.ref}/2"
        )
        meetings.settle_item(council.secretary, item)

    assert slots_of(confirmed) == [(1, "continued", 1, "tc/2024-05-16"), (2, "planned", 2, "")]
    assert fresh(confirmed).state == "confirmed"
    assert minuted(meeting, slot) == ["Mo Tide (Harbour) presented “Tides”; to be continued."]
    (proposal,) = KIND.proposed(snapshot_for(later), DURING)
    assert (proposal.title, proposal.reason) == (
        "Tech talk: Tides, part 2",
        "It waits for a meeting.",
    )
    meetings.accept_proposals(council.secretary, later)
    with clock.fixed(later.starts_at):
        meetings.call_to_order(council.secretary, later)
        meetings.settle_item(council.secretary, item_of(later, made))
    assert slots_of(confirmed)[1] == (2, "given", 2, "tc/2024-05-30")
    assert fresh(confirmed).state == "given"


def test_stand_in_takes_the_place_when_a_speaker_fails(council: Council, confirmed: Talk) -> None:
    other = added(council, "Buoys", "Bo Buoy")
    commands.move_talk(council.secretary, other, "confirmed")
    meeting = planned(council)
    slot = slotted(council, confirmed, meeting)
    on_agenda(council, meeting)

    with clock.fixed(DURING):
        with refusal("wrong_state"):
            commands.stand_in(council.secretary, slot, fresh(other))
        failed = commands.fail_slot(council.secretary, slot, reason="The train stands still")
        made = commands.stand_in(council.secretary, failed, fresh(other))
        meetings.settle_item(council.secretary, item_of(meeting, slot))
        meetings.settle_item(council.secretary, item_of(meeting, made))

    assert slots_of(confirmed) == [(1, "failed", 1, "tc/2024-05-16")]
    assert fresh(confirmed).state == "confirmed"
    assert fresh(other).state == "given"
    assert minuted(meeting, slot) == ["The talk “Tides” was not given: The train stands still"]
    assert minuted(meeting, made) == ["Bo Buoy presented “Buoys”."]


@pytest.mark.parametrize("end", ["defer", "skip"])
def test_talk_that_was_not_reached_waits_for_another_meeting(
    council: Council, confirmed: Talk, end: str
) -> None:
    meeting, later = planned(council), planned(council, 14)
    slot = slotted(council, confirmed, meeting)
    on_agenda(council, meeting)
    act = meetings.defer_item if end == "defer" else meetings.skip_item

    with clock.fixed(DURING):
        act(council.secretary, item_of(meeting, slot), words="No time")

    assert slots_of(confirmed) == [(1, "planned", 1, "")]
    step = fresh(confirmed).steps.last()
    assert step is not None
    assert step.words == "Not given on 16 May 2024; waits for another meeting"
    assert [p.source_ref for p in KIND.proposed(snapshot_for(later), DURING)] == [slot.ref]


def test_day_that_passed_without_an_outcome_hangs(council: Council, confirmed: Talk) -> None:
    slotted(council, confirmed, planned(council))
    after = START + timedelta(days=1)

    (end,) = [
        e for e in loose_ends(council.secretary, council.body, after) if e.ref == confirmed.ref
    ]

    assert end.why == "its day has passed without an outcome"
    assert end.owner == "Ada Quill"


def test_slot_is_refused_where_it_makes_no_sense(council: Council, confirmed: Talk) -> None:
    meeting, mine = planned(council), factories.body("gb", "Governing Board")
    elsewhere = Meeting.objects.create(
        body=mine, slug="2024-05-16", starts_at=START, ends_at=DURING, zone="UTC"
    )
    plan = SlotPlan(meeting=meeting)

    for wrong, code in (
        (SlotPlan(meeting=meeting, minutes=46), "too_long"),
        (SlotPlan(meeting=elsewhere), "other_body"),
    ):
        with refusal(code):
            commands.plan_slot(council.secretary, confirmed, wrong)
    with clock.fixed(meeting.ends_at), refusal("meeting_over"):
        commands.plan_slot(council.secretary, confirmed, plan)
    with refusal("not_allowed"):
        commands.plan_slot(council.ben, confirmed, plan)
    commands.plan_slot(council.ada, confirmed, plan)
    with refusal("has_slot"):
        commands.plan_slot(council.secretary, confirmed, plan)
    assert len(queries.waiting_slots(council.body)) == 1


def test_item_of_a_talk_says_who_speaks_and_leads_to_the_talk(
    council: Council, confirmed: Talk
) -> None:
    meeting = planned(council)
    slot = slotted(council, confirmed, meeting)
    meetings.accept_proposals(council.secretary, meeting)
    meetings.publish_agenda(council.secretary, meeting)
    item = item_of(meeting, slot)

    shown = Client().get(f"/{meeting.ref}/{item.number or item.slug}").content.decode()

    assert "Mo Tide (Harbour)" in shown
    assert f"/{confirmed.ref}" in shown
    assert "Nothing is written" not in shown


def test_form_of_a_slot_begins_with_its_meeting_so_that_other_minutes_move_it_nowhere(
    council: Council, confirmed: Talk, clerk: Client
) -> None:
    meeting = planned(council)
    slotted(council, confirmed, meeting)

    shown = clerk.get(f"/{confirmed.ref}").content.decode()

    assert f'<option value="{meeting.slug}" selected>' in shown
