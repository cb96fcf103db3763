"""Random lives of talks: whatever waits, or has a day in the past without an outcome, is among the
loose ends, and nothing else is.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secretariat.council.meetings.agenda_kinds import kind_named
from secretariat.council.meetings.snapshots import snapshot_for
from secretariat.council.talks import commands
from secretariat.council.talks.commands import SlotPlan, SuggestedBy, TalkWords
from secretariat.council.talks.models import Slot, Talk
from secretariat.foundation.people.loose_ends import loose_ends
from secretariat.foundation.records import clock
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import PUBLIC_ACTOR
from tests.council.talks.conftest import NOW, START, Council, fresh, planned

STEPS = ("accept", "ask", "invited", "confirmed", "slot", "put_off", "given", "never", "waive",
         "again", "fail")  # fmt: skip


def live(council: Council, talk: Talk, step: str) -> None:
    """Try one step; what the record refuses does not happen."""
    row, actor = fresh(talk), council.secretary
    waiting = row.slots.filter(state=Slot.State.PLANNED).first()
    try:
        match step:
            case "accept":
                commands.accept_suggestion(actor, row)
            case "ask":
                commands.appoint_coordinator(actor, row, council.people["Ada"])
            case "slot":
                plan = SlotPlan(meeting=planned(council, row.slots.count()))
                commands.plan_slot(actor, row, plan)
            case "put_off" if waiting:
                commands.move_slot(actor, waiting, SlotPlan(wish="later"), reason="Fog")
            case "fail" if waiting:
                commands.fail_slot(actor, waiting, reason="Storm")
            case "waive":
                commands.waive_slides(actor, row, "None")
            case "again":
                commands.move_talk(actor, row, "suggested", reason="Anew")
            case "invited" | "confirmed" | "given" | "never":
                commands.move_talk(actor, row, step, reason="Because")
    except Refused:
        return


def waits(talk: Talk) -> bool:
    """Whether somebody still has to act once the day of every slot has passed, by its rows."""
    if talk.state == "never":
        return False
    if talk.state == "given":
        return not talk.no_slides_reason
    return True


@pytest.mark.django_db
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(lives=st.lists(st.lists(st.sampled_from(STEPS), max_size=7), min_size=1, max_size=3))
def test_whatever_waits_is_among_the_loose_ends_and_proposes_the_item(
    council: Council, lives: list[list[str]]
) -> None:
    Talk.objects.all().delete()
    with clock.fixed(NOW):
        for number, steps in enumerate(lives):
            words = TalkWords(title=f"Talk {number}")
            talk = commands.suggest_talk(PUBLIC_ACTOR, council.body, words, SuggestedBy())
            for step in steps:
                live(council, talk, step)
    after = START + timedelta(days=60)

    ends = loose_ends(council.secretary, council.body, after)
    hanging = {end.ref for end in ends if end.kind == "talk"}

    assert hanging == {talk.ref for talk in Talk.objects.select_related("body") if waits(talk)}
    with clock.fixed(after - timedelta(days=50)):
        meeting = snapshot_for(planned(council, 55))
    proposed = kind_named("talk_pipeline").proposed(meeting, after)
    assert bool(hanging) <= bool(proposed)
