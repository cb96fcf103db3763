"""Agendas and lists as HTML files: everything is in them, and nothing that was typed is markup."""

from __future__ import annotations

import re
from html import unescape

import pytest

from secretariat.documents.rendering.html_sheet import agenda_html, list_html, minutes_html
from secretariat.documents.rendering.list_files import ListFile, filled_columns
from secretariat.documents.rendering.pdf import list_pdf
from secretariat.rules.runs import paragraph
from tests.documents.hostile import CODE, LONG_WORD, MARKDOWN, SCRIPT, hostile_agenda
from tests.documents.samples import sample_agenda, sample_minutes

TAG = re.compile(r"<[^>]*>")


def plain(page: str) -> str:
    """What a reader sees of a page."""
    body = page.partition("<main>")[2].partition("</main>")[0]
    return " ".join(unescape(TAG.sub(" ", body)).split())


def a_list(*rows: tuple[str, ...]) -> ListFile:
    return ListFile(
        title="Actions",
        about="Technical Council, as of 7 Oct 2021.",
        keys=("number", "text", "why"),
        titles=("Number", "Action", "Why it ended"),
        rows=rows,
    )


def test_agenda_shows_every_line_with_its_details_and_what_stands_under_it() -> None:
    agenda = sample_agenda()

    seen = plain(agenda_html(agenda))

    places = [seen.index(entry.line.title) for entry in agenda.entries]
    assert places == sorted(places)
    for text in (agenda.title, agenda.date_words, agenda.body_name, agenda.foot):
        assert text in seen


def test_hostile_agenda_prints_literally() -> None:
    page = agenda_html(hostile_agenda())

    for text in (CODE, SCRIPT, MARKDOWN):
        assert " ".join(text.split()) in plain(page)
    assert "<script" not in page
    assert "javascript:" not in "".join(re.findall(r'href="([^"]*)"', page))


def test_hostile_list_prints_literally_in_html_and_pdf() -> None:
    file = a_list(("A-1", SCRIPT, ""), ("A-2", CODE, ""), ("A-3", LONG_WORD, MARKDOWN))

    page = list_html(file)

    assert "<script" not in page
    assert " ".join(SCRIPT.split()) in plain(page)
    assert list_pdf(file).startswith(b"%PDF-")


def test_column_without_any_value_is_left_out_for_readers() -> None:
    kept = filled_columns(a_list(("A-1", "Ask", ""), ("A-2", "Tell", "")))

    assert (kept.titles, kept.rows) == (("Number", "Action"), (("A-1", "Ask"), ("A-2", "Tell")))
    assert "Why it ended" not in list_html(a_list(("A-1", "Ask", "")))


@pytest.mark.parametrize("make", [list_html, list_pdf])
def test_empty_list_is_a_page_that_says_so(make: object) -> None:
    content = make(a_list())  # type: ignore[operator]

    assert content.startswith(b"%PDF-") if make is list_pdf else "Nothing is listed." in content


def test_minutes_carry_their_state_and_the_content_given() -> None:
    page = minutes_html(sample_minutes(), f"<p>{paragraph('Said').runs[0].text}</p>")

    assert plain(page).endswith("DRAFT Said")
