"""The report of 29 September 2021 to the board comes out of the record as slides 13 to 21 of the
deck of 7 October 2021 show it; what the rules cannot give is listed here with the reason.
"""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pptx import Presentation

from secretariat.council.meetings.models import AgendaItem
from secretariat.council.reports.compose import deck_of, doubts_of, drafted
from secretariat.council.reports.models import Report
from secretariat.council.reports.queries import later_changes
from secretariat.exchange.example.facts import MORNING_OF, facts
from secretariat.foundation.records.exports import export
from secretariat.rules.deck import Mark, TableSlide, slide_lines
from secretariat.rules.visibility import PUBLIC_ACTOR

pytestmark = pytest.mark.usefixtures("demo")

REF = "tac/reports/2021-09-29"
COLUMNS = (
    "Project", "Proposed by", "TAC Approved", "Tech. Charter", "IP Assigned", "Board Presentation",
    "Board Approved", "Annual Review", "Mentor", "Webinar",
)  # fmt: skip
# Slide 16 as printed. `*` behind a value: the cell is green; `~`: the words are yellow.
SLIDE_16 = """\
Enarx|Red Hat|31 OCT 2019|Yes|Yes|31 OCT 2019|Yes|14 JAN 2021*|Mike Bursell|JAN 2021*
OE SDK|Microsoft|31 OCT 2019|Yes|Yes|31 OCT 2019|Yes|12 NOV 2020*|Dave Thaler|MAR 2021*
SGX SDK for Linux|Intel|31 OCT 2019|||31 OCT 2019|||(Simon Johnson)|
TCF|Intel|28 MAY 2020|||||||
Gramine|UNC Chapel Hill|2 APR 2020|Yes|Yes|(Oct 2021?)~*|15 SEP 2021*||Eric*|FEB 2021*
Keystone|UC Berkeley|23 JUL 2020|Yes|Yes|24 JUN 2021*|MAR 2021*||Stephen*|JUN 2021*
Occlum|Ant Financial|20 AUG 2020|Yes|Yes|10 SEP 2020|15 SEP 2021*||Zongmin*|MAY 2021*
Veracruz|Arm|3 SEP 2020|Yes|Yes|19 NOV 2020*|14 APR 2021*||Grant & Mike*|APR 2021*
CCC-Attestation*|TAC*|Yes*|Yes*|N/A*|18 MAR 2021*|18 MAR 2021*|*|Dan & Aeva*|(Veraison – OCT?)~*
"""
# What the slide does not colour and the rule cannot tell: these changed, as far as the record
# knows, on 17 September 2020, and the report before was given between 10 September and 12 November
# 2020. They stay without a colour. (docs/reference/reports.md lists them, too.)
BY_THE_MINUTES = {
    ("Enarx", "IP Assigned"), ("Enarx", "Board Approved"), ("OE SDK", "Tech. Charter"),
    ("OE SDK", "IP Assigned"), ("OE SDK", "Board Approved"),
}  # fmt: skip
"""The minutes of 17 September 2020 are the first to say it (item 6.2)."""
DAY_NOT_RECORDED = {
    ("Gramine", "Tech. Charter"), ("Gramine", "IP Assigned"), ("Keystone", "Tech. Charter"),
    ("Keystone", "IP Assigned"), ("Occlum", "Tech. Charter"), ("Occlum", "IP Assigned"),
    ("Veracruz", "Proposed by"), ("Veracruz", "TAC Approved"), ("Veracruz", "Tech. Charter"),
    ("Veracruz", "IP Assigned"),
}  # fmt: skip
"""No source tells the day; it is put at the first meeting the report before can have followed."""
HALF_OF_IT = {("Veracruz", "Mentor")}
"""Green for sure through Mike (22 April 2021); that Grant became one on 17 September 2020 is not
what makes it new.
"""
# The facts of the other slides, restated: each stands in the report.
FACTS = {
    "Areas of CCC focus for Year #2": (
        "Coordination and communication across projects", "channel for attestation",
        "IETF, GlobalPlatform, TCG, FIDO, HomomorphicEncryption.org", "NIST, BSI",
        "CNCF, TrustedFirmware.org, Open Compute Project (OCP)",
        "white paper, terminology, talks", "Demos and tech talks in TAC meetings",
        "diversity, civility, inclusion", "e-mail thread",
        "Slide from the TAC's report to the board of January 2021",
    ),
    "What the report covers": (
        "Projects", "Security and vulnerability management",
        "Coordination with other technical bodies", "White papers and technical collateral",
    ),
    "Project benefits and expectations": (
        "on request", "Zoom account", "Outreachy intern", "LF license scanning", "mailing lists",
        "are new", "Code of Conduct", "LF diversity training", "Incubation",
        "Demonstrate that the project is invested in growing a diverse and inclusive community",
    ),
    "CCC security reports and VMT process": (
        "Each project is responsible", "affect several projects", "subteam of the TAC",
    ),
    "Coordination with other technical bodies": (
        "invite outside topics", "IETF Remote Attestation Procedures",
        "Platform Abstraction for Security service (PARSEC)", "Kata Containers", "Upcoming: TCG",
        "Upcoming: OP-TEE from TrustedFirmware.org", "recommended as webinar",
    ),
    "Coordination by kind of organization": ("standards", "open source", "none with government"),
    "White papers and technical collateral": (
        "CCC FAQ", "is updated", "Feedback was received on the technical white paper",
        "proposed updates to clarify technical questions", "governance/issues/77",
        "Common terminology", "library", "process", "container", "VM",
        "running X inside a hardware-based TEE", "governance/issues/79",
    ),
    "Questions and requests to the TAC": ("Any other requests to the TAC?",),
}  # fmt: skip


