"""Which talks become webinars: approvals, ties, committees, hand-over, and the pipeline slide."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from secretariat.council.meetings.agenda_kinds import kind_named
from secretariat.council.meetings.commands import NewItem, add_item
from secretariat.council.meetings.report_kinds import (
    ChapterSnapshot,
    ReportSnapshot,
    report_kind,
)
from secretariat.council.meetings.snapshots import snapshot_for
from secretariat.council.referrals.commands import answer_referral
from secretariat.council.referrals.queries import referrals_about
from secretariat.council.talks import commands, queries
from secretariat.council.talks.commands import NewRound
from secretariat.council.talks.models import Talk, WebinarRound
from secretariat.foundation.people.attention import needs
from secretariat.foundation.people.loose_ends import loose_ends
from secretariat.foundation.records import clock
from secretariat.rules.deck import TextSlide, slide_lines
from tests import factories
from tests.council.talks.conftest import (
    NOW,
    START,
    Council,
    added,
    fresh,
    given,
    planned,
    refusal,
)
from tests.journeys.pages import Visitor

PIPELINE = kind_named("talk_pipeline")
CLOSES = (NOW + timedelta(days=7)).date()


@pytest.fixture
def past(council: Council) -> list[Talk]:
    """Three talks that were given."""
    return [given(council, title) for title in ("Tides", "Fog", "Buoys")]


@pytest.fixture
def vote(council: Council, past: list[Talk]) -> WebinarRound:
    """An approval vote among them, for one place."""
    new = NewRound(way="approvals", talks=past, closes_on=CLOSES)
    return commands.open_round(council.secretary, council.body, new)


def slide_of(council: Council) -> Sequence[str]:
    """What the slides of the pipeline say now, with their headings."""
    meeting = planned(council)
    new = NewItem(title="Talks", kind=PIPELINE.name)
    item = add_item(council.secretary, meeting, new)
    snapshot = snapshot_for(meeting)
    slides = PIPELINE.shown(snapshot, snapshot.item(item.slug), clock.now())
    return [line for slide in slides for line in (slide.heading, *slide_lines(slide))]


def test_seats_approve_and_the_result_says_every_number(
    council: Council, vote: WebinarRound, past: list[Talk]
) -> None:
    commands.approve(council.ada, vote, "amber-works", ["tides", "fog"])
    commands.approve(council.ben, vote, "birch-labs", ["fog"])
    commands.approve(council.ben, vote, "birch-labs", ["tides", "buoys"])
    with refusal("not_allowed"):
        commands.approve(council.ben, vote, "cedar-ltd", ["fog"])
    with refusal("not_a_candidate"):
        commands.approve(council.ada, vote, "amber-works", ["tides", "whales"])
    with refusal("no_such_seat"):
        commands.approve(council.ada, vote, "driftwood", ["tides"])

    closed = commands.close_round(council.secretary, vote)

    assert closed.result == ("2 of 3 seats answered: Tides 2, Fog 1, Buoys 1. Chosen: Tides.")
    chosen = [c.talk.title for c in closed.candidates.filter(is_chosen=True)]
    assert chosen == ["Tides"]
    assert [step.words for step in fresh(past[0]).steps.all()][-1] == (
        "Chosen as a webinar (tc/talks/webinars/1)"
    )
    with refusal("not_open"):
        commands.approve(council.ada, vote, "amber-works", ["fog"])


def test_public_sees_who_approved_what_once_the_choice_is_closed(
    council: Council, vote: WebinarRound
) -> None:
    commands.approve(council.ada, vote, "amber-works", ["tides"])
    public, member = Visitor(), Visitor(factories.account(council.people["Ben"]))
    pages = (f"/{vote.ref}", "/api/v1/tc/webinars/1")

    assert [("Amber Works" in public.see(path).text) for path in pages] == [False, False]
    assert [("Amber Works" in member.see(path).text) for path in pages] == [True, True]

    commands.close_round(council.secretary, vote)

    assert [("Amber Works" in public.see(path).text) for path in pages] == [True, True]
    told = json.loads(public.see("/api/v1/tc/webinars/1").content)
    assert told["approvals"][0] == {"talk": "tc/talks/tides", "seats": ["Amber Works"]}
    assert told["silent"] == ["Birch Labs", "Cedar Ltd"]


def test_tie_is_broken_by_a_person_among_those_who_are_even(
    council: Council, vote: WebinarRound
) -> None:
    commands.approve(council.ada, vote, "amber-works", ["tides"])
    commands.approve(council.ben, vote, "birch-labs", ["fog"])

    with refusal("tie"):
        commands.close_round(council.secretary, vote)
    with refusal("tie"):
        commands.close_round(council.secretary, vote, chosen=["buoys"])
    closed = commands.close_round(council.secretary, vote, chosen=["fog"], words="Newest topic.")

    assert closed.result.endswith("Even: Tides and Fog. Newest topic.")
    assert [c.talk.slug for c in closed.candidates.filter(is_chosen=True)] == ["fog"]


def test_seat_is_asked_until_it_answers_and_the_choice_hangs_until_it_is_closed(
    council: Council, vote: WebinarRound
) -> None:
    asked = "Say for Amber Works which talks should become webinars"
    assert asked in [each.words for each in needs(council.ada, council.body, NOW)]
    commands.approve(council.ada, vote, "amber-works", [])
    assert asked not in [each.words for each in needs(council.ada, council.body, NOW)]

    for days, why in ((1, "not decided yet"), (8, "its day has passed without a result")):
        at = NOW + timedelta(days=days)
        ends = loose_ends(council.secretary, council.body, at)
        assert [end.why for end in ends if end.ref == vote.ref] == [why]
    commands.drop_round(council.secretary, vote, reason="No webinars this year")
    assert vote.ref not in [e.ref for e in loose_ends(council.secretary, council.body, NOW)]


def test_seat_that_is_late_is_neither_asked_nor_heard(council: Council, vote: WebinarRound) -> None:
    late = NOW + timedelta(days=8)
    with clock.fixed(late):
        with refusal("too_late"):
            commands.approve(council.ada, vote, "amber-works", ["fog"])
        asked = [each.words for each in needs(council.ada, council.body, late)]
        shown = Visitor(factories.account(council.people["Ada"])).see(f"/{vote.ref}")

    assert not any("Amber Works" in words for words in asked)
    assert "Its day has passed" in shown.main
    assert "Keep the answer" not in shown.main


def test_committee_that_decides_is_asked_by_a_referral(council: Council, past: list[Talk]) -> None:
    new = NewRound(way="committee", talks=past, committee=council.outreach, closes_on=CLOSES)
    row = commands.open_round(council.secretary, council.body, new)

    (referral,) = referrals_about([row.ref])
    assert referral.ref == row.referral_ref
    assert referral.question == (
        "Which of these talks should become webinars: “Tides”, “Fog” and “Buoys”?"
    )
    with refusal("words_missing"):
        commands.close_round(council.secretary, row, chosen=["fog"])
    closed = commands.close_round(
        council.secretary, row, chosen=["fog"], words="Outreach takes Fog."
    )
    assert closed.result == "Outreach takes Fog."
    (referral,) = referrals_about([row.ref])
    assert (referral.is_open, referral.reason) == (
        False,
        "Decided without it: Outreach takes Fog.",
    )


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"way": "dice"}, "unknown_way"),
        ({"way": "named", "talks": []}, "no_candidates"),
        ({"way": "committee"}, "no_committee"),
        ({"way": "approvals", "closes_on": None}, "no_day"),
    ],
)
def test_choice_without_sense_is_not_opened(
    council: Council, past: list[Talk], values: dict[str, object], code: str
) -> None:
    wanted = {"way": "named", "talks": past, "closes_on": CLOSES} | values
    with refusal(code):
        commands.open_round(council.secretary, council.body, NewRound(**wanted))  # type: ignore[arg-type]
    assert WebinarRound.objects.count() == 0


def test_talk_is_handed_over_and_what_came_of_it_is_kept(
    council: Council, past: list[Talk]
) -> None:
    with refusal("not_given"):
        commands.recommend_talk(council.secretary, added(council, "Whales"), council.outreach)

    referral = commands.recommend_talk(council.secretary, past[0], council.outreach)
    assert referral.about_ref == past[0].ref
    assert referral.question == "The Technical Council recommends the talk “Tides” as a webinar."
    assert "• Tides → referred to Outreach, waiting" in slide_of(council)

    answer_referral(council.cora, referral, outcome="agreed", answer="In June")
    commands.claim_webinar(council.secretary, fresh(past[0]), by_words="Outreach", text="JUN 2024")

    assert "• Tides → Outreach webinar Jun 2024" in slide_of(council)
    assert [each.words for each in queries.undecided(
        council.body, queries.pipeline_at(council.body, clock.now())
    )] == ["Fog", "Buoys"]  # fmt: skip


def test_slide_has_past_talks_the_question_and_possible_talks(council: Council) -> None:
    remote = given(council, "IETF Remote Attestation", organization="IETF")
    given(council, "Our own lighthouse", about_ref="tc/projects/lighthouse")
    given(council, "Kata Containers")
    commands.claim_webinar(council.secretary, remote, by_words="Outreach", text="SEP 2021")
    added(council, "OP-TEE", "Nick?", organization="TrustedFirmware.org")
    added(council, "Hacktoberfest", "Nick?", is_certain=False)
    firmware = added(council, "Rust firmware", "Rae Rust", url="https://example.org/rust")
    commands.appoint_coordinator(council.secretary, firmware, council.people["Ada"])

    assert slide_of(council) == [
        "1. Talks",
        "Past TC talks (in addition to our own projects and proposed projects)",
        "• IETF Remote Attestation → Outreach webinar Sep 2021",
        "• Kata Containers",
        "Any of the others candidates for a webinar? How do we decide?",
        "Possible TC talks to solicit in future",
        "• OP-TEE from TrustedFirmware.org – Nick?",
        "• Hacktoberfest? – Nick?",
        "• Rust firmware – Rae Rust (contact sought): https://example.org/rust",
    ]


def test_slide_of_an_earlier_day_shows_what_was_known_then(council: Council) -> None:
    talk = added(council, "Tides")
    meeting = planned(council)
    item = add_item(council.secretary, meeting, NewItem(title="Talks", kind=PIPELINE.name))
    with clock.fixed(START + timedelta(days=1)):
        commands.note_given(council.secretary, talk, on=date(2024, 5, 16))
    snapshot = snapshot_for(meeting)

    texts = [
        " ".join(slide_lines(PIPELINE.shown(snapshot, snapshot.item(item.slug), at)[0]))
        for at in (NOW - timedelta(days=1), START, START + timedelta(days=2))
    ]

    assert texts[0] == ""
    assert texts[1].startswith("• Tides")
    assert texts[2].startswith("Past TC talks")


def test_open_choice_stands_on_the_slide_in_place_of_the_question(
    council: Council, vote: WebinarRound
) -> None:
    lines = slide_of(council)

    assert (
        "Webinar candidates: Tides, Fog and Buoys. Approval vote per seat until 23 Apr 2024."
        in lines
    )
    assert not any("How do we decide?" in line for line in lines)


def test_pipeline_is_proposed_as_long_as_something_waits(council: Council) -> None:
    meeting = planned(council)
    assert PIPELINE.proposed(snapshot_for(meeting), NOW) == []
    talk = given(council, "Tides")
    added(council, "Fog")

    (proposal,) = PIPELINE.proposed(snapshot_for(meeting), NOW)
    assert proposal.reason == "2 talks hang, 1 not decided on as webinars."

    commands.waive_slides(council.secretary, talk, "None")
    commands.claim_webinar(council.secretary, talk, by_words="Outreach", text="June")
    fog = queries.talk_named("tc/talks/fog")
    commands.move_talk(council.secretary, fog, "never", reason="Lifted")
    assert PIPELINE.proposed(snapshot_for(meeting), NOW) == []


def test_chapter_of_a_report_lists_invited_topics_and_webinars(council: Council) -> None:
    talk = given(council, "Kata", full_title="Kata Containers")
    given(council, "Own", about_ref="tc/projects/own")
    commands.claim_webinar(council.secretary, talk, by_words="Outreach", text="SEP 2021")
    added(council, "OP-TEE", organization="TrustedFirmware.org")
    report = ReportSnapshot("tc", "tc/reports/1", date(2024, 1, 1), date(2024, 12, 31))
    chapter = ChapterSnapshot("talks", "Coordination", text="- None of a government yet")

    (slide,) = report_kind("talks").reported(report, chapter, clock.now())

    assert isinstance(slide, TextSlide)
    assert slide_lines(slide) == (
        "• TC talks, where we invite outside topics to be presented to the TC",
        "• Kata Containers",
        "• Upcoming: OP-TEE from TrustedFirmware.org",
        "• Some talks become recommended as webinar topics",
        "• Kata Containers (Outreach webinar Sep 2021)",
        "• None of a government yet",
    )
