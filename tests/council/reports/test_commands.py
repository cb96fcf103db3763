"""Reports: drafted, worded, ordered, given and frozen; answers; areas of focus. Who may not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from secretariat.council.actions.models import Action
from secretariat.council.projects import commands as projects
from secretariat.council.projects.queries import column_named, project_named
from secretariat.council.reports import commands
from secretariat.council.reports.commands import ChapterWords, YearFacts
from secretariat.council.reports.compose import deck_of
from secretariat.council.reports.models import FocusYear, Report
from secretariat.council.reports.queries import (
    answer_numbered,
    area_named,
    later_changes,
    reports_of,
)
from secretariat.foundation.people.models import Body
from secretariat.foundation.records import clock
from secretariat.foundation.records.models import Entry, Seal, SearchRow
from secretariat.rules.deck import Mark, TableSlide
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import PUBLIC_ACTOR, Actor, Audience
from tests.council.meetings.conftest import START, Council, minute
from tests.council.reports.conftest import ON, chapter, facts, fresh


def titles(report: Report) -> list[str]:
    return [slide.title for slide in deck_of(report, minute(0)).slides]


def entry(command: str) -> Entry:
    return Entry.objects.get(command=command)


def refused(act: Callable[[], Any]) -> str:
    """The code with which an act is refused."""
    with pytest.raises(Refused) as found:
        act()
    return found.value.code


def test_report_is_drafted_from_the_record(council: Council, report: Report) -> None:
    assert report.ref == "tc/reports/2021-10-07"
    assert titles(report) == [
        "Technical Council (TC) “State of the harbour”",
        "What we look after",
        "What follows",
        "Our projects",
        "Offers",
        "Anything else?",
    ]
    told = entry("reports.draft_report")
    assert (told.ref, told.actor_name) == (report.ref, "Sam Clerk")
    assert "“State of the harbour” to the Governing Board" in told.summary


def test_first_report_has_a_chapter_of_every_kind_and_the_next_those_of_the_one_before(
    council: Council, record: FocusYear
) -> None:
    first = commands.draft_report(council.secretary, council.body, facts())
    kinds = {row.kind for row in first.chapters.all()}
    assert {"focus_areas", "contents", "project_table_since", "talks", "standing_policies"} <= kinds

    for row in list(first.chapters.all())[3:]:
        row.report = first
        commands.leave_out_chapter(council.secretary, row)
    commands.word_chapter(
        council.secretary,
        chapter(first, "areas-of-focus"),
        ChapterWords(title="Our aims", text="Mind the **tide**."),
        seen=1,
    )
    with clock.fixed(START):
        commands.give_report(council.chair, fresh(first))
    later = START + timedelta(days=90)
    with clock.fixed(later):
        new = facts(on=later.date(), to_on=later.date(), from_on=ON, baseline="7 Oct 2021")
        second = commands.draft_report(council.secretary, council.body, new)

    rows = list(second.chapters.all())
    assert [row.title for row in rows] == [
        "Our aims",
        "What the report covers",
        "Projects and their milestones",
    ]
    assert [row.text for row in rows] == ["", "", ""]


def test_second_report_of_a_day_has_a_number(council: Council, report: Report) -> None:
    other = commands.draft_report(council.secretary, council.body, facts(title="Budget"))
    assert other.ref == "tc/reports/2021-10-07-2"


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"title": "  "}, "words_missing"),
        ({"to_words": ""}, "words_missing"),
        ({"to_on": date(2020, 12, 31)}, "period_backwards"),
        ({"to_on": date(2021, 10, 8)}, "period_too_long"),
        ({"baseline": "7 Oct 2021"}, "baseline_too_late"),
        ({"baseline": "long ago"}, "malformed_baseline"),
    ],
)
def test_draft_that_cannot_be_is_refused(
    council: Council, record: FocusYear, values: dict[str, object], code: str
) -> None:
    new = facts(**values)

    assert refused(lambda: commands.draft_report(council.secretary, council.body, new)) == code
    assert not Report.objects.exists()


def test_what_it_says_about_itself_can_be_changed_while_it_is_a_draft(
    council: Council, report: Report
) -> None:
    again = facts(title="The harbour", baseline="between 1 March and 3 April 2021")
    commands.describe_report(council.secretary, report, again, seen=1)

    found = fresh(report)
    assert (found.title, found.baseline_text) == (again.title, again.baseline)
    told = entry("reports.describe_report")
    assert told.before["title"] == "State of the harbour"
    assert told.after["title"] == "The harbour"
    act = lambda: commands.describe_report(council.secretary, report, again, seen=1)  # noqa: E731
    assert refused(act) == "changed_meanwhile"


def test_chapters_are_worded_ordered_left_out_and_taken_in(
    council: Council, report: Report
) -> None:
    clerk = council.secretary
    words = ChapterWords(title="Offers and rules", listed_as="Projects", text="Ask **us**.")
    commands.word_chapter(clerk, chapter(report, "offers"), words, seen=1)
    commands.order_chapters(clerk, report, order=["offers", "what-follows"])
    commands.leave_out_chapter(clerk, chapter(report, "our-projects"))

    assert titles(fresh(report))[1:] == [
        "Offers and rules",
        "What follows",
        "What we look after",
        "Anything else?",
    ]
    assert "Ask us." in deck_of(fresh(report), minute(0)).slides[1].paragraphs[-1].words  # type: ignore[union-attr]
    assert entry("reports.order_chapters").after["order"][0] == "offers"
    again = lambda: commands.leave_out_chapter(clerk, chapter(report, "our-projects"))  # noqa: E731
    assert refused(again) == "same_state"

    commands.take_in_chapter(clerk, chapter(report, "our-projects"))
    made = commands.add_chapter(clerk, report, "talks", ChapterWords(title="Talks"))
    assert titles(fresh(report))[-1] == made.title
    unknown = ChapterWords(title="Tides")
    assert refused(lambda: commands.add_chapter(clerk, report, "tides", unknown)) == "unknown_kind"


def test_given_report_is_frozen_sealed_and_public(council: Council, report: Report) -> None:
    assert reports_of(PUBLIC_ACTOR, council.body) == []
    with clock.fixed(START):
        given = commands.give_report(council.chair, report)

    assert given.is_given
    assert given.frozen["slides"][3]["title"] == "Our projects"
    link = Seal.objects.get(ref=report.ref)
    assert (given.digest, given.head) == (link.digest, link.head)
    assert [row.ref for row in reports_of(PUBLIC_ACTOR, council.body)] == [report.ref]
    assert SearchRow.objects.get(ref=report.ref).audience == Audience.PUBLIC.value
    for act in (
        lambda: commands.give_report(council.chair, fresh(report)),
        lambda: commands.describe_report(council.secretary, report, facts(), seen=1),
        lambda: commands.order_chapters(council.secretary, report, order=[]),
        lambda: commands.drop_report(council.secretary, report, reason="Too late"),
    ):
        assert refused(act) == "not_a_draft"


def test_what_the_record_says_later_is_told_and_the_report_stays(
    council: Council, report: Report
) -> None:
    with clock.fixed(START):
        commands.give_report(council.chair, report)
    before = deck_of(fresh(report), START)
    assert later_changes(fresh(report), START).changes == ()

    later = START + timedelta(days=3)
    with clock.fixed(later):
        body = council.body
        beacon, column = project_named(body, "beacon"), column_named(body, "charter")
        projects.record_claim(
            council.secretary, beacon, column, text="9 Oct 2021", said_on=later.date()
        )
    told = later_changes(fresh(report), later)

    assert deck_of(fresh(report), later) == before
    assert told.until_on == date(2021, 10, 10)
    assert told.changes == ("Beacon, Charter: “Yes” is now “9 Oct 2021”.",)


def test_changes_after_the_next_report_belong_to_that_one(council: Council, report: Report) -> None:
    with clock.fixed(START):
        commands.give_report(council.chair, report)
    later = START + timedelta(days=30)
    with clock.fixed(later):
        new = facts(on=later.date(), to_on=later.date(), from_on=ON, baseline="7 Oct 2021")
        second = commands.draft_report(council.secretary, council.body, new)
        commands.give_report(council.chair, second)
    much_later = later + timedelta(days=30)
    with clock.fixed(much_later):
        projects.add_benefit(
            council.secretary, council.body, projects.StandingWords(text="A crane")
        )

    assert "A crane" not in str(later_changes(fresh(report), much_later))
    assert "A crane" in str(later_changes(fresh(second), much_later))


def test_report_is_not_given_before_its_day_nor_without_chapters(
    council: Council, report: Report
) -> None:
    tomorrow = facts(on=date(2021, 10, 8))
    commands.describe_report(council.secretary, report, tomorrow, seen=1)
    assert refused(lambda: commands.give_report(council.chair, fresh(report))) == "in_future"

    commands.describe_report(council.secretary, fresh(report), facts(), seen=2)
    for row in fresh(report).chapters.all():
        commands.leave_out_chapter(council.secretary, chapter(report, row.slug))
    assert refused(lambda: commands.give_report(council.chair, fresh(report))) == "no_chapters"
    assert fresh(report).is_draft


def test_dropped_draft_is_taken_up_again(council: Council, report: Report) -> None:
    commands.drop_report(council.secretary, report, reason="The board does not meet")
    assert fresh(report).state == "dropped"
    assert refused(lambda: commands.give_report(council.chair, fresh(report))) == "not_a_draft"

    commands.resume_report(council.secretary, fresh(report))
    assert fresh(report).is_draft
    assert refused(lambda: commands.resume_report(council.secretary, report)) == "not_dropped"


def test_answer_becomes_an_action_under_the_report(council: Council, report: Report) -> None:
    with clock.fixed(START):
        commands.give_report(council.chair, report)
        answer = commands.note_answer(council.secretary, report, "Count the lamps")
        made = commands.raise_from_answer(council.secretary, answer, owners="Ben Stone, Ada Quill")

    assert (answer.by_words, answer.on) == ("Governing Board", ON)
    action = Action.objects.get()
    assert (action.text, action.raised_ref, action.links) == (
        "Count the lamps",
        report.ref,
        [report.ref],
    )
    owners = action.owners.values_list("person__handle", flat=True)
    assert list(owners) == ["ben-stone", "ada-quill"]
    kept = answer_numbered(report, 1)
    assert (kept.action_ref, kept.is_open) == (made.ref, False)
    closed = lambda: commands.settle_answer(council.secretary, kept, outcome="Done")  # noqa: E731
    assert refused(closed) == "closed"


def test_answer_is_settled_in_words(council: Council, report: Report) -> None:
    with clock.fixed(START):
        commands.give_report(council.chair, report)
        answer = commands.note_answer(council.secretary, report, "Thanks for the lamps")
        assert (
            refused(lambda: commands.settle_answer(council.secretary, answer, outcome=" "))
            == "words_missing"
        )
        commands.settle_answer(council.secretary, answer, outcome="Nothing to do")

    assert answer_numbered(report, 1).outcome == "Nothing to do"
    assert entry("reports.settle_answer").after["outcome"] == "Nothing to do"


def test_nothing_is_answered_to_a_draft(council: Council, report: Report) -> None:
    act = lambda: commands.note_answer(council.secretary, report, "Good")  # noqa: E731
    assert refused(act) == "not_given"


def test_clerk_of_the_other_body_notes_answers_but_writes_nothing_else(
    council: Council, record: FocusYear, board: tuple[Body, Actor]
) -> None:
    body, clerk = board
    report = commands.draft_report(council.secretary, council.body, facts(to_body=body))
    assert refused(lambda: commands.give_report(clerk, report)) == "not_allowed"
    with clock.fixed(START):
        commands.give_report(council.chair, report)
        answer = commands.note_answer(clerk, fresh(report), "Well done", by_words="The board")

    assert answer.by_words == "The board"
    act = lambda: commands.raise_from_answer(clerk, answer)  # noqa: E731
    assert refused(act) == "not_allowed"
    assert answer_numbered(report, 1).is_open


def test_who_may_not_write_reports_is_refused(council: Council, report: Report) -> None:
    member = council.member
    first, year = chapter(report, "offers"), FocusYear.objects.get()
    area = area_named(year, "signals")
    for act in (
        lambda: commands.draft_report(member, council.body, facts()),
        lambda: commands.describe_report(member, report, facts(), seen=1),
        lambda: commands.word_chapter(member, first, ChapterWords(title="X"), seen=1),
        lambda: commands.add_chapter(member, report, "talks", ChapterWords(title="X")),
        lambda: commands.leave_out_chapter(member, first),
        lambda: commands.order_chapters(member, report, order=[]),
        lambda: commands.give_report(member, report),
        lambda: commands.give_report(council.staff, report),
        lambda: commands.drop_report(member, report, reason="No"),
        lambda: commands.note_answer(member, report, "No"),
        lambda: commands.add_focus_year(member, council.body, YearFacts(name="X", from_on=ON)),
        lambda: commands.add_focus_area(member, year, title="X"),
        lambda: commands.reword_focus_area(member, area, title="X", points="", seen=1),
        lambda: commands.order_focus_areas(member, year, order=[]),
        lambda: commands.end_focus_area(member, area, on=ON, reason="No", seen=1),
    ):
        assert refused(act) == "not_allowed"
    assert fresh(report).revision == 1


def test_areas_of_focus_are_worded_ordered_and_end_for_a_reason(
    council: Council, record: FocusYear
) -> None:
    clerk = council.secretary
    signals = area_named(record, "signals")
    commands.reword_focus_area(clerk, signals, title="Lamps and horns", points="", seen=1)
    commands.order_focus_areas(clerk, record, order=["depths"])
    assert [row.title for row in record.areas.all()] == ["Depths", "Lamps and horns"]
    assert entry("reports.reword_focus_area").before["title"] == "Signals"

    taken = lambda: commands.add_focus_area(clerk, record, title="depths")  # noqa: E731
    assert refused(taken) == "known_already"
    same = YearFacts(name="2021", from_on=ON)
    assert refused(lambda: commands.add_focus_year(clerk, council.body, same)) == "known_already"

    with clock.fixed(START):
        area = area_named(record, "depths")
        commands.end_focus_area(clerk, area, on=ON, reason="All sounded", seen=1)
    ended = area_named(record, "depths")
    assert (ended.ended_on, ended.ended_reason) == (ON, "All sounded")
    commands.resume_focus_area(clerk, ended, seen=ended.revision)
    assert area_named(record, "depths").ended_on is None


def test_table_marks_what_changed_since_the_report_before(council: Council, report: Report) -> None:
    table = next(s for s in deck_of(report, minute(0)).slides if isinstance(s, TableSlide))
    marks = {row[0].words: row[1].mark for row in table.rows}

    assert marks == {"Beacon": Mark.NONE, "Lock": Mark.CHANGED}