def report() -> Report:
    return Report.objects.select_related("body__host").get(body__slug="tac")


def table() -> TableSlide:
    (found,) = (s for s in deck_of(report(), MORNING_OF).slides if isinstance(s, TableSlide))
    return found


def printed(words: str, mark: Mark) -> str:
    """A cell as `SLIDE_16` writes it. A tentative one that is new says so behind its words."""
    text, is_new = re.subn(r" ?new$", "", words)
    tentative = "~" if mark is Mark.TENTATIVE else ""
    return f"{text}{tentative}{'*' if mark is Mark.CHANGED or is_new else ''}"


def test_colours_of_slide_16_come_out_by_rule() -> None:
    rows = ["|".join(printed(cell.words, cell.mark) for cell in row) for row in table().rows]

    assert [column.title for column in table().columns] == list(COLUMNS)
    assert "\n".join(rows) + "\n" == SLIDE_16


def test_cells_that_the_rule_cannot_give_are_listed_with_the_reason() -> None:
    given = report()
    found = doubts_of(given, MORNING_OF)
    cells = {tuple(re.match(r"(.+?), (.+?) “", words).groups()) for words in found}  # type: ignore[union-attr]

    assert cells == BY_THE_MINUTES | DAY_NOT_RECORDED
    reason = (
        "changed on 17 Sep 2020; the report before was given on a day from 11 Sep 2020 to "
        "11 Nov 2020."
    )
    assert all(words.endswith(reason) for words in found), found
    marks = {
        (row[0].words, column.title): cell.mark
        for row in table().rows
        for column, cell in zip(table().columns, row, strict=True)
    }
    assert {marks[cell] for cell in cells} == {Mark.NONE}
    assert {marks[cell] for cell in HALF_OF_IT} == {Mark.CHANGED}


@pytest.mark.parametrize("title", FACTS)
def test_facts_of_the_slides_stand_in_the_report(title: str) -> None:
    slides = [s for s in deck_of(report(), MORNING_OF).slides if s.title == title]
    text = "\n".join(line for slide in slides for line in slide_lines(slide)).casefold()

    assert [fact for fact in FACTS[title] if fact.casefold() not in text] == []


def test_order_titles_and_days_are_those_of_the_slides() -> None:
    cover, *slides = deck_of(report(), MORNING_OF).slides

    assert cover.title == "Technical Advisory Council (TAC) “State of the Union”"
    assert "29 September 2021" in slide_lines(cover)[1]
    titles = [slide.title for slide in slides]
    assert [title for title in titles if title in FACTS] == list(FACTS)
    assert titles.index("Projects as reported to the board") == 2
    assert [chapter["title"] for chapter in facts("reports")["report"]["chapters"]] == titles


