"""The table of a real council: the two tables of autumn 2021 and the colours of one of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from secretariat.council.projects import queries
from secretariat.exchange.example.facts import facts
from secretariat.exchange.example.projects import fill_projects
from secretariat.foundation.people.models import Body
from secretariat.foundation.records import clock
from secretariat.foundation.records.exports import export
from secretariat.rules.visibility import PUBLIC_ACTOR, system_actor
from tests import factories

REPORT, MEETING = date(2021, 9, 29), date(2021, 10, 7)
HEADER = (
    "Project,Proposed by,TAC Approved,Tech. Charter,IP Assigned,Board Presentation,"
    "Board Approved,Annual Review,Mentor,Webinar"
)
# As printed in the council's slides of 7 October 2021, page 8.
SLIDE_8 = """\
Enarx,Red Hat,31 OCT 2019,Yes,Yes,31 OCT 2019,Yes,14 JAN 2021,Mike Bursell,JAN 2021
OE SDK,Microsoft,31 OCT 2019,Yes,Yes,31 OCT 2019,Yes,12 NOV 2020,Dave Thaler,MAR 2021
SGX SDK for Linux,Intel,31 OCT 2019,,,31 OCT 2019,,,(Simon Johnson),
TCF,Intel,28 MAY 2020,,,,,,,
Gramine,UNC Chapel Hill,2 APR 2020,Yes,Yes,(Oct 2021?),15 SEP 2021,,Eric,FEB 2021 (DEC 2021?)
Keystone,UC Berkeley,23 JUL 2020,Yes,Yes,24 JUN 2021,MAR 2021,,Stephen,JUN 2021
Occlum,Ant Financial,20 AUG 2020,Yes,Yes,10 SEP 2020,15 SEP 2021,,Zongmin,MAY 2021
Veracruz,Arm,3 SEP 2020,Yes,Yes,19 NOV 2020,14 APR 2021,,Grant & Mike,APR 2021
CCC-Attestation,TAC,Yes,Yes,N/A,18 MAR 2021,18 MAR 2021,,Dan & Aeva,(Veraison – NOV 18?)
"""
# The cells that page 16 (the report of 29 September 2021) colours green: changed since the report
# before. The row of CCC-Attestation is green as a whole, its empty cell included.
GREEN = {
    "enarx": {"annual-review", "webinar"},
    "oe-sdk": {"annual-review", "webinar"},
    "gramine": {"board-presentation", "board-approved", "mentor", "webinar"},
    "keystone": {"board-presentation", "board-approved", "mentor", "webinar"},
    "occlum": {"board-approved", "mentor", "webinar"},
    "veracruz": {"board-presentation", "board-approved", "mentor", "webinar"},
}
NEW_ROW = "ccc-attestation"


@pytest.fixture
def tac(db: None) -> Iterator[Body]:
    """A body of that name with the projects of the example council."""
    body = factories.body("tac", "Technical Advisory Council")
    for handle in {
        entry["person"] for row in facts("projects")["projects"] for entry in row["liaisons"]
    }:
        factories.person(handle.replace("-", " ").title(), handle=handle)
    with clock.fixed(datetime(2021, 10, 7, 13, 30, tzinfo=UTC)):
        fill_projects(system_actor("example"), body)
        yield body


def csv_of(body: Body, day: date) -> str:
    """The CSV file of a day as text, without the mark at its start."""
    made = export(PUBLIC_ACTOR, f"{body.slug}/projects", "csv", day)
    return made.content.decode("utf-8-sig").replace("\r\n", "\n")


def test_table_of_the_meeting_is_the_slide_word_for_word(tac: Body) -> None:
    assert csv_of(tac, MEETING) == f"{HEADER}\n{SLIDE_8}"


def test_tables_of_report_and_meeting_differ_in_two_cells_of_text(tac: Body) -> None:
    before, after = (list(csv.reader(io.StringIO(csv_of(tac, day)))) for day in (REPORT, MEETING))

    differing = {
        (new[0], after[0][index], old[index], new[index])
        for old, new in zip(before, after, strict=True)
        for index in range(len(new))
        if old[index] != new[index]
    }

    assert differing == {
        ("Gramine", "Webinar", "FEB 2021", "FEB 2021 (DEC 2021?)"),
        ("CCC-Attestation", "Webinar", "(Veraison – OCT?)", "(Veraison – NOV 18?)"),
    }


def test_tables_of_report_and_meeting_differ_in_the_certainty_of_a_third(tac: Body) -> None:
    difference = queries.difference(tac, REPORT, MEETING)

    assert [
        (c.project.slug, c.column.slug, c.before.certainty.value, c.after.certainty.value)
        for c in difference.certainty_changes
    ] == [("gramine", "mentor", "settled", "tentative")]
    assert len(difference.text_changes) == 2
    assert (difference.added, difference.removed) == ((), ())


def test_tentative_cells_are_the_yellow_ones(tac: Body) -> None:
    yellow = [
        {place for place, cell in queries.table(tac, day).cells.items() if cell.is_tentative}
        for day in (REPORT, MEETING)
    ]

    always = {("gramine", "board-presentation"), ("ccc-attestation", "webinar")}
    assert yellow == [always, always | {("gramine", "mentor"), ("gramine", "webinar")}]


def test_changed_cells_are_the_green_ones_for_any_day_the_report_before_can_have_had(
    tac: Body,
) -> None:
    first, last = (facts("projects")[f"previous_report_not_{end}"] for end in ("before", "after"))
    days = [first, first + (last - first) / 2, last]

    for day in days:
        view = queries.table_view(tac, REPORT, compared_with=day)
        changed = {
            row.project.slug: {line.column.slug for line in row.cells if line.is_changed}
            for row in view.rows
            if not row.is_new
        }

        assert {slug: cells for slug, cells in changed.items() if cells} == GREEN
        assert [row.project.slug for row in view.rows if row.is_new] == [NEW_ROW]


def test_a_day_outside_that_time_gives_other_colours(tac: Body) -> None:
    first, last = (facts("projects")[f"previous_report_not_{end}"] for end in ("before", "after"))

    earlier = queries.table_view(tac, REPORT, compared_with=first - timedelta(days=1))
    later = queries.table_view(tac, REPORT, compared_with=last + timedelta(days=1))

    assert {"veracruz", NEW_ROW} <= {row.project.slug for row in earlier.rows if row.is_new}
    review = next(row for row in later.rows if row.project.slug == "oe-sdk").cells[6]
    assert (review.text, review.is_changed) == ("12 NOV 2020", False)


def test_table_of_an_earlier_day_has_the_names_and_people_of_that_day(tac: Body) -> None:
    rows = {p.slug: (p.name, cells[7].text) for p, cells in queries.table(
        tac, date(2020, 10, 29)
    ).rows()}  # fmt: skip

    assert rows["gramine"] == ("Graphene", "")
    assert rows["veracruz"] == ("Veracruz", "Grant")
    assert NEW_ROW not in rows


def test_what_was_known_on_a_day_is_told_from_what_was_true(tac: Body) -> None:
    known = queries.table(tac, MEETING, known_on=date(2021, 9, 30))

    assert known.cell("gramine", "webinar").text == "FEB 2021"
    assert queries.table(tac, MEETING).cell("gramine", "webinar").text == "FEB 2021 (DEC 2021?)"


def test_milestones_out_of_order_are_warned_about(tac: Body) -> None:
    view = queries.table_view(tac, MEETING)

    assert view.warnings == (
        "Gramine: Board Approved (15 Sep 2021) lies before Board Presentation (Oct 2021?).",
        "Keystone: Board Approved (Mar 2021) lies before Board Presentation (24 Jun 2021).",
    )
