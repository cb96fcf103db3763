"""Decks, minutes and agendas as PowerPoint and PDF: every word is there, nothing overflows."""

from __future__ import annotations

import io
import posixpath
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import pypdfium2
import pytest
from pptx import Presentation

from secretariat.documents.rendering import typeset
from secretariat.documents.rendering.deck_data import deck_data
from secretariat.documents.rendering.pdf import agenda_pdf, deck_pdf, minutes_pdf
from secretariat.documents.rendering.pptx import deck_pptx
from secretariat.rules import deck_layout as layout
from secretariat.rules.deck import Column, Deck, Part, TableSlide, TextSlide, cell
from secretariat.rules.deck_pages import paginate
from tests.documents.fitting import drawn_by_libreoffice, misplaced
from tests.documents.golden import golden
from tests.documents.hostile import (
    CODE,
    LONG_WORD,
    MARKDOWN,
    SCRIPT,
    hostile_agenda,
    hostile_deck,
    hostile_minutes,
)
from tests.documents.samples import (
    LOOK,
    approved_minutes,
    sample_agenda,
    sample_deck,
    sample_minutes,
)

DECKS = pytest.mark.parametrize("made", [sample_deck, hostile_deck])


def letters(text: str) -> str:
    """The letters that every format must print: no spaces, no invisible ones, no list marks."""
    return re.sub(r"[\s\u200b\u200d\ufe0f\ufeff\u00ad•]", "", text)


@cache
def pdf_of(made: Callable[[], Deck]) -> bytes:
    return deck_pdf(made())


@cache
def pptx_of(made: Callable[[], Deck]) -> bytes:
    return deck_pptx(made())


def shapes_text(slide: object) -> Iterator[str]:
    for shape in slide.shapes:  # type: ignore[attr-defined]
        if shape.has_text_frame:
            yield shape.text_frame.text
        if shape.has_table:
            for row in shape.table.rows:
                yield from (entry.text_frame.text for entry in row.cells)


