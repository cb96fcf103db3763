"""Consultations on an agenda and relations in a report."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.agenda_kinds import kind_named
from secretariat.council.meetings.hand_over import hand_over_document
from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.queries.preparing import preparation_of
from secretariat.council.meetings.queries.proposing import proposal_key, proposals_for
from secretariat.council.meetings.report_kinds import ChapterSnapshot, ReportSnapshot, report_kind
from secretariat.council.meetings.snapshots import snapshot_for
from secretariat.council.motions import commands as motions
from secretariat.council.relations import commands
from secretariat.council.relations.commands import CallFacts, RelationFacts
from secretariat.council.relations.models import Consultation, Relation
from secretariat.council.talks.models import Talk, TalkStep
from secretariat.foundation.records import clock
from secretariat.rules.deck import ResolutionSlide, slide_lines
from secretariat.rules.errors import Refused
from secretariat.rules.minutes import Fact
from secretariat.rules.relations import RelationKind
from secretariat.rules.runs import words
from secretariat.rules.visibility import Audience
from tests import factories
from tests.council.meetings.conftest import START, Council

from .conftest import CLOSES, DRAFT, fresh, on_agenda, reviewed

KIND = kind_named("consultation_review")
REPORT = ReportSnapshot("tc", "tc/reports/2021-10-07", date(2021, 1, 1), date(2021, 10, 7))


def given_talk(council: Council, relation: Relation, given_on: date) -> Talk:
    """A talk that the outside body gave on a day."""
    talk = Talk.objects.create(
        body=council.body,
        slug=f"soundings-{given_on}",
        title="Soundings",
        organization=relation.organization,
        state="given",
        suggested_on=given_on,
        accepted_on=given_on,
        given_on=given_on,
    )
    TalkStep.objects.create(talk=talk, at=clock.now(), on=given_on, state="given", words="Given")
    return talk


def reasons(meeting: Meeting) -> list[tuple[str, str]]:
    return [(p.title, p.reason) for p in KIND.proposed(snapshot_for(meeting), clock.now())]


def test_near_deadline_is_proposed_with_what_is_missing(
    council: Council, meeting: Meeting, call: Consultation
) -> None:
    assert reasons(meeting) == [
        ("Depths of harbours", "Called; nobody drafts it; closes on 20 Oct 2021, in 13 days.")
    ]


def test_last_meeting_before_the_deadline_is_named(
    council: Council, meeting: Meeting, call: Consultation
) -> None:
    start = START + timedelta(weeks=2)
    plan = meetings.MeetingPlan(starts_at=start, ends_at=start + timedelta(hours=1))
    meetings.plan_meeting(council.secretary, council.body, plan)

    (proposal,) = reasons(meeting)

    assert proposal[1].endswith("in 13 days. This is the last meeting before it.")


def test_item_says_how_its_business_stands_now_until_the_meeting_begins(
    council: Council, meeting: Meeting, call: Consultation
) -> None:
    secretary = council.secretary
    (key,) = [proposal_key(p) for p in proposals_for(meeting, clock.now()) if p.kind == KIND.name]
    meetings.accept_proposals(secretary, meeting, [key])
    commands.begin_draft(secretary, fresh(call), council.people["Ben"])

    prepared = preparation_of(meeting, secretary, clock.now())
    pack = hand_over_document(meeting, secretary, clock.now())

    stands = "Being drafted; closes on 20 Oct 2021, in 13 days."
    (item,) = [each for each in prepared.meeting.items if each.kind == KIND.name]
    assert item.proposed_by == stands
    (entry,) = [each for each in pack.entries if each.line.title == call.title]
    assert f"Why: {stands}" in [each.words for each in entry.paragraphs]


def test_far_deadline_with_a_drafter_waits(council: Council, meeting: Meeting) -> None:
    facts = CallFacts(title="Tides", closes_on=date(2022, 3, 1), drafter=council.people["Ben"])
    commands.call_consultation(council.secretary, council.body, facts)

    assert reasons(meeting) == []


def test_slides_tell_until_when_and_ask_for_the_vote(
    council: Council, meeting: Meeting, call: Consultation
) -> None:
    item = on_agenda(council, meeting, call)
    snapshot = snapshot_for(meeting)
    (head,) = KIND.shown(snapshot, snapshot.item(item.slug), clock.now())
    assert slide_lines(head) == (
        "Called; closes on 20 Oct 2021, in 13 days",
        "• Asked by Chart Makers",
        "• Drafted by nobody yet",
    )

    reviewed(council, call)
    snapshot = snapshot_for(meeting)
    head, resolution = KIND.shown(snapshot, snapshot.item(item.slug), clock.now())

    assert slide_lines(head)[0] == "In review; closes on 20 Oct 2021, in 13 days"
    assert not any(DRAFT in line for line in slide_lines(head)), "the draft is for the members"
    assert isinstance(resolution, ResolutionSlide)
    assert words(resolution.text) == (
        "That the Technical Council approves the answer to “Depths of harbours” as drafted, and "
        "asks the board to approve it."
    )


def test_public_draft_stands_on_the_slide(council: Council, meeting: Meeting) -> None:
    facts = CallFacts(title="Tides", draft_audience=Audience.PUBLIC)
    row = commands.call_consultation(council.secretary, council.body, facts)
    reviewed(council, row)
    item = on_agenda(council, meeting, row)

    snapshot = snapshot_for(meeting)
    head = KIND.shown(snapshot, snapshot.item(item.slug), clock.now())[0]

    assert f"• Draft: {DRAFT}" in slide_lines(head)


def test_carried_motion_is_the_vote_and_an_override_takes_it_back(
    council: Council, session: Meeting, call: Consultation
) -> None:
    item = on_agenda(council, session, call)
    for name in ("Ada", "Ben", "Cyd"):
        meetings.mark_present(council.secretary, session, council.people[name])
    with pytest.raises(Refused) as refused:
        commands.move_sending(council.secretary, item, fresh(call))
    assert refused.value.code == "not_in_review"
    reviewed(council, call)

    motion = commands.move_sending(council.secretary, item, fresh(call))
    motion = motions.record_general_consent(council.secretary, motion)

    row = fresh(call)
    assert (row.step, row.voted_ref) == ("voted", motion.ref)
    snapshot = snapshot_for(session)
    fact = KIND.minuted(snapshot, snapshot.item(item.slug), clock.now())[0]
    assert isinstance(fact, Fact)
    assert words(fact.lines[0]) == (
        "“Depths of harbours”: voted by the body; closes on 20 Oct 2021, in 13 days."
    )
    motions.override_result(council.secretary, motion, "lost", reason="A slip")
    assert (fresh(call).step, fresh(call).voted_ref) == ("drafting", "")


def test_what_was_said_in_the_meeting_is_in_the_minutes(
    council: Council, session: Meeting, call: Consultation
) -> None:
    item = on_agenda(council, session, call)
    snapshot = snapshot_for(session)
    ref = snapshot.item(item.slug).ref
    commands.note_on_consultation(council.member, fresh(call), "Ask the pilots", ref=ref)

    fact = KIND.minuted(snapshot, snapshot.item(item.slug), clock.now())[0]

    assert isinstance(fact, Fact)
    assert [words(line) for line in fact.lines][1:] == ["Ask the pilots"]


def test_chapter_shows_numbers_by_kind_and_kinds_without_contact(
    council: Council, makers: Relation, call: Consultation
) -> None:
    tides = RelationFacts(
        organization=factories.organization("Tide Office"), kind=RelationKind.GOVERNMENT
    )
    commands.add_relation(council.secretary, council.body, tides)
    commands.note_exchange(council.secretary, makers, "They wrote", on=date(2021, 9, 1))
    commands.note_exchange(council.secretary, makers, "Long ago", on=date(2020, 9, 1))
    commands.note_exchange(
        council.secretary, makers, "Among us", on=date(2021, 9, 1), audience=Audience.MEMBERS
    )
    for given_on in (date(2021, 9, 9), date(2020, 9, 9)):
        given_talk(council, makers, given_on)
    chapter = ChapterSnapshot(kind="relations_by_kind", title="Coordination")

    (slide,) = report_kind("relations_by_kind").reported(REPORT, chapter, clock.now())

    assert slide_lines(slide) == (
        "• Standards organizations: Chart Makers (1 talk, 1 exchange, 1 consultation)",
        "• Government agencies: Tide Office (no contact)",
        "• So far contact with standards bodies; none with government bodies.",
    )
    names = ChapterSnapshot("relations_by_kind", "Areas", {"numbers": False}, "And more.")
    (slide,) = report_kind("relations_by_kind").reported(REPORT, names, clock.now())
    assert slide_lines(slide) == (
        "• Standards organizations: Chart Makers",
        "• Government agencies: Tide Office",
        "And more.",
    )


def test_chapter_lists_consultations_of_the_period(council: Council, call: Consultation) -> None:
    commands.drop_consultation(council.secretary, call, reason="Nobody has time")
    chapter = ChapterSnapshot(kind="consultations_in_period", title="Statements")
    kind = report_kind("consultations_in_period")

    (slide,) = kind.reported(REPORT, chapter, clock.now())
    assert slide_lines(slide) == ("• Depths of harbours, asked by Chart Makers: dropped",)

    before = ReportSnapshot("tc", "tc/reports/2020", date(2020, 1, 1), date(2020, 12, 31))
    (slide,) = kind.reported(before, chapter, clock.now())
    assert slide_lines(slide) == ("Nothing was recorded in the period.",)
    assert date(2021, 10, 7) < CLOSES
