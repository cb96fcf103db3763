"""The pages of reports, areas of focus, benefits and expectations, as people of the body and the
public see them: a report from its draft to the board's answers.
"""

from __future__ import annotations

import json
from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pptx import Presentation

from secretariat.council.actions.models import Action
from secretariat.council.projects import commands as projects
from secretariat.council.projects.commands import StandingWords
from secretariat.council.reports import commands
from secretariat.council.reports.commands import ChapterWords, YearFacts
from secretariat.council.reports.models import FocusYear, Report
from secretariat.council.reports.queries import chapter_named
from secretariat.foundation.people import attention
from secretariat.foundation.people.loose_ends import loose_ends
from secretariat.foundation.records import clock
from secretariat.foundation.records.exports import export
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import PUBLIC_ACTOR
from tests import factories
from tests.council.meetings.conftest import START, Council, minute
from tests.journeys.pages import Visitor

from .conftest import facts, fresh

HERE = "/tc/reports/2021-10-07"


@pytest.fixture
def secretary(council: Council) -> Visitor:
    return Visitor(factories.account(council.people["Sam"]))


@pytest.fixture
def public(db: None) -> Visitor:
    return Visitor()


def given(council: Council, report: Report) -> Report:
    with clock.fixed(START):
        return commands.give_report(council.chair, report)


def test_editor_chooses_what_a_chapter_names(
    council: Council, report: Report, secretary: Visitor
) -> None:
    chapter = f"{HERE}/chapters/offers"
    assert "A log" not in secretary.see(HERE).main

    secretary.done(secretary.see(chapter), "Save it", all="on")

    assert "A log" in secretary.see(HERE).main
    assert chapter_named(report, "offers").options == {"all": True}
    commands.add_focus_year(
        council.secretary, council.body, YearFacts(name="2022", from_on=date(2022, 1, 1))
    )
    areas = f"{HERE}/chapters/what-we-look-after"
    secretary.done(secretary.see(areas), "Save it", year="year-2022")
    assert chapter_named(report, "what-we-look-after").options == {"year": "year-2022"}
    secretary.done(secretary.see(areas), "Save it", year="")
    assert chapter_named(report, "what-we-look-after").options == {}


def test_what_one_editor_chose_and_another_worded_both_stand(
    council: Council, report: Report, secretary: Visitor
) -> None:
    page = secretary.see(f"{HERE}/chapters/offers")
    words = ChapterWords(title="What we offer")
    commands.word_chapter(council.chair, chapter_named(report, "offers"), words, seen=1)

    secretary.done(page, "Save it", all="on")

    kept = chapter_named(report, "offers")
    assert (kept.title, kept.options) == ("What we offer", {"all": True})


def test_next_report_begins_with_what_was_chosen(
    council: Council, report: Report, secretary: Visitor
) -> None:
    secretary.done(secretary.see(f"{HERE}/chapters/offers"), "Save it", all="on")
    given(council, report)
    new = facts(on=date(2022, 10, 7), from_on=date(2021, 10, 8), to_on=date(2022, 10, 7))
    later = commands.draft_report(council.secretary, council.body, new)
    assert chapter_named(later, "offers").options == {"all": True}


def test_report_from_the_draft_to_an_action_of_the_board(
    council: Council, record: FocusYear, secretary: Visitor, public: Visitor
) -> None:
    assert "No report yet" in public.see("/tc/reports").main
    secretary.done(
        secretary.see("/tc/reports/new"),
        "Draft it from the record",
        title="State of the harbour",
        to_words="Governing Board",
        baseline="5 Mar 2021",
    )
    assert "Areas of focus" in secretary.see(HERE).main
    assert public.see("/tc/reports").main.count("State of the harbour") == 0

    secretary.done(
        secretary.see(f"{HERE}/chapters/areas-of-focus"),
        "Save it",
        title="What we look after",
        text="Mind the **tide**.",
    )
    secretary.done(secretary.see(HERE), "Up : Project benefits and expectations")
    secretary.done(secretary.see(HERE), "Leave out : Talks and webinars")
    report = Report.objects.get()
    assert chapter_named(report, "talks-and-webinars").is_left_out
    slides = secretary.see(HERE).main
    assert slides.index("Project benefits and expectations") < slides.index("Projects and their")
    assert "Mind the tide" in slides

    with clock.fixed(START):
        secretary.done(secretary.see(HERE), "It was given", on="2021-10-07")
        shown = public.see(HERE).main
        assert "Given to the Governing Board on 7 Oct 2021" in shown
        assert "Mind the tide" in shown
        secretary.done(secretary.see(HERE), "Note the answer", text="Count the lamps")
        secretary.done(secretary.see(HERE), "Raise the action", owners="Ben Stone")

    assert "Now A-1" in public.see(HERE).main
    action = public.see("/tc/A-1").main
    assert "Count the lamps" in action
    assert "Ben Stone" in action
    assert Action.objects.get().raised_ref == "tc/reports/2021-10-07"


