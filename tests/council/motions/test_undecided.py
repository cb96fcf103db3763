"""A motion that its meeting does not decide is named before the end, stands in the register, and
comes back.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.models import AgendaItem, Meeting
from secretariat.council.meetings.queries.proposing import proposal_key, proposals_for
from secretariat.council.meetings.queries.room import before_the_end
from secretariat.council.meetings.snapshots import snapshot_for
from secretariat.council.motions import commands
from secretariat.council.motions.attention import motions_left_open
from secretariat.council.motions.kinds import NAME
from secretariat.council.motions.models import Motion
from secretariat.council.motions.queries import DecisionFilter, decisions, motion_blocks, prepared
from secretariat.council.motions.queries.register import UNDECIDED
from secretariat.foundation.records import clock
from secretariat.rules.minutes import Fact
from secretariat.rules.visibility import PUBLIC_ACTOR
from tests import factories
from tests.council.motions.conftest import Council, fresh, minute, topic_of

TEXT = "That the harbour be mapped anew."


def moved(council: Council, meeting: Meeting, text: str = TEXT) -> Motion:
    return commands.move_motion(council.secretary, council.body, text=text, item=topic_of(meeting))


def adjourned(council: Council, meeting: Meeting) -> Meeting:
    with clock.fixed(minute(60)):
        return meetings.adjourn(council.secretary, meeting)


def next_meeting(council: Council, meeting: Meeting) -> Meeting:
    start = meeting.starts_at + timedelta(weeks=2)
    plan = meetings.MeetingPlan(starts_at=start, ends_at=start + timedelta(hours=2))
    return meetings.plan_meeting(council.secretary, council.body, plan).meeting


def offered(meeting: Meeting) -> list[tuple[str, str]]:
    """What is proposed of motions, and why."""
    found = proposals_for(meeting, clock.now())
    return [(each.title, each.reason) for each in found if each.kind == NAME]


def test_motion_that_waits_is_named_before_the_end_with_the_way_to_defer_it(
    council: Council, session: Meeting
) -> None:
    motion = moved(council, session)

    (line,) = before_the_end(session, council.secretary, clock.now()).unfinished
    commands.defer_motion(council.secretary, motion)

    assert (line.ref, line.about, line.offer.url) == (motion.ref, TEXT, f"/{motion.ref}/defer")
    assert before_the_end(session, council.secretary, clock.now()).unfinished == []


def test_page_before_the_end_defers_with_one_button_and_comes_back(
    council: Council, session: Meeting, client: Client
) -> None:
    motion, page = moved(council, session), f"/{session.ref}/room/adjourn"
    client.force_login(factories.account(council.people["Sam"]))
    asked = client.get(page).content.decode()
    done = client.post(f"/{motion.ref}/defer", {"next": page}, follow=True).content.decode()

    assert (TEXT in asked, TEXT in done) == (True, False)
    assert "Deferred to a later meeting." in done
    assert fresh(motion).state == "deferred"


def test_motion_left_open_stands_in_the_register_and_in_the_minutes(
    council: Council, session: Meeting
) -> None:
    motion = moved(council, session)
    during = list(decisions(PUBLIC_ACTOR, council.body, DecisionFilter()))
    meeting = adjourned(council, session)

    rows = decisions(PUBLIC_ACTOR, council.body, DecisionFilter())
    assert during == []
    assert [(row.ref, row.state, row.outcome) for row in rows] == [
        (motion.ref, "undecided", "not decided")
    ]
    assert len(decisions(PUBLIC_ACTOR, council.body, DecisionFilter(outcome=UNDECIDED))) == 1
    assert len(decisions(PUBLIC_ACTOR, council.body, DecisionFilter(outcome="carried"))) == 0
    day = meeting.starts_at.date()
    for as_of, number in ((day - timedelta(days=1), 0), (day, 1)):
        assert len(decisions(PUBLIC_ACTOR, council.body, DecisionFilter(as_of=as_of))) == number
    (block,) = motion_blocks(snapshot_for(meeting))["harbour-map"]
    assert isinstance(block, Fact)
    said = ["".join(run.text for run in line) for line in block.lines]
    assert said == [f"PROPOSED: {TEXT}", "The meeting ended before this was decided."]


@pytest.mark.parametrize(
    ("aside", "why"),
    [
        (None, "Moved and not decided on 7 Oct 2021."),
        (commands.defer_motion, "Deferred on 7 Oct 2021."),
    ],
)
def test_undecided_motion_is_proposed_until_an_agenda_takes_it_up(
    council: Council, session: Meeting, aside: object, why: str
) -> None:
    motion = moved(council, session)
    if callable(aside):
        aside(council.secretary, motion)
    meeting = adjourned(council, session)
    with clock.fixed(minute(90)):
        following = next_meeting(council, meeting)
        before = offered(following)
        (taken,) = meetings.accept_proposals(council.secretary, following, [f"{NAME}:{motion.ref}"])
        after = offered(following)
        asked = motions_left_open(council.secretary, council.body, clock.now())

    assert before == [(f"Motion {motion.number}: {TEXT}", why)]
    assert prepared(snapshot_for(following).item(taken.slug)) == TEXT
    assert (after, asked) == ([], [])


@pytest.mark.parametrize("aside", [commands.table_motion, commands.withdraw_motion])
def test_motion_put_aside_without_a_day_does_not_come_back(
    council: Council, session: Meeting, aside: object
) -> None:
    assert callable(aside)
    aside(council.secretary, moved(council, session))
    meeting = adjourned(council, session)

    with clock.fixed(minute(90)):
        assert offered(next_meeting(council, meeting)) == []


def test_motion_of_a_closed_item_comes_back_for_those_who_may_know_it(
    council: Council, session: Meeting
) -> None:
    moved(council, session)
    AgendaItem.objects.filter(slug="harbour-map").update(audience="officers")
    meeting = adjourned(council, session)

    with clock.fixed(minute(90)):
        following = next_meeting(council, meeting)
        found = [p for p in proposals_for(following, clock.now()) if p.kind == NAME]
        (taken,) = meetings.accept_proposals(council.secretary, following, [proposal_key(found[0])])

    assert taken.audience == "officers"
