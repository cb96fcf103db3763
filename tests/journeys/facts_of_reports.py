"""One fact behind each chapter of a report. The report of 29 September was given and stays as it
was; a draft of the next one, shown in the same meeting, follows the record.
"""

from __future__ import annotations

from tests.journeys.facts import NEWCOMER, REPORT, Change, Fact, all_of, filled_in
from tests.journeys.meeting import HERE

NEXT = "report-to-the-governing-board-the-harbour-so-far"
"""The item that shows the next report."""
NEXT_REPORT = "/tac/reports/2021-10-07"
BOARD_REPORT = "board_report"

drafted = all_of(
    filled_in(
        "/tac/reports/new",
        "Draft it from the record",
        title="The harbour so far",
        from_on="2021-09-11",
        audience="public",
    ),
    filled_in(f"{HERE}/prepare", "Put it on : Report to the Governing Board: The harbour so far"),
)
"""The next report begins with the chapters of the one before, and stands on the agenda."""


def with_chapter(kind: str) -> Change:
    """The draft with one more chapter at its end."""
    return all_of(drafted, filled_in(NEXT_REPORT, "Add it", "chapters", kind=kind))


def of_chapter(
    chapter: str,
    number: int,
    change: Change,
    on_slide: str,
    in_minutes: str = "",
) -> Fact:
    """A fact of a chapter that the given report has, too: there it stands as it was."""
    return Fact(
        f"{NEXT}#{number}",
        change,
        on_slide,
        kind=BOARD_REPORT,
        chapter=chapter,
        given=f"{REPORT}#{number}",
        prepared=drafted,
        in_minutes=in_minutes,
        about=chapter,
    )


def of_new_chapter(chapter: str, change: Change, on_slide: str) -> Fact:
    """A fact of a chapter that the given report does not have; it stands behind the others."""
    return Fact(
        f"{NEXT}#11",
        change,
        on_slide,
        kind=BOARD_REPORT,
        chapter=chapter,
        prepared=with_chapter(chapter),
        about=chapter,
    )


FACTS_OF_REPORTS = (
    of_chapter(
        "focus_areas",
        2,
        filled_in("/tac/focus/year-2/new", "Save it", title="Quiet engines"),
        "Quiet engines",
    ),
    of_chapter(
        "contents",
        3,
        filled_in(
            f"{NEXT_REPORT}/chapters/white-papers-and-technical-collateral",
            "Save",
            title="Charts and pilot books",
            listed_as="Charts",
        ),
        "Charts",
        in_minutes="Charts and pilot books",
    ),
    of_chapter(
        "project_table_since",
        4,
        filled_in(
            "/tac/projects/keystone/webinar/1",
            "Correct the value",
            text="AUG 2021",
            reason="It was misheard",
        ),
        "AUG 2021",
    ),
    of_chapter(
        "benefits_and_expectations",
        5,
        filled_in("/tac/projects/benefits/zoom-account/edit", "Save it", text="Signal lamps"),
        "Signal lamps",
    ),
    of_chapter(
        "standing_policies",
        6,
        filled_in("/tac/papers/security-reports", "Keep the remark", words="Wrecks are marked"),
        "Wrecks are marked",
    ),
    of_chapter(
        "talks",
        7,
        filled_in("/tac/talks/tcg-pov-on-cc/edit", "Save", title="Moorings in a storm"),
        "Upcoming: Moorings in a storm",
    ),
    of_chapter(
        "relations_by_kind",
        8,
        filled_in("/tac/relations/bsi/edit", "Save it", organization="Buoy Board"),
        "Buoy Board",
    ),
    of_chapter(
        "papers_in_period",
        9,
        filled_in("/tac/papers/faq", "Keep the remark", words="The FAQ is read at sea"),
        "The FAQ is read at sea",
    ),
    of_chapter(
        "questions_and_requests",
        10,
        filled_in("/tac/reports/2021-09-29", "Note the answer", text="Where do the lamps stand?"),
        "Where do the lamps stand? (Governing Board, 7 Oct 2021)",
    ),
    of_new_chapter(
        "events_in_period",
        filled_in(
            "/tac/events/lpc-confidential-computing-mc", "Record it", name=NEWCOMER, state="went"
        ),
        f"Dave Thaler and {NEWCOMER} attended",
    ),
    of_new_chapter(
        "consultations_in_period",
        filled_in(
            "/tac/consultations/new",
            "Put it on the list",
            title="Lights on piers",
            asked_by="Pier Office",
            closes_on="2021-11-20",
        ),
        "Lights on piers, asked by Pier Office",
    ),
    of_new_chapter(
        "conduct",
        filled_in("/tac/conduct/contact", "Save it", contact="the harbour master"),
        "Report a breach: the harbour master",
    ),
)