def test_draft_is_for_the_members(council: Council, report: Report, public: Visitor) -> None:
    member = Visitor(factories.account(council.people["Ben"]))
    assert "State of the harbour" in member.see(HERE).main
    assert "Edit" not in member.see(HERE).main

    for path in (HERE, f"{HERE}/present", f"{HERE}.pptx", f"{HERE}.md", f"{HERE}/look.css"):
        answer = Client().get(path)
        assert answer.status_code in (403, 404), path
        assert b"Our projects" not in answer.content
    assert "State of the harbour" not in public.see("/tc/reports").main
    with pytest.raises(Refused) as refused:
        export(PUBLIC_ACTOR, report.ref, "md")
    assert refused.value.code == "not_allowed"


def test_what_cannot_be_told_stands_on_the_draft(
    council: Council, report: Report, secretary: Visitor
) -> None:
    assert "What the record cannot tell" not in secretary.see(HERE).main

    secretary.done(
        secretary.see(f"{HERE}/edit"), "Save it", baseline="between 5 Jan and 5 Mar 2021"
    )
    page = secretary.see(HERE).main
    assert "What the record cannot tell" in page
    assert "Beacon, Charter “Yes”: changed on 1 Feb 2021" in page


def test_form_keeps_what_was_typed_when_it_is_refused(
    council: Council, report: Report, secretary: Visitor
) -> None:
    page = secretary.send(
        secretary.see(f"{HERE}/edit"), "Save it", title="Harbour", baseline="long ago"
    )

    assert page.status == 409
    assert "does not say when the report before was given" in page.main
    assert 'value="Harbour"' in page.text
    assert fresh(report).title == "State of the harbour"


def test_two_editors_of_a_report_both_stand(
    council: Council, report: Report, secretary: Visitor
) -> None:
    mine = secretary.see(f"{HERE}/edit")
    secretary.done(secretary.see(f"{HERE}/edit"), "Save it", to_words="The Board")
    secretary.done(mine, "Save it", title="Harbour")

    found = fresh(report)
    assert (found.title, found.to_words) == ("Harbour", "The Board")


def test_files_of_a_given_report_are_those_of_the_kept_deck(
    council: Council, report: Report
) -> None:
    given(council, report)
    commands.note_answer(council.secretary, fresh(report), "Count the lamps")

    text = export(PUBLIC_ACTOR, "tc/report/2021-10-07", "md").content.decode()
    assert "## Our projects" in text
    data = json.loads(export(PUBLIC_ACTOR, report.ref, "json").content)
    assert (data["to"], data["state"], data["report_before"]) == (
        "Governing Board",
        "given",
        "5 Mar 2021",
    )
    assert data["digest"] == fresh(report).digest
    assert data["answers"][0]["text"] == "Count the lamps"
    assert data["deck"] == fresh(report).frozen
    deck = Presentation(BytesIO(export(PUBLIC_ACTOR, report.ref, "pptx").content))
    assert len(deck.slides) == len(fresh(report).frozen["slides"])
    assert export(PUBLIC_ACTOR, report.ref, "pdf").content.startswith(b"%PDF")
    assert "State of the harbour" in export(PUBLIC_ACTOR, "tc/reports", "csv").content.decode()
    assert "Signals" in export(PUBLIC_ACTOR, "tc/focus", "md").content.decode()
    assert "A berth" in export(PUBLIC_ACTOR, "tc/projects/benefits", "csv").content.decode()


