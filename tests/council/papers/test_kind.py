"""Papers on an agenda: proposed, shown, minuted, put to the vote; and in a report."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.agenda_kinds import kind_named
from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.report_kinds import (
    ChapterSnapshot,
    ReportSnapshot,
    report_kind,
)
from secretariat.council.meetings.snapshots import snapshot_for
from secretariat.council.motions import commands as motions
from secretariat.council.papers import commands
from secretariat.council.papers.commands import NewPaper, NewQuotation, Words
from secretariat.council.papers.models import Paper
from secretariat.foundation.records import clock
from secretariat.rules.deck import AnySlide, ResolutionSlide, TextSlide, slide_lines
from secretariat.rules.errors import Refused
from secretariat.rules.minutes import Fact
from secretariat.rules.runs import words
from tests.council.meetings.conftest import Council, minute

from .conftest import FIRST, SECOND, UNTIL, facts, frozen, on_agenda, version

KIND = kind_named("paper_review")


def reasons(meeting: Meeting) -> list[tuple[str, str]]:
    return [(p.title, p.reason) for p in KIND.proposed(snapshot_for(meeting), clock.now())]


def slides_of(meeting: Meeting, slug: str) -> list[AnySlide]:
    snapshot = snapshot_for(meeting)
    return KIND.shown(snapshot, snapshot.item(slug), clock.now())


def test_frozen_paper_is_proposed_and_one_in_good_hands_is_not(
    council: Council, meeting: Meeting, term: Paper
) -> None:
    assert reasons(meeting) == []

    frozen(council, term)

    assert reasons(meeting) == [("Breakwater", "Frozen and not voted on.")]


def test_term_is_proposed_with_the_paper_it_belongs_to(
    council: Council, meeting: Meeting, term: Paper
) -> None:
    whole = NewPaper(
        facts=facts("Harbour words", kind="white_paper", document_url="https://example.org/words")
    )
    paper = commands.add_paper(council.secretary, council.body, whole)
    revised = facts(part_of=paper, editor=council.people["Ben"])
    commands.describe_paper(council.secretary, term, revised, seen=1)
    frozen(council, term)

    assert reasons(meeting) == [("Harbour words", "Nobody edits it.")]
    item = on_agenda(council, meeting, paper)
    shown = slides_of(meeting, item.slug)
    assert "• Terms: Breakwater" in slide_lines(shown[0])
    assert isinstance(shown[-1], ResolutionSlide)
    assert "adopts version 1 of “Breakwater”" in words(shown[-1].text)


def test_slides_hold_links_remarks_words_and_quotations(
    council: Council, meeting: Meeting, term: Paper
) -> None:
    revised = facts(
        about="Walls in the sea",
        issue_url="https://example.org/issues/79",
        document_url="https://example.org/doc",
    )
    commands.describe_paper(council.secretary, term, revised, seen=1)
    commands.remark_on_paper(council.secretary, term, "Pilots were asked")
    commands.quote(
        council.secretary,
        term,
        NewQuotation(
            title="The pilots' view",
            words="We have seen it used for **many things**.\n\nA breakwater is calm water.",
            author="Pilots",
            work="Almanac",
            url="https://example.org/almanac",
        ),
    )
    item = on_agenda(council, meeting, term)

    head, text, quoted = slides_of(meeting, item.slug)

    lines = slide_lines(head)
    assert lines[0] == "Definition, version 1, in draft since 7 Oct 2021"
    assert "Walls in the sea" in lines
    assert "• Pilots were asked" in lines
    assert "• Issue: https://example.org/issues/79" in lines
    assert "• Document in progress: https://example.org/doc" in lines
    assert FIRST in slide_lines(text)
    assert quoted.title == "The pilots' view"
    assert slide_lines(quoted)[:3] == (
        "• https://example.org/almanac",
        "“We have seen it used for many things.",
        "A breakwater is calm water.”",
    )
    assert isinstance(quoted, TextSlide)
    bold = [run.text for line in quoted.paragraphs for run in line.runs if run.is_bold]
    assert bold == ["many things"]
    assert quoted.foot == "Pilots, Almanac, read on 7 Oct 2021"


def test_slides_of_an_earlier_instant_hold_nothing_later(
    council: Council, meeting: Meeting, term: Paper
) -> None:
    item = on_agenda(council, meeting, term)
    before = clock.now()
    with clock.fixed(before + timedelta(days=1)):
        frozen(council, term)
        commands.remark_on_paper(council.secretary, term, "Later words")
    snapshot = snapshot_for(meeting)

    shown = KIND.shown(snapshot, snapshot.item(item.slug), before)

    assert slide_lines(shown[0])[0].startswith("Definition, version 1, in draft")
    assert not any("Later words" in line for slide in shown for line in slide_lines(slide))
    assert not any(isinstance(slide, ResolutionSlide) for slide in shown)


def test_carried_motion_adopts_and_a_lost_one_sends_back(
    council: Council, session: Meeting, term: Paper
) -> None:
    frozen(council, term)
    item = on_agenda(council, session, term)
    for name in ("Ada", "Ben", "Cyd"):
        meetings.mark_present(council.secretary, session, council.people[name])

    lost = commands.move_adoption(council.secretary, item, [version(term).ref])
    motions.record_show_of_seats(council.secretary, lost, yes=1, no=2, abstain=0)
    assert version(term).state == "draft"
    assert version(term).steps.last().ref == lost.ref  # type: ignore[union-attr]

    frozen(council, term)
    carried = commands.move_adoption(council.secretary, item, [version(term).ref])
    motions.record_general_consent(council.secretary, carried)

    row = version(term)
    assert (row.state, row.adopted_ref) == ("adopted", carried.ref)
    assert row.since_on == date(2021, 10, 7)
    snapshot = snapshot_for(session)
    fact = KIND.minuted(snapshot, snapshot.item(item.slug), clock.now())[0]
    assert isinstance(fact, Fact)
    assert words(fact.lines[0]) == "“Breakwater”: version 1, adopted on 7 Oct 2021."


def test_only_frozen_versions_are_put_to_the_vote(
    council: Council, session: Meeting, term: Paper
) -> None:
    item = on_agenda(council, session, term)

    with pytest.raises(Refused) as refused:
        commands.move_adoption(council.secretary, item, [version(term).ref])

    assert refused.value.code == "nothing_frozen"


def test_motion_about_something_else_leaves_the_paper_frozen(
    council: Council, session: Meeting, term: Paper
) -> None:
    frozen(council, term)
    item = on_agenda(council, session, term)
    for name in ("Ada", "Ben", "Cyd"):
        meetings.mark_present(council.secretary, session, council.people[name])
    motion = motions.move_motion(council.secretary, council.body, text="A break", item=item)

    motions.record_general_consent(council.secretary, motion)

    assert version(term).state == "frozen"


def test_chapter_of_a_report_lists_what_became_of_papers_in_the_period(
    council: Council, term: Paper
) -> None:
    with clock.fixed(minute(-60 * 24 * 400)):
        old = NewPaper(facts=facts("Mole"), words=Words(text="Old"))
        commands.add_paper(council.secretary, council.body, old)
    commands.remark_on_paper(council.secretary, term, "Pilots were asked")
    commands.remark_on_paper(council.secretary, term, "Long ago", on=date(2020, 5, 1))
    chapter = ChapterSnapshot(kind="papers_in_period", title="Papers", text="Also more.")
    report = ReportSnapshot("tc", "tc/reports/2021-10-07", date(2021, 1, 1), date(2021, 10, 7))

    (slide,) = report_kind("papers_in_period").reported(report, chapter, clock.now())

    assert slide_lines(slide) == (
        "• Breakwater: in draft",
        "• Pilots were asked",
        "Also more.",
    )


def test_second_version_stands_beside_the_first_on_the_slide(
    council: Council, meeting: Meeting, term: Paper
) -> None:
    commands.publish_version(council.secretary, version(term), reason="Small")
    commands.begin_version(council.secretary, term, words=Words(text=SECOND))
    people = [council.people["Cyd"]]
    commands.ask_for_review(council.secretary, version(term, 2), people, until_on=UNTIL)
    item = on_agenda(council, meeting, term)

    text = slide_lines(slides_of(meeting, item.slug)[1])

    assert text == (
        "Version 2, in review since 7 Oct 2021",
        SECOND,
        "Version 1, published on 7 Oct 2021",
        FIRST,
    )
