"""The deck as files, opened again: the same words and numbers in each."""

from __future__ import annotations

import io
import json
from datetime import timedelta

import pypdfium2
import pytest
from pptx import Presentation

from secretariat.council.decks import commands
from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.commands import ItemEdit, NewItem
from secretariat.council.meetings.models import Meeting
from secretariat.foundation.records import clock
from secretariat.foundation.records.exports import export
from secretariat.rules.deck import from_plain
from secretariat.rules.deck_pages import paginate
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import PUBLIC_ACTOR, Actor

from .conftest import SECRETARY, START, Council, add_projects, change, item_of


def made(ending: str, ref: str = "tc/2021-10-07/deck", actor: Actor = PUBLIC_ACTOR) -> bytes:
    """The file."""
    return export(actor, ref, ending).content


def texts_of(content: bytes) -> list[str]:
    """All text of each slide of a PowerPoint file, table cells included."""
    found = []
    for slide in Presentation(io.BytesIO(content)).slides:
        words = []
        for shape in slide.shapes:
            if shape.has_text_frame:
                words.append(shape.text_frame.text)
            if shape.has_table:
                words += [cell.text for row in shape.table.rows for cell in row.cells]
        found.append("\n".join(words))
    return found


@pytest.fixture
def with_table(council: Council, agenda: Meeting) -> Meeting:
    """The agenda with a project table as a part of its topic."""
    add_projects(council.body, 3)
    part = NewItem(title="Projects", kind="project_table", part_of=item_of(agenda))
    meetings.add_item(SECRETARY, agenda, part)
    return agenda


def test_powerpoint_has_every_slide_with_its_number(with_table: Meeting) -> None:
    slides = texts_of(made("pptx"))

    headings = [
        "Technical Council (TC) meeting",
        "How we meet",
        "Agenda",
        "1. Welcome, roll call and introductions",
        "2. Harbour map",
        "Projects",
        "3. Any other business",
    ]
    assert len(slides) == len(headings)
    assert [heading in text for heading, text in zip(headings, slides, strict=True)] == [True] * 7
    assert "(Oct 2021?)" in slides[5]


def test_powerpoint_carries_presenter_notes_for_the_presenter_only(agenda: Meeting) -> None:
    change(agenda, ItemEdit(speaker_notes="Smile."))

    def notes(actor: Actor) -> str:
        slides = Presentation(io.BytesIO(made("pptx", actor=actor))).slides
        return " ".join(s.notes_slide.notes_text_frame.text for s in slides if s.has_notes_slide)

    assert "Smile." in notes(SECRETARY)
    assert "Smile." not in notes(PUBLIC_ACTOR)


def test_pdf_is_one(with_table: Meeting) -> None:
    assert made("pdf").startswith(b"%PDF-")


def test_markdown_and_html_say_the_same(with_table: Meeting) -> None:
    for ending in ("md", "html"):
        text = made(ending).decode()
        for words in ("Harbour map", "The scale", "Project 2", "Everybody is"):
            assert words in text


def test_json_is_the_deck_itself(with_table: Meeting) -> None:
    read = from_plain(json.loads(made("json")))

    titles = [slide.title for slide in read.slides]
    assert titles.index("Projects") == titles.index("Harbour map") + 1
    assert paginate(read).slides


def test_published_draft_and_old_versions_are_files_of_their_own(agenda: Meeting) -> None:
    commands.publish_deck(SECRETARY, agenda)
    change(agenda, ItemEdit(title="Harbour chart"))

    assert "Harbour map" in made("md").decode()
    assert "Harbour chart" in made("md", "tc/2021-10-07/deck/draft").decode()
    commands.publish_deck(SECRETARY, agenda)
    assert "Harbour chart" in made("md").decode()
    assert "Harbour map" in made("md", "tc/2021-10-07/deck/v1").decode()


def days_inside(*refs: str) -> list[str]:
    """The day in the properties of the PowerPoint and of the PDF file of each."""
    found = []
    for ref in refs:
        about = Presentation(io.BytesIO(made("pptx", ref))).core_properties
        assert about.created == about.modified
        with pypdfium2.PdfDocument(made("pdf", ref)) as document:
            found += [f"{about.modified:%Y%m%d}", document.get_metadata_value("ModDate")[2:10]]
    return found


def test_files_say_of_which_day_their_content_is(agenda: Meeting) -> None:
    # Exporting later does not make a deck younger.
    commands.publish_deck(SECRETARY, agenda)
    with clock.fixed(START + timedelta(days=40)):
        change(agenda, ItemEdit(title="Harbour chart"))
    with clock.fixed(START + timedelta(days=90)):
        draft, published = "tc/2021-10-07/deck/draft", "tc/2021-10-07/deck"

        assert days_inside(draft, published) == [*["20211116"] * 2, *["20211007"] * 2]
        assert made("pdf", draft) == made("pdf", draft)


def test_deck_of_a_meeting_whose_agenda_is_private_is_no_file(meeting: Meeting) -> None:
    with pytest.raises(Refused) as refused:
        made("pptx")

    assert refused.value.code == "not_allowed"


def test_other_formats_are_refused_with_those_there_are(agenda: Meeting) -> None:
    with pytest.raises(Refused) as refused:
        made("csv")

    assert refused.value.code == "unknown_format"
    assert "pptx, pdf, html, md, json" in refused.value.message
