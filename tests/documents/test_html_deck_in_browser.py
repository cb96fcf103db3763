"""The deck in a browser: nothing overflows, keys work, it reads without script and prints."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from secretariat.documents.rendering.html_deck import deck_html
from secretariat.rules.deck import Deck
from secretariat.rules.deck_pages import paginate
from tests.documents.hostile import hostile_deck
from tests.documents.samples import sample_deck

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium"),
]
OVERFLOWING = """() => [...document.querySelectorAll('.slide')].flatMap((slide) => {
  slide.classList.add('is-current');
  const parts = slide.querySelectorAll('.slide-content, .slide-title, .slide-note, .cover-title');
  const over = [...parts].filter((part) =>
    part.scrollHeight > part.clientHeight + 2 || part.scrollWidth > part.clientWidth + 2);
  slide.classList.remove('is-current');
  return over.map((part) => slide.id + ' ' + part.className);
})"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


def opened(browser: Browser, folder: Path, deck: Deck, **options: object) -> Page:
    file = folder / "deck.html"
    file.write_text(deck_html(deck), encoding="utf-8")
    viewport = {"width": 1280, "height": 720}
    page = browser.new_context(viewport=viewport, **options).new_page()  # type: ignore[arg-type]
    page.goto(file.as_uri())
    return page


def current(page: Page) -> str | None:
    return page.locator(".slide.is-current").get_attribute("id")


@pytest.mark.parametrize("deck", [sample_deck(), hostile_deck()], ids=["sample", "hostile"])
def test_nothing_overflows(browser: Browser, tmp_path: Path, deck: Deck) -> None:
    page = opened(browser, tmp_path, deck)

    assert page.evaluate(OVERFLOWING) == []


def test_keys_turn_slides_and_show_notes_and_overview(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, tmp_path, sample_deck())
    turned = []

    for key in ("ArrowRight", " ", "ArrowLeft", "End", "Home"):
        page.keyboard.press(key)
        turned.append(current(page))
    count = len(paginate(sample_deck()).slides)
    assert turned == ["slide-2", "slide-3", "slide-2", f"slide-{count}", "slide-1"]

    page.goto(page.url.split("#")[0] + "#slide-7")
    page.reload()
    page.keyboard.press("n")
    assert page.locator(".deck-side").inner_text().endswith("Ask for a mover and a seconder.")
    page.keyboard.press("o")
    assert page.locator(".slide:visible").count() == count
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert page.get_by_role("dialog").is_visible()


def test_without_script_every_slide_is_on_the_page(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, tmp_path, sample_deck(), java_script_enabled=False)

    assert page.locator(".slide:visible").count() == len(paginate(sample_deck()).slides)


def test_prints_one_slide_a_page(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, tmp_path, sample_deck())

    printed = page.pdf(prefer_css_page_size=True, print_background=True)

    with pypdfium2.PdfDocument(printed) as document:
        assert len(document) == len(paginate(sample_deck()).slides)
        assert {document.get_page_size(index) for index in range(len(document))} == {(960, 540)}


def test_two_windows_of_a_deck_follow_each_other(browser: Browser, tmp_path: Path) -> None:
    first = opened(browser, tmp_path, sample_deck())
    second = first.context.new_page()
    second.goto(first.url)

    first.keyboard.press("ArrowRight")

    second.wait_for_function("document.querySelector('.is-current').id === 'slide-2'")
    assert current(second) == "slide-2"
