"""The referral on the agendas of both bodies, and its pages."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.agenda_kinds import kind_named
from secretariat.council.meetings.compose import blocks_of
from secretariat.council.meetings.models import AgendaItem, Meeting
from secretariat.council.meetings.snapshots import snapshot_for
from secretariat.council.motions import commands as motions
from secretariat.council.motions.models import Motion
from secretariat.council.papers import commands as papers
from secretariat.council.papers.commands import NewPaper, PaperFacts
from secretariat.council.referrals import commands, queries
from secretariat.council.referrals.models import Referral
from secretariat.foundation.records import clock
from secretariat.foundation.records.exports import export
from secretariat.rules.deck import TextSlide, slide_lines
from secretariat.rules.minutes import Fact
from secretariat.rules.runs import words
from secretariat.rules.visibility import PUBLIC_ACTOR, Audience, Role
from tests import factories
from tests.council.referrals.conftest import START, Bodies, in_session, referred

KIND = kind_named("referred_question")


def item_of(meeting: Meeting, ref: str) -> AgendaItem:
    item = AgendaItem.objects.get(meeting=meeting, source_ref=ref)
    item.meeting = meeting
    return item


def voted(bodies: Bodies, item: AgendaItem, text: str, *, yes: int) -> Motion:
    """A motion decided by a show of seats in the board's meeting."""
    meetings.mark_present(bodies.director, item.meeting, bodies.people["Dia"])
    motion = motions.move_motion(bodies.director, bodies.board, text=text, item=item)
    return motions.record_show_of_seats(bodies.director, motion, yes=yes, no=1 - yes, abstain=0)


def test_it_is_proposed_to_the_body_that_was_asked(bodies: Bodies) -> None:
    referred(bodies, due_on=date(2024, 6, 1))
    plan = meetings.MeetingPlan(starts_at=START, ends_at=START + timedelta(hours=1))
    boards = meetings.plan_meeting(bodies.director, bodies.board, plan).meeting
    councils = meetings.plan_meeting(bodies.secretary, bodies.council, plan).meeting

    (proposal,) = KIND.proposed(snapshot_for(boards), START)

    assert proposal.title == "TC R-1: Fund a keeper for the lighthouse"
    assert proposal.reason == (
        "Referred on 9 May 2024 by Technical Council, who asks for an answer by 1 Jun 2024."
    )
    assert KIND.proposed(snapshot_for(councils), START) == []


@pytest.mark.parametrize(("yes", "outcome"), [(1, "agreed"), (0, "declined")])
def test_decided_motion_is_the_answer_and_comes_back_to_the_asking_body(
    bodies: Bodies, referral: Referral, yes: int, outcome: str
) -> None:
    meeting = in_session(bodies.director, bodies.board)
    item = item_of(meeting, referral.ref)
    with clock.fixed(START + timedelta(minutes=5)):
        motion = voted(bodies, item, "A keeper is funded", yes=yes)

    row = queries.referral_named(referral.ref)
    assert (row.state, row.outcome, row.answer_ref) == ("answered", outcome, motion.ref)
    assert row.answer.startswith("A keeper is funded")
    later = START + timedelta(days=7)
    with clock.fixed(later):
        back = in_session(bodies.secretary, bodies.council, later)
        asked = item_of(back, referral.ref)
        assert asked.proposed_by == f"Governing Board answered on 16 May 2024: {outcome}."
        meetings.settle_item(bodies.secretary, asked)
    assert not queries.referral_named(referral.ref).is_unnoted


def test_item_settled_without_a_motion_takes_it_up_only(bodies: Bodies, referral: Referral) -> None:
    meeting = in_session(bodies.director, bodies.board)

    with clock.fixed(START + timedelta(minutes=5)):
        meetings.settle_item(bodies.director, item_of(meeting, referral.ref))

    assert queries.referral_named(referral.ref).state == "taken_up"


def test_who_chairs_the_day_settles_it_without_an_office(
    bodies: Bodies, referral: Referral
) -> None:
    guest = factories.person("Gil Guest")
    meeting = in_session(bodies.director, bodies.board)
    meetings.set_chair_of_the_day(bodies.director, meeting, guest)
    actor = factories.actor(Role.MEMBER, "gil-guest", of_body="gb")
    meeting.refresh_from_db()

    with clock.fixed(START + timedelta(minutes=5)):
        meetings.settle_item(actor, item_of(meeting, referral.ref))

    assert queries.referral_named(referral.ref).state == "taken_up"