def test_report_is_item_7_of_the_meeting_as_a_deck_inside_the_deck() -> None:
    item = AgendaItem.objects.get(meeting__body__slug="tac", source_ref=REF)
    deck = export(PUBLIC_ACTOR, "tac/2021-10-07/deck", "md").content.decode().replace("\\", "")
    heads = re.findall(r"^## (.+)$", deck, re.MULTILINE)

    assert (item.text, item.options) == ("", {})
    start = heads.index("7. Report to the Governing Board: State of the Union")
    assert "Technical Advisory Council (TAC) “State of the Union”" in deck
    inside = [re.sub(r" \d/\d$", "", head) for head in heads[start + 1 :]]
    own = [slide.title for slide in deck_of(report(), MORNING_OF).slides[1:]]
    assert list(dict.fromkeys(inside))[: len(own)] == own
    assert heads[start - 1].startswith(("6.", "Possible TAC talks"))


def test_a_change_of_the_record_changes_the_slides_of_a_draft() -> None:
    given, at = report(), MORNING_OF
    year = given.body.focus_years.get()
    year.areas.filter(title__startswith="Demos").update(title="Talks and demos")

    assert "Talks and demos" in str(drafted(given, at).slides[1])
    assert "Talks and demos" not in str(deck_of(given, at).slides[1])


def test_what_changed_between_report_and_meeting_is_told() -> None:
    told = later_changes(report(), MORNING_OF).changes

    assert told[:3] == (
        "Gramine, Mentor: “Eric” is now “Eric, tentative”.",
        "Gramine, Webinar: “FEB 2021” is now “FEB 2021 (DEC 2021?), tentative”.",
        (
            "CCC-Attestation, Webinar: “(Veraison – OCT?), tentative” is now "
            "“(Veraison – NOV 18?), tentative”."
        ),
    )
    assert all("Coordination with other technical bodies" in words for words in told[3:])


def test_nothing_that_the_board_answered_is_known_yet() -> None:
    assert report().answers.count() == 0
    assert report().given_at.date() == date(2021, 9, 29)  # type: ignore[union-attr]


def test_pptx_and_pdf_carry_every_fact() -> None:
    pptx = _flat(_pptx_words(export(PUBLIC_ACTOR, REF, "pptx").content))
    pdf = _flat(_pdf_words(export(PUBLIC_ACTOR, REF, "pdf").content))
    cells = {re.sub(r"[*~]", "", cell) for row in SLIDE_16.splitlines() for cell in row.split("|")}

    for facts_of in (*FACTS.values(), cells):
        assert [fact for fact in facts_of if _flat(fact) not in pptx] == []
        assert [fact for fact in facts_of if _flat(fact) not in pdf] == []


def test_facts_of_this_test_stand_on_the_slides(shared: Path) -> None:
    deck = (shared / "seed" / "deck-2021-10-07.txt").read_text(encoding="utf-8")
    start = deck.index("State of the Union")
    rows = [line.split("\t") for line in deck[start:].splitlines() if line.count("\t") == 9]

    mine = [re.sub(r"[*~]", "", row).split("|") for row in SLIDE_16.splitlines()]
    assert [[cell.strip() for cell in row] for row in rows] == [list(COLUMNS), *mine]


def _flat(text: str) -> str:
    """Without blanks and marks of line ends, for words that a file may break anywhere."""
    return re.sub(r"[\s\u00ad\u200b]+", "", text).casefold()


def _pptx_words(content: bytes) -> str:
    found: list[str] = []
    for slide in Presentation(BytesIO(content)).slides:
        for shape in slide.shapes:
            each: Any = shape
            if each.has_text_frame:
                found.append(each.text_frame.text)
            if each.has_table:
                found += [cell.text for row in each.table.rows for cell in row.cells]
    return "\n".join(found)


def _pdf_words(content: bytes) -> str:
    pages = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_range() for page in pages)