def page_texts(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


# PowerPoint ---------------------------------------------------------------------------------------


@DECKS
def test_pptx_has_every_line_of_every_slide_as_real_text(made: Callable[[], Deck]) -> None:
    show = Presentation(io.BytesIO(pptx_of(made)))
    slides = paginate(made()).slides

    assert len(show.slides) == len(slides)
    for slide, written in zip(slides, show.slides, strict=True):
        found = letters("".join(shapes_text(written)))
        if not isinstance(slide, TextSlide):
            continue
        missing = [e.words for e in slide.paragraphs if letters(e.words) not in found]
        assert missing == []
        assert letters("".join(run.text for run in layout.heading(slide).runs)) in found


def test_pptx_keeps_titles_notes_tables_and_numbering_editable() -> None:
    show = Presentation(io.BytesIO(pptx_of(sample_deck)))
    slides = list(show.slides)

    assert [slide.shapes.title.text_frame.text for slide in slides[:5]] == [
        "Technical Council Meeting",
        "Antitrust notice",
        "Agenda 1/2",
        "Agenda 2/2",
        "1. Roll call and introductions 1/2",
    ]
    assert slides[6].notes_slide.notes_text_frame.text == "Ask for a mover and a seconder."
    table = next(shape.table for shape in slides[4].shapes if shape.has_table)
    assert [entry.text_frame.text for entry in table.rows[0].cells] == [
        "Seat",
        "Representative",
        "Alternates",
    ]
    body = slides[7].placeholders[1]._element.xml
    assert re.findall(r'buAutoNum type="arabicPeriod" startAt="(\d)"', body) == ["1", "2", "3"]


def test_pptx_links_lead_where_the_text_says() -> None:
    show = Presentation(io.BytesIO(pptx_of(sample_deck)))

    addresses = [
        run.hyperlink.address
        for shape in show.slides[1].placeholders
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
        if run.hyperlink.address
    ]

    assert addresses == ["https://harbour.example.org/antitrust-policy"]


def resolved(relations: str, target: str) -> str:
    """The part that a target means, which counts from the folder above `_rels`."""
    return posixpath.normpath(posixpath.join("/", relations, "..", "..", target))[1:]


@DECKS
def test_pptx_parts_are_well_formed_and_name_only_parts_that_exist(
    made: Callable[[], Deck],
) -> None:
    with zipfile.ZipFile(io.BytesIO(pptx_of(made))) as archive:
        names = set(archive.namelist())
        targets = set()
        for name in names:
            if name.endswith((".xml", ".rels")):
                root = ET.fromstring(archive.read(name))
                if name.endswith(".rels"):
                    internal = [r for r in root if r.get("TargetMode") != "External"]
                    targets |= {resolved(name, str(r.get("Target"))) for r in internal}

    assert targets - names == set()


def test_pptx_slides_can_be_added_in_the_same_look() -> None:
    show = Presentation(io.BytesIO(pptx_of(sample_deck)))

    added = show.slides.add_slide(show.slide_layouts.get_by_name("Title and content"))
    added.shapes.title.text = "One more"
    saved = io.BytesIO()
    show.save(saved)

    assert Presentation(saved).slides[-1].shapes.title.text == "One more"


def test_pptx_outline_has_the_resolution_and_no_empty_place() -> None:
    show = Presentation(io.BytesIO(pptx_of(sample_deck)))

    lead, text = [place.text_frame.text for place in list(show.slides[6].placeholders)[1:]]

    assert lead.startswith("Thanks to Jethra")
    assert text.startswith("RESOLVED\nThat the minutes of the meeting of 23 September 2021")


def test_pptx_shows_foot_and_page_number_on_slides_that_are_added_too() -> None:
    show = Presentation(io.BytesIO(pptx_of(sample_deck)))

    plain = [shape for shape in show.slide_master.shapes if not shape.is_placeholder]

    texts = [shape.text_frame.text for shape in plain if shape.has_text_frame]
    assert "Open Harbour Foundation · Technical Council · 7 October 2021" in texts
    assert sum('type="slidenum"' in shape._element.xml for shape in plain) == 1


def test_pptx_colours_are_those_of_the_theme() -> None:
    show = Presentation(io.BytesIO(pptx_of(sample_deck)))

    with zipfile.ZipFile(io.BytesIO(pptx_of(sample_deck))) as archive:
        theme = archive.read("ppt/theme/theme1.xml").decode()
    assert LOOK.accent[1:].upper() in theme
    assert LOOK.accent2[1:].upper() in theme
    assert set(re.findall(r'latin typeface="([^"]+)"', theme)) == {"Arial"}
    assert [slide for slide in show.slides if "srgbClr" in slide._element.xml] == []


@pytest.mark.parametrize("logo", [b"\x89PNG\r\n\x1a\n" + b"?" * 40, b"\xff\xd8\xff?", b"GIF89a"])
def test_logo_that_is_no_picture_is_left_out_of_the_pptx(logo: bytes) -> None:
    deck = replace(sample_deck(), look=replace(LOOK, logo=logo))

    with zipfile.ZipFile(io.BytesIO(deck_pptx(deck))) as archive:
        pictures = [name for name in archive.namelist() if "media" in name]

    assert pictures == []


def test_pptx_takes_any_text_as_title_and_name() -> None:
    text = "A\x00\x0b\ud800\ufffe" + "Q" * 300
    table = TableSlide(title=text, notes=text, columns=(Column(text),))
    deck = Deck(
        title=text, body_name=text, organization_name=text, date_words=text, slides=(table,)
    )

    show = Presentation(io.BytesIO(deck_pptx(deck)))

    assert show.core_properties.title == ("A\n" + "Q" * 300)[:255]


@pytest.mark.parametrize("make", [deck_pptx, deck_pdf])
def test_same_deck_gives_the_same_bytes(make: Callable[[Deck], bytes]) -> None:
    assert make(sample_deck()) == make(sample_deck())


def test_deck_without_logo_and_without_slides_is_written() -> None:
    empty = Deck(title="T", body_name="", organization_name="", date_words="", slides=())

    assert len(Presentation(io.BytesIO(deck_pptx(empty))).slides) == 0
    assert deck_pdf(empty).startswith(b"%PDF")


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
@DECKS
def test_pptx_drawn_by_libreoffice_keeps_everything_in_its_place(
    made: Callable[[], Deck], tmp_path: Path
) -> None:
    drawn = drawn_by_libreoffice(pptx_of(made), tmp_path)

    assert misplaced(drawn, paginate(made()).slides) == []


# PDF ----------------------------------------------------------------------------------------------


def test_pdf_text_is_as_it_was_looked_at() -> None:
    made = "\f\n".join(
        text.replace("\r\n", "\n") + "\n" for text in page_texts(pdf_of(sample_deck))
    )

    assert made == golden("deck.pdf.txt", made)


@DECKS
def test_pdf_prints_every_line_of_every_slide(made: Callable[[], Deck]) -> None:
    pages = page_texts(pdf_of(made))
    slides = paginate(made()).slides

    assert len(pages) == len(slides)
    for slide, page in zip(slides, pages, strict=True):
        if isinstance(slide, TextSlide):
            found = letters(page)
            words = [e.words for e in slide.paragraphs if e.words.isascii()]
            assert [text for text in words if letters(text) not in found] == []


@DECKS
def test_pdf_keeps_everything_in_its_place(made: Callable[[], Deck]) -> None:
    assert misplaced(pdf_of(made), paginate(made()).slides) == []


def test_what_is_out_of_its_place_is_found() -> None:
    table = TableSlide(
        title="T", columns=(Column("C"),), rows=tuple((cell("line\n" * 4),) for _ in range(8))
    )
    deck = replace(sample_deck(), slides=(replace(table, part=Part(1, 1, 18)),))
    overfull = typeset.pdf("deck.typ", deck_data(deck))

    assert misplaced(overfull, []) == ["1 pages for 0 slides"]
    found = misplaced(overfull, deck.slides)

    assert any("over the edge" in each for each in found)
    assert any("” on “" in each for each in found)


@pytest.mark.parametrize(
    "make",
    [
        lambda: deck_pdf(sample_deck()),
        lambda: minutes_pdf(sample_minutes()),
        lambda: agenda_pdf(sample_agenda()),
    ],
)
def test_pdf_is_tagged_and_says_its_title_and_language(make: Callable[[], bytes]) -> None:
    data = make()

    with pypdfium2.PdfDocument(data) as document:
        assert document.is_tagged()
        assert document.get_metadata_value("Title") != ""
    assert b"/Lang" in data
    assert b"pdfuaid" in data


def test_pdf_of_letters_without_a_font_of_ours_is_still_made() -> None:
    deck = Deck(
        title="技术委员会",
        body_name="",
        organization_name="",
        date_words="",
        slides=(TextSlide(title="技术委员会", paragraphs=()),),
    )

    assert deck_pdf(deck).startswith(b"%PDF")


# Minutes and agenda -------------------------------------------------------------------------------


def test_minutes_pdf_text_is_as_it_was_looked_at() -> None:
    pages = page_texts(minutes_pdf(approved_minutes()))
    made = "\f\n".join(text.replace("\r\n", "\n") + "\n" for text in pages)

    assert made == golden("minutes-approved.pdf.txt", made)


@pytest.mark.parametrize("text", [CODE, SCRIPT, MARKDOWN])
def test_hostile_text_prints_literally_in_pdf(text: str) -> None:
    minutes = letters("".join(page_texts(minutes_pdf(hostile_minutes()))))
    agenda = letters("".join(page_texts(agenda_pdf(hostile_agenda()))))

    assert minutes.count(letters(text)) >= 5
    assert agenda.count(letters(text)) >= 3


def test_word_of_5000_letters_is_printed_whole_and_inside_the_margins() -> None:
    margin = 66
    with pypdfium2.PdfDocument(minutes_pdf(hostile_minutes())) as document:
        texts = [page.get_textpage().get_text_bounded() for page in document]
        pictures = [page.render(grayscale=True).to_pil() for page in document]

    assert letters("".join(texts)).count("Q") >= 6 * len(LONG_WORD)
    for picture in pictures:
        wide, high = picture.size
        assert picture.crop((0, 0, margin, high)).getextrema()[0] > 250
        assert picture.crop((wide - margin, 0, wide, high)).getextrema()[0] > 250