def test_slide_and_minutes_know_only_what_was_known_then(
    bodies: Bodies, referral: Referral
) -> None:
    meeting = in_session(bodies.director, bodies.board)
    with clock.fixed(START + timedelta(hours=3)):
        commands.answer_referral(
            bodies.director, referral, outcome="agreed", answer="One keeper for a year"
        )
    snapshot = snapshot_for(meeting)
    item = snapshot.item(item_of(meeting, referral.ref).slug)
    before, after = START + timedelta(hours=1), START + timedelta(hours=4)

    texts = {}
    for at in (before, after):
        (slide,) = KIND.shown(snapshot, item, at)
        (fact,) = blocks_of(snapshot, item, at)
        assert isinstance(slide, TextSlide)
        assert isinstance(fact, Fact)
        texts[at] = " ".join([*slide_lines(slide), *map(words, fact.lines)])

    assert "Technical Council asks Governing Board:" in texts[before]
    assert "One keeper" not in texts[before]
    assert texts[after].count("Agreed on 16 May 2024: One keeper for a year") == 2


def test_referral_for_members_shows_its_number_only_on_the_public_deck(bodies: Bodies) -> None:
    referral = referred(bodies, audience=Audience.MEMBERS)
    meeting = in_session(bodies.director, bodies.board)
    snapshot = snapshot_for(meeting)
    item = snapshot.item(item_of(meeting, referral.ref).slug)

    (slide,) = KIND.shown(snapshot, item, START)
    (fact,) = blocks_of(snapshot, item, START)

    assert item.title == "Referral TC R-1"
    assert isinstance(fact, Fact)
    said = " ".join([*slide_lines(slide), *map(words, fact.lines)])
    assert "keeper" not in said


def test_papers_of_a_referral_are_named_by_their_titles(bodies: Bodies) -> None:
    paper = papers.add_paper(
        bodies.secretary, bodies.council, NewPaper(facts=PaperFacts(title="Chart of shoals"))
    )
    referral = referred(
        bodies,
        about_ref=f"{paper.ref}/v1",
        papers=[paper.ref, "tc/papers/none", "https://example.org/a"],
    )

    shown = Client().get(f"/{referral.ref}").content.decode()

    assert f'href="/{paper.ref}/v1">Chart of shoals (v1)</a>' in shown
    assert f'href="/{paper.ref}">Chart of shoals</a>' in shown
    assert ">tc/papers/none</a>" in shown
    meeting = in_session(bodies.director, bodies.board)
    snapshot = snapshot_for(meeting)
    (slide,) = KIND.shown(snapshot, snapshot.item(item_of(meeting, referral.ref).slug), START)
    assert "Chart of shoals (v1)" in " ".join(slide_lines(slide))


def test_pages_refer_answer_and_note(bodies: Bodies) -> None:
    sam, dia = Client(), Client()
    sam.force_login(factories.account(bodies.people["Sam"]))
    dia.force_login(factories.account(bodies.people["Dia"]))
    typed = {
        "to_body": "gb",
        "question": "Fund <b>a keeper</b>",
        "papers": "https://example.org/a\ntc/M-2024-01\n",
        "due_on": "2024-06-01",
    }

    answer = sam.post("/tc/referrals", typed)

    assert (answer.status_code, answer["Location"]) == (303, "/tc/R-1")
    assert "Fund &lt;b&gt;a keeper" in Client().get("/gb/referrals").content.decode()
    assert Client().post("/tc/R-1", {"outcome": "agreed", "answer": "Yes"}).status_code == 403
    dia.post("/tc/R-1", {"outcome": "agreed", "answer": "One keeper"})
    assert "One keeper" in Client().get("/tc/R-1").content.decode()
    assert sam.post("/tc/R-1/note").status_code == 303
    assert "has taken note" in Client().get("/tc/R-1").content.decode()
    assert b"tc/R-1" in export(PUBLIC_ACTOR, "gb/referrals", "csv").content


def test_hidden_referral_has_no_public_page(bodies: Bodies) -> None:
    referral = referred(bodies, audience=Audience.MEMBERS)

    assert Client().get(f"/{referral.ref}").status_code == 403
    assert b"R-1" not in export(PUBLIC_ACTOR, "gb/referrals", "json").content


def test_list_takes_the_same_queries_for_one_and_for_three(bodies: Bodies) -> None:
    counts = []
    for number in (1, 2):
        for _ in range(number):
            referred(bodies)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            Client().get("/tc/referrals")
        counts.append(len(asked))

    assert counts[0] == counts[1]
