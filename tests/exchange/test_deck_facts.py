"""Every fact of the deck of 7 October 2021, restated, stands in the deck that the record makes:
read back from the PPTX and the PDF file, on the slides where it belongs.

Left out on purpose: mail addresses; the agenda of slide 4, which was that of the meeting before
(the real one stands in `test_example`); slides 13 to 21, which `test_report` reads back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pptx import Presentation

from secretariat.foundation.records.exports import export
from secretariat.rules.visibility import PUBLIC_ACTOR

pytestmark = pytest.mark.usefixtures("demo")

DECK = "tac/2021-10-07/deck"
PROJECTS = """\
Enarx|Red Hat|31 OCT 2019|Yes|Yes|31 OCT 2019|Yes|14 JAN 2021|Mike Bursell|JAN 2021
OE SDK|Microsoft|31 OCT 2019|Yes|Yes|31 OCT 2019|Yes|12 NOV 2020|Dave Thaler|MAR 2021
SGX SDK for Linux|Intel|31 OCT 2019|||31 OCT 2019|||(Simon Johnson)|
TCF|Intel|28 MAY 2020|||||||
Gramine|UNC Chapel Hill|2 APR 2020|Yes|Yes|(Oct 2021?)|15 SEP 2021||Eric|FEB 2021 (DEC 2021?)
Keystone|UC Berkeley|23 JUL 2020|Yes|Yes|24 JUN 2021|MAR 2021||Stephen|JUN 2021
Occlum|Ant Financial|20 AUG 2020|Yes|Yes|10 SEP 2020|15 SEP 2021||Zongmin|MAY 2021
Veracruz|Arm|3 SEP 2020|Yes|Yes|19 NOV 2020|14 APR 2021||Grant & Mike|APR 2021
CCC-Attestation|TAC|Yes|Yes|N/A|18 MAR 2021|18 MAR 2021||Dan & Aeva|(Veraison – NOV 18?)
"""
"""Slide 8, as printed: the whole line of a project stands in one row."""
# By the words its title holds: what has to stand on the slides of that title.
FACTS: dict[str, tuple[str, ...]] = {
    "Technical Advisory Council (TAC) meeting": ("Thursday 7 October 2021",),
    "The Confidential Computing Consortium": (
        "open source licensed projects securing data in use",
        "accelerating the adoption of confidential computing through open collaboration",
        "Every member is welcome; every project meeting our criteria is welcome.",
        "We are a transparent, collaborative community.",
        "harassment-free experience for everyone",
    ),
    "Antitrust Policy Notice": (
        "participation by industry competitors",
        "applicable US state, federal or foreign antitrust and competition laws",
        "http://www.linuxfoundation.org/antitrust-policy",
        "Andrew Updegrove of the firm of Gesmer Updegrove LLP",
    ),
    "1. Welcome, roll call and introductions": (
        "5 seats or more of 9", "Accenture", "Giuseppe Giordano", "Ant Group", "Zongmin Gu",
        "ARM", "Thomas Fossati / Michael", "Facebook", "Eric Northup / Shankaran", "Google",
        "Iulia Ion", "Huawei", "Zhipeng (Howard) Huang", "Intel", "Dan Middleton / Simon",
        "Microsoft", "Dave Thaler (*)", "Red Hat/IBM", "Lily Sturmann / Dimitrios", "TAC chair",
    ),
    "2. Approval of TAC minutes from the Sept. 23 telechat": (
        "Jethro", "RESOLVED", "minutes of the 23 Sep 2021 meeting",
        "of the Technical Advisory Council",
        "Confidential Computing Consortium", "distributed", "in advance of this meeting",
        "hereby adopted and approved",
    ),
    "3. Action item review": (
        "[Stephen] Chat with LF legal counsel", "Vulnerability Management Team",
        "[Ashley] Reach out to project mentors to confirm potential security contacts",
        "for each current and upcoming project",
        "[Project mentors] Recommend diversity and inclusion training",
        "report back to the TAC whether maintainers or contributors will take it, and by when",
        "[Thomas F.] Suggest changes on the White Paper in the shared Google doc",
        "[Ashley] Reach out to Gramine for a TAC presentation prior to the board presentation",
        "[Ashley] Invite Gramine for a board presentation",
        "after OSS (next virtual board meeting)",
        "[Thomas H./Eric V.] Support text creation for VM terminology",
        "[Dave/Ashley] Reach out to project mentors to schedule annual reviews for projects",
        "[Ashley] Update CCC technical documentation to include the internship policy",
        "as a project benefit",
    ),
    "4. Updates from the Outreach Committee": (),
    "5. LPC Confidential Computing MC follow-up": (
        "Dave Thaler", "else", "guest-to-host threat model", "How to coordinate",
        "https://github.com/confidential-computing/governance/issues/71", "mailing list", "SIG",
        "host", "no other candidate named",
    ),
    "OSSNA Confidential Computing follow-up": (
        "Mon 27 Sep", "14:30–15:20 PDT", "Using OP-TEE as a Cryptography Engine", "Gregory Malysa",
        "Timesys", "16:50–17:40 PDT", "Evolving the Confidential Computing Consortium",
        "Stephen Walli", "Aeva Black", "Microsoft", "Mike Bursell", "Congruus",
        "Demystify Intel Security Technologies in the Firmware", "Christian Walter", "9elements",
        "Philipp Deppenwiese", "immune GmbH", "Tue 28 Sep", "17:25–17:50 PDT",
        "Diversity, Equity, and Inclusion in Open Source Governance", "Dan Middleton", "Intel",
        "Lindsay Nuon", "EmpirEqual", "Wed 29 Sep", "11:30–12:20 PDT",
        "OP-TEE: When Linux Loses Control", "Clément Léger", "Bootlin",
    ),
    "6. TAC tech talks": (
        "Past TAC talks (in addition to our own projects and proposed projects)",
        "IETF Remote Attestation", "webinar", "Sep 2021", "CNCF PARSEC", "Kata Containers",
        "Any of the others candidates for a", "How do we decide?",
    ),
    "Possible TAC talks to solicit in future": (
        "TCG POV on CC?", "Henk Birkholz?", "OP-TEE from TrustedFirmware.org", "Hacktoberfest?",
        "Nick?", "Rust Hypervisor firmware",
        "https://github.com/cloud-hypervisor/rust-hypervisor-firmware",
    ),
    "8. Annual chair election timeline": (
        "Call for nominations opens", "Tue 10 Nov 2020", "Tue 9 Nov 2021",
        "Call for nominations closes", "Tue 17 Nov 2020", "Tue 16 Nov 2021",
        "Voting period opens", "Wed 18 Nov 2020", "Wed 17 Nov 2021",
        "Voting period closes", "Wed 25 Nov 2020", "Wed 24 Nov 2021",
        "Election results announced", "Tue 1 Dec 2020", "Tue 30 Nov 2021", "Proposed for 2021",
    ),
    "9. CCC security reports and VMT process": (
        "Gramine", "mailing list", "internal to the CCC", "Aeva, Dan, Jethro and Eric",
        "propose a process", "discussing offline", "a proposal for the TAC?",
    ),
    "10. Establishing common terminology (issue #79)": (
        "Common terminology for “Confidential X”, version 1, in draft since 3 Sep 2020",
        "https://github.com/confidential-computing/governance/issues/79",
        "https://docs.google.com/document/d/1xZ6IX0w0jaWDbLMFNAybTF3FpLnQ5TJ98nz",
    ),
    "AWS Perspective on Confidential Computing": (
        "https://aws.amazon.com/blogs/security/confidential-computing-an-aws-perspective",
        "leading to confusion about what it actually means",
        "the use of specialized hardware and associated firmware",
        "to protect customer code and data during processing from outside access",
    ),
    "11. Any other business": (),
}  # fmt: skip


@pytest.fixture(scope="module")
def slides(filled: None, django_db_blocker: Any) -> dict[str, list[tuple[str, str]]]:
    """The slides of both files: title and all words, without blanks."""
    from secretariat.exchange.example.facts import MORNING_OF
    from secretariat.foundation.records import clock

    with django_db_blocker.unblock(), clock.fixed(MORNING_OF):
        return {
            "pptx": _of_pptx(export(PUBLIC_ACTOR, DECK, "pptx").content),
            "pdf": _of_pdf(export(PUBLIC_ACTOR, DECK, "pdf").content),
        }


@pytest.mark.parametrize("form", ["pptx", "pdf"])
@pytest.mark.parametrize("title", FACTS)
def test_facts_of_a_slide_stand_on_it(
    slides: dict[str, list[tuple[str, str]]], title: str, form: str
) -> None:
    words = "".join(text for head, text in slides[form] if _flat(title) in head)

    assert words, f"no slide is called {title!r}"
    assert [fact for fact in FACTS[title] if _flat(fact) not in words] == []


def test_actions_are_numbered_as_on_the_slide(slides: dict[str, list[tuple[str, str]]]) -> None:
    words = "".join(text for head, text in slides["pdf"] if "actionitemreview" in head)

    owners = (fact for fact in FACTS["3. Action item review"] if fact.startswith("["))
    numbered = [f"{number}. {fact}" for number, fact in enumerate(owners, 1)]
    assert len(numbered) == 9
    assert [line for line in numbered if _flat(line) not in words] == []


@pytest.mark.parametrize("form", ["pptx", "pdf"])
def test_table_of_projects_has_every_cell_in_its_row(
    slides: dict[str, list[tuple[str, str]]], form: str
) -> None:
    title = _flat("Projects and their milestones")
    words = "".join(text for head, text in slides[form] if title in head)
    rows = [[_flat(cell) for cell in line.split("|")] for line in PROJECTS.splitlines()]

    for row, after in zip(rows, [*rows[1:], None], strict=True):
        start = words.index(row[0])
        end = words.index(after[0], start) if after else len(words)
        assert [cell for cell in row if cell not in words[start:end]] == [], row[0]


def test_numbered_slides_stand_in_the_order_of_the_deck(
    slides: dict[str, list[tuple[str, str]]],
) -> None:
    for form in ("pptx", "pdf"):
        heads = ["" if head.startswith("agenda") else head for head, _ in slides[form]]
        found = [next(i for i, h in enumerate(heads) if _flat(t) in h[:120]) for t in FACTS]
        assert found == sorted(found), form


def test_no_mail_address_stands_in_the_deck(slides: dict[str, list[tuple[str, str]]]) -> None:
    for pages in slides.values():
        assert not [text for _, text in pages if re.search(r"\w@\w", text)]


def test_facts_are_those_of_the_deck(shared: Path) -> None:
    """What is a name, a day, an address or a number in the facts stands so in the public deck."""
    deck = _flat((shared / "seed" / "deck-2021-10-07.txt").read_text(encoding="utf-8"))
    rows = [line.split("|") for line in PROJECTS.splitlines()]
    plain = [fact for facts in FACTS.values() for fact in facts if re.match(r"https?://", fact)]
    names = [
        "Gregory Malysa", "Timesys", "Lindsay Nuon", "EmpirEqual", "Clément Léger", "Bootlin",
        "Christian Walter", "Philipp Deppenwiese", "Henk Birkholz", "Aeva, Dan, Jethro, and Eric",
        "Nov 10, 2020", "Nov 30, 2021", "2:30pm - 3:20pm", "11:30am - 12:20pm",
    ]  # fmt: skip

    assert [cell for row in rows for cell in row if _flat(cell) not in deck] == []
    assert [fact for fact in (*plain, *names) if _flat(fact) not in deck] == []


def _flat(text: str) -> str:
    """Without blanks, dashes' kinds and marks of line ends: a file may break anywhere."""
    bare = re.sub(r"[\s\u00ad\u200b\u2060]+", "", text)
    return bare.replace("\u2011", "-").replace("\ufffe", "-").casefold()


def _of_pptx(content: bytes) -> list[tuple[str, str]]:
    return [_slide(slide) for slide in Presentation(BytesIO(content)).slides]


def _slide(slide: Any) -> tuple[str, str]:
    texts: list[str] = []
    for shape in slide.shapes:
        if shape.has_text_frame:
            texts.append(shape.text_frame.text)
        if shape.has_table:
            texts += [cell.text for row in shape.table.rows for cell in row.cells]
    title = slide.shapes.title.text_frame.text if slide.shapes.title is not None else texts[0]
    return _flat(title), _flat(_joined(texts))


def _of_pdf(content: bytes) -> list[tuple[str, str]]:
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)]
    return [(_flat(text)[:200], _flat(text)) for text in pages]


def _joined(texts: Sequence[str]) -> str:
    return "\n".join(texts)
