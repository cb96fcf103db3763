"""The deck as HTML: one file, nothing foreign in it, every text literal, usable without script."""

from __future__ import annotations

import base64
import hashlib
import re
from html import unescape
from html.parser import HTMLParser

import pytest

from secretariat.documents.rendering.html_deck import (
    CSS_PATH,
    JS_PATH,
    deck_html,
    deck_pieces,
    look_css,
)
from secretariat.documents.rendering.html_runs import paragraphs_html
from secretariat.documents.rendering.look import contrast, palette
from secretariat.rules.deck import Look, slide_lines
from secretariat.rules.deck_pages import paginate
from secretariat.rules.runs import Run, bullet, numbered_entry, paragraph
from tests.documents.golden import golden
from tests.documents.hostile import hostile_deck
from tests.documents.samples import LOOK, sample_deck

EMPTY = {"br", "img", "meta"}


class Outline(HTMLParser):
    """What a page is made of: tags with their attributes, text, and tags left open."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_slides_are_as_they_were_looked_at() -> None:
    made = deck_pieces(sample_deck(), "/logo.svg").slides + "\n"

    assert made == golden("deck-slides.html", made)


@pytest.mark.parametrize("deck", [sample_deck(), hostile_deck()], ids=["sample", "hostile"])
def test_page_has_every_line_and_closes_what_it_opens(deck) -> None:  # type: ignore[no-untyped-def]
    page = Outline(deck_html(deck))

    assert page.open == []
    found = re.sub(r"\s", "", page.text)
    for slide in paginate(deck).slides:
        for paragraph_of in getattr(slide, "paragraphs", ()):
            assert re.sub(r"\s", "", paragraph_of.words) in found
    assert {tag for tag, _ in page.tags} <= {
        "html", "head", "meta", "title", "style", "body", "main", "section", "div", "h1", "h2", "p",
        "span", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "strong", "em", "a",
        "img", "aside", "script", "br",
    }  # fmt: skip


def test_page_needs_nothing_from_elsewhere_and_carries_no_inline_style() -> None:
    page = Outline(deck_html(hostile_deck()))

    for _, attributes in page.tags:
        assert "style" not in attributes
        assert not [name for name in attributes if name.startswith("on")]
        assert (attributes.get("src") or "data:").startswith("data:")
    assert len([tag for tag, _ in page.tags if tag == "script"]) == 1


def test_page_allows_exactly_its_own_style_and_script() -> None:
    page = deck_html(sample_deck())

    policy = unescape(re.findall(r'Content-Security-Policy" content="([^"]*)"', page)[0])
    for tag in ("style", "script"):
        inside = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)[0]
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy


def test_assets_close_no_tag_by_themselves() -> None:
    assert "</" not in CSS_PATH.read_text(encoding="utf-8")
    assert "</script" not in JS_PATH.read_text(encoding="utf-8")


def test_pieces_name_the_logo_by_the_address_given() -> None:
    pieces = deck_pieces(sample_deck(), "/tac/logo")

    assert pieces.count == len(paginate(sample_deck()).slides)
    assert pieces.slides.count('src="/tac/logo"') == pieces.count


def test_every_slide_is_named_by_its_heading() -> None:
    page = Outline(deck_pieces(sample_deck()).slides)

    names = [a["aria-labelledby"] for tag, a in page.tags if tag == "section"]
    idents = [a["id"] for _, a in page.tags if str(a.get("id", "")).endswith("-title")]
    assert names == idents


def test_lists_nest_and_keep_their_numbers() -> None:
    entries = (
        paragraph("Lead"),
        numbered_entry("3.", "three"),
        bullet((Run("deep", is_bold=True),), 1),
        numbered_entry("4.", "four"),
        bullet("other"),
    )

    assert paragraphs_html(entries) == (
        '<p class="level-0">Lead</p>'
        '<ol><li class="level-0" value="3">three'
        '<ul><li class="level-1"><strong>deep</strong></li></ul></li>'
        '<li class="level-0" value="4">four</li></ol>'
        '<ul><li class="level-0">other</li></ul>'
    )


# Colours ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("accent", ["#ffee00", "#0b3c7d", "#ffffff", "#00ff88", "#777777"])
def test_white_reads_on_covers_and_links_read_on_paper(accent: str) -> None:
    colours = palette(Look(accent=accent, accent2=accent))

    assert contrast(colours.deep, "#ffffff") >= 4.5
    assert contrast(colours.deep2, "#ffffff") >= 4.5
    assert contrast(colours.link, "#ffffff") >= 4.5


def test_colour_that_is_none_falls_back() -> None:
    assert look_css(Look(accent="red;}")) == look_css(Look())
    assert f"--deck-accent:{LOOK.accent}" in look_css(LOOK)


def test_words_of_slides_are_the_words_of_the_model() -> None:
    cover = sample_deck().slides[0]

    assert slide_lines(cover) == ("7 October 2021",)
