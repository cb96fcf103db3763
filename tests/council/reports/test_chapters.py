"""The chapters of a report: what each draws from the record, and what it cannot tell."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from secretariat.council.meetings.report_kinds import ChapterSnapshot, ReportSnapshot, report_kind
from secretariat.council.papers import commands as papers
from secretariat.council.papers.commands import NewPaper, PaperFacts, Words
from secretariat.council.projects import commands as projects
from secretariat.council.projects.models import Expectation
from secretariat.council.projects.queries.standing import standing_named
from secretariat.council.reports import commands
from secretariat.council.reports.compose import deck_of, doubts_of
from secretariat.council.reports.models import FocusYear, Report
from secretariat.council.reports.queries import area_named
from secretariat.foundation.records import clock
from secretariat.rules.deck import Mark, TableSlide, TextSlide, slide_lines
from secretariat.rules.reports import parse_baseline
from tests.council.meetings.conftest import START, Council, minute
from tests.council.reports.conftest import FROM, ON, chapter, facts, fresh


def drawn(kind: str, *, baseline: str = "5 Mar 2021", **values: Any) -> TextSlide:
    """The one slide of a chapter in the report of 7 October 2021."""
    options = {"options": values.pop("options", {}), "text": values.pop("text", "")}
    to_on = values.pop("to_on", ON)
    report = ReportSnapshot("tc", "tc/reports/x", FROM, to_on, parse_baseline(baseline))
    snapshot = ChapterSnapshot(kind, "Chapter", **options)
    (slide,) = report_kind(kind).reported(report, snapshot, clock.now())
    assert isinstance(slide, TextSlide)
    return slide


def lines(slide: TextSlide) -> list[str]:
    return [("  " * each.level) + each.words for each in slide.paragraphs]


def test_areas_of_focus_stand_in_order_with_their_points_and_source(
    council: Council, record: FocusYear
) -> None:
    slide = drawn("focus_areas")

    assert lines(slide) == ["Signals", "  Lamps", "  Horns", "Depths"]
    assert [each.label for each in slide.paragraphs] == ["1.", "•", "•", "2."]
    assert slide.stamp == "Minutes of 7 Jan 2021"


def test_area_that_ended_is_in_reports_of_its_time_only(
    council: Council, record: FocusYear
) -> None:
    with clock.fixed(START):
        area = area_named(record, "signals")
        commands.end_focus_area(council.secretary, area, on=date(2021, 9, 1), reason="Done", seen=1)

    with clock.fixed(minute(90)):
        assert lines(drawn("focus_areas")) == ["Depths"]
        assert "Signals" in lines(drawn("focus_areas", to_on=date(2021, 8, 1)))


def test_newer_year_does_not_enter_a_report_before_it(council: Council, record: FocusYear) -> None:
    new = commands.YearFacts(name="2022", from_on=date(2022, 1, 1))
    year = commands.add_focus_year(council.secretary, council.body, new)
    commands.add_focus_area(council.secretary, year, title="Tides")

    assert "Tides" not in lines(drawn("focus_areas"))
    assert lines(drawn("focus_areas", to_on=date(2022, 1, 1))) == ["Tides"]
    assert lines(drawn("focus_areas", options={"year": "year-2022"})) == ["Tides"]


def test_expectations_are_new_since_the_report_before(council: Council, record: FocusYear) -> None:
    assert lines(drawn("benefits_and_expectations")) == [
        "TC resources available to projects, on request",
        "  A berth",
        "Expectations that are new",
        "  A lamp",
    ]
    assert "  A log" in lines(drawn("benefits_and_expectations", options={"all": True}))
    assert "  A log" in lines(drawn("benefits_and_expectations", baseline="1 Jan 2021"))


def test_benefit_that_ended_is_not_offered_any_more(council: Council, record: FocusYear) -> None:
    row = standing_named(council.body, Expectation, "a-lamp")
    with clock.fixed(START):
        projects.end_standing(
            council.secretary, row, on=date(2021, 9, 1), reason="Too bright", seen=1
        )

    assert "  A lamp" not in lines(drawn("benefits_and_expectations"))
    assert "  A lamp" in lines(drawn("benefits_and_expectations", to_on=date(2021, 9, 1)))


def test_policy_is_shown_in_its_words_with_what_became_known(
    council: Council, record: FocusYear
) -> None:
    policy = PaperFacts(title="Leaks", kind="policy", about="Each ship pumps.")
    with clock.fixed(START):
        paper = papers.add_paper(
            council.secretary, council.body, NewPaper(facts=policy, slug="leaks", words=Words())
        )
        papers.remark_on_paper(council.secretary, paper, "A pump is bought")

    with clock.fixed(minute(5)):
        assert lines(drawn("standing_policies")) == ["Each ship pumps.", "A pump is bought"]
        assert lines(drawn("standing_policies", options={"papers": ["tides"]})) == []
        assert drawn("standing_policies", options={"papers": ["tides"]}).foot


def test_open_requests_of_earlier_reports_are_asked_again(council: Council, report: Report) -> None:
    with clock.fixed(START):
        commands.give_report(council.chair, report)
        commands.note_answer(council.secretary, report, "Count the lamps")
        settled = commands.note_answer(council.secretary, report, "Thank you")
        commands.settle_answer(council.secretary, settled, outcome="Nothing to do")
    with clock.fixed(minute(5)):
        assert lines(drawn("questions_and_requests", text="Ask away.")) == [
            "Any other requests to the TC?",
            "Still open from earlier reports",
            "  Count the lamps (Governing Board, 7 Oct 2021)",
            "Ask away.",
        ]


def test_contents_follow_the_chapters(council: Council, report: Report) -> None:
    def listed() -> tuple[str, ...]:
        return slide_lines(deck_of(fresh(report), minute(0)).slides[2])

    assert listed() == ("• Projects",)
    words = commands.ChapterWords(title="Anything else?", listed_as="Your questions")
    commands.word_chapter(council.secretary, chapter(report, "anything-else"), words, seen=1)
    assert listed() == ("• Projects", "• Your questions")
    for slug in ("our-projects", "offers"):
        commands.leave_out_chapter(council.secretary, chapter(report, slug))
    assert listed() == ("• Your questions",)


@pytest.mark.parametrize(
    ("baseline", "marks", "doubts"),
    [
        ("5 Mar 2021", [Mark.NONE, Mark.CHANGED], 0),
        ("1 Jan 2021", [Mark.CHANGED, Mark.CHANGED], 0),
        ("", [Mark.NONE, Mark.NONE], 0),
        ("between 5 Jan and 5 Mar 2021", [Mark.NONE, Mark.CHANGED], 2),
        ("between 5 Mar and 5 Jul 2021", [Mark.NONE, Mark.NONE], 2),
    ],
)
def test_cells_are_new_only_where_every_possible_day_says_so(
    council: Council, report: Report, baseline: str, marks: list[Mark], doubts: int
) -> None:
    commands.describe_report(council.secretary, report, facts(baseline=baseline), seen=1)
    deck = deck_of(fresh(report), minute(0))
    table = next(slide for slide in deck.slides if isinstance(slide, TableSlide))

    assert [row[1].mark for row in table.rows] == marks
    found = doubts_of(fresh(report), minute(0))
    assert len(found) == doubts
    assert all("the report before was given on a day from" in words for words in found)


def test_doubts_name_the_cell_the_day_and_the_reason(council: Council, report: Report) -> None:
    unclear = facts(baseline="between 5 Jan and 5 Mar 2021")
    commands.describe_report(council.secretary, report, unclear, seen=1)

    time = "the report before was given on a day from 6 Jan 2021 to 4 Mar 2021."
    assert doubts_of(fresh(report), minute(0)) == [
        f"Beacon, Charter “Yes”: changed on 1 Feb 2021; {time}",
        f"“A log” holds since 1 Feb 2021; {time}",
    ]
