"""Markdown out: as looked at, left alone by a formatter, every text literal. And Markdown in."""

from __future__ import annotations

import re
from collections.abc import Callable

import mdformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from secretariat.documents.rendering.html import markdown_to_html, markdown_to_paragraphs
from secretariat.documents.rendering.markdown import (
    agenda_markdown,
    deck_markdown,
    minutes_markdown,
)
from secretariat.documents.rendering.markdown_text import inline
from secretariat.rules.runs import CONTINUED, DOT, Paragraph, Run, plain
from tests.documents.golden import golden
from tests.documents.hostile import (
    CODE,
    MARKDOWN,
    SCRIPT,
    hostile_agenda,
    hostile_deck,
    hostile_minutes,
)
from tests.documents.samples import (
    approved_minutes,
    sample_agenda,
    sample_deck,
    sample_minutes,
)

FILES = {
    "deck.md": lambda: deck_markdown(sample_deck()),
    "minutes.md": lambda: minutes_markdown(sample_minutes()),
    "minutes-approved.md": lambda: minutes_markdown(approved_minutes()),
    "agenda.md": lambda: agenda_markdown(sample_agenda()),
}
HOSTILE = {
    "deck": lambda: deck_markdown(hostile_deck()),
    "minutes": lambda: minutes_markdown(hostile_minutes()),
    "agenda": lambda: agenda_markdown(hostile_agenda()),
}


def shown(markdown: str) -> str:
    """What a reader of the rendered Markdown sees, without spaces."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    pieces = [
        child.content if child.type in {"text", "code_inline"} else ""
        for token in parser.parse(markdown)
        for child in token.children or []
    ]
    return re.sub(r"\s", "", "".join(pieces))


# Out ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FILES)
def test_markdown_is_as_it_was_looked_at(name: str) -> None:
    made = FILES[name]()

    assert made == golden(name, made)


@pytest.mark.parametrize("make", [*FILES.values(), *HOSTILE.values()])
def test_formatter_finds_nothing_to_change(make: Callable[[], str]) -> None:
    made = make()

    assert mdformat.text(made, extensions={"gfm"}) == made


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("text", [CODE, SCRIPT, MARKDOWN])
def test_hostile_text_prints_literally(make: Callable[[], str], text: str) -> None:
    assert shown(make()).count(re.sub(r"\s", "", text)) >= 3


@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=40))
@settings(max_examples=300)
def test_any_text_prints_literally(text: str) -> None:
    written = inline(plain(text), is_start=True)

    assert shown(written) == re.sub(r"\s", "", Run(text).text)


def test_runs_of_one_style_share_their_marks() -> None:
    runs = (Run("one ", is_bold=True), Run("two", is_bold=True), Run(" three", is_italic=True))

    assert inline(runs) == "**one two** *three*"


def test_line_ends_become_breaks() -> None:
    assert inline(plain("first\n- second")) == "first\\\n\\- second"


# In -----------------------------------------------------------------------------------------------


def test_typed_markdown_becomes_html_below_the_headings_of_the_page() -> None:
    assert markdown_to_html("# Title\n\n**b** and *i*\n\n3. three\n   - deep") == (
        "<h3>Title</h3>\n<p><strong>b</strong> and <em>i</em></p>\n"
        '<ol start="3">\n<li>three\n<ul>\n<li>deep</li>\n</ul>\n</li>\n</ol>'
    )


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;"),
        ("<b onclick=x>y</b>", "&lt;b onclick=x&gt;y&lt;/b&gt;"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("![x](https://e.org/p.png)", '<p>!<a href="https://e.org/p.png"'),
        ("[x](https://e.org 'title')", 'rel="noopener nofollow">x</a>'),
    ],
)
def test_typed_html_pictures_and_unsafe_links_do_nothing(typed: str, expected: str) -> None:
    assert expected in markdown_to_html(typed)


def test_bare_address_becomes_a_link_and_code_stays_as_it_is() -> None:
    assert markdown_to_html("see https://e.org/a, `https://e.org/b`") == (
        '<p>see <a href="https://e.org/a" rel="noopener nofollow">https://e.org/a</a>, '
        "<code>https://e.org/b</code></p>"
    )


@given(st.text(max_size=80))
@settings(max_examples=200)
def test_no_typed_text_becomes_a_tag_that_is_not_allowed(text: str) -> None:
    tags = set(re.findall(r"<\s*/?\s*([a-zA-Z0-9]+)", markdown_to_html(text)))

    assert tags & {"script", "img", "iframe", "style", "svg", "object", "form", "input"} == set()


def test_typed_markdown_becomes_paragraphs_of_a_document() -> None:
    typed = "# Talks\nOne **bold**\n\n3. three\n   - deep https://e.org\n\n     more\n4. four"

    assert markdown_to_paragraphs(typed) == (
        Paragraph((Run("Talks", is_bold=True),)),
        Paragraph((Run("One "), Run("bold", is_bold=True))),
        Paragraph((Run("three"),), 0, "3."),
        Paragraph((Run("deep "), Run("https://e.org", link="https://e.org")), 1, DOT),
        Paragraph((Run("more"),), 1, CONTINUED),
        Paragraph((Run("four"),), 0, "4."),
    )


def test_typed_table_becomes_a_line_for_each_row() -> None:
    typed = "| A | B |\n| - | - |\n| 1 | 2 |"

    assert [entry.words for entry in markdown_to_paragraphs(typed)] == ["A | B", "1 | 2"]