def test_due_report_and_open_answer_hang_and_need_somebody(
    council: Council, report: Report
) -> None:
    def hanging() -> list[tuple[str, str]]:
        found = loose_ends(council.secretary, council.body, clock.now())
        return [(each.words, each.why) for each in found if each.kind == "report"]

    assert [
        each.kind for each in attention.needs(council.secretary, council.body, minute(0))
    ].count("report") == 1
    assert hanging() == [
        ("State of the harbour, report to the Governing Board", "due and not given")
    ]
    assert not [e for e in loose_ends(PUBLIC_ACTOR, council.body, minute(0)) if e.kind == "report"]

    given(council, report)
    assert hanging() == []
    answer = commands.note_answer(council.secretary, fresh(report), "Count the lamps")
    assert hanging() == [
        ("Count the lamps", "asked by the Governing Board, and nothing came of it yet")
    ]
    commands.settle_answer(council.secretary, answer, outcome="Counted")
    assert hanging() == []


def test_areas_of_focus_by_their_pages(
    council: Council, record: FocusYear, secretary: Visitor, public: Visitor
) -> None:
    secretary.done(secretary.see("/tc/focus/year-2021/new"), "Save it", title="Tides")
    secretary.done(secretary.see("/tc/focus/year-2021"), "Up : Tides")
    secretary.done(secretary.see("/tc/focus/year-2021/signals/edit"), "Save it", title="Lamps")
    with clock.fixed(START):
        secretary.done(
            secretary.see("/tc/focus/year-2021/depths"),
            "End it",
            on="2021-10-07",
            reason="All sounded",
        )

    shown = public.see("/tc/focus/year-2021").main
    assert shown.index("Lamps") < shown.index("Tides") < shown.index("Depths")
    assert "7 Oct 2021 : All sounded" in shown.replace("2021:", "2021 :")
    assert "Up" not in shown
    assert "worded the area of focus anew" in public.see("/tc/focus/year-2021/signals").main


def test_benefits_and_expectations_by_their_pages(
    council: Council, record: FocusYear, secretary: Visitor, public: Visitor
) -> None:
    here = "/tc/projects/benefits"
    secretary.done(secretary.see(f"{here}/new"), "Put it on the list", text="A crane")
    secretary.done(secretary.see(here), "Up : A crane")
    secretary.done(
        secretary.see("/tc/projects/expectations/a-log/edit"), "Save it", text="A log book"
    )
    with clock.fixed(START):
        secretary.done(
            secretary.see("/tc/projects/expectations/a-lamp"),
            "End it",
            on="2021-10-07",
            reason="Too bright",
        )

    shown = public.see(here).main
    assert shown.index("A crane") < shown.index("A berth") < shown.index("A log book")
    assert "7 Oct 2021 : Too bright" in shown


@pytest.mark.parametrize(
    "path", ["/tc/reports", HERE, "/tc/focus", "/tc/focus/year-2021", "/tc/projects/benefits"]
)
def test_pages_stay_within_their_budget(
    council: Council, report: Report, secretary: Visitor, path: str
) -> None:
    given(council, report)
    for number in range(3):
        more = facts(title=f"Report {number}", to_words="Members")
        commands.draft_report(council.secretary, council.body, more)
    secretary.see(path)
    with CaptureQueriesContext(connection) as asked:
        secretary.see(path)

    assert len(asked) <= 20


def test_draft_asks_no_more_the_more_the_record_holds(
    council: Council, report: Report, secretary: Visitor
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            secretary.see(HERE)
        return len(queries)

    secretary.see(HERE)
    before = asked()
    for number in range(3):
        words = StandingWords(text=f"Benefit {number}")
        projects.add_benefit(council.secretary, council.body, words)
        year = FocusYear.objects.get()
        commands.add_focus_area(council.secretary, year, title=f"Area {number}")

    assert asked() == before
    assert before <= 20 + 4 * report.chapters.count()


def test_what_changed_since_it_was_given_is_told_on_a_page(
    council: Council, report: Report, secretary: Visitor, public: Visitor
) -> None:
    secretary.see(f"{HERE}/later", status=404)
    given(council, report)
    assert "The record says the same as the report." in public.see(f"{HERE}/later").main

    with clock.fixed(minute(30)):
        projects.add_benefit(council.secretary, council.body, StandingWords(text="A crane"))
        page = public.see(f"{HERE}/later").main
    assert "1 place" in page
    assert "A crane" in page
    assert "A crane" not in public.see(HERE).main
