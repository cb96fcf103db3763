"""The pages everybody opens first, by keyboard only."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.site import Site

pytestmark = pytest.mark.browser


def focused(page: Page) -> str:
    """The words of what has the focus."""
    return str(page.evaluate("document.activeElement.textContent.trim()"))


def test_first_thing_that_needs_the_chair_is_two_keys_away(
    signed_in: Callable[[str], Page],
) -> None:
    page = signed_in("dave-thaler")
    page.goto("/tac")

    page.keyboard.press("j")
    assert focused(page) == "Read the agenda of the meeting of 7 Oct 2021"
    page.keyboard.press("Enter")

    page.wait_for_url("**/tac/2021-10-07")


def test_home_leads_to_every_page_of_the_body_by_two_keys(page: Page) -> None:
    for letter, address in {
        "c": "calendar",
        "d": "decisions",
        "a": "actions",
        "p": "projects",
    }.items():
        page.goto("/tac")
        page.keyboard.press("g")
        page.keyboard.press(letter)
        page.wait_for_url(f"**/tac/{address}")


def test_search_is_one_key_away_and_answers_as_one_types(page: Page) -> None:
    page.goto("/tac")

    page.keyboard.press("/")
    page.keyboard.type("gram")
    page.keyboard.press("Enter")

    expect(page.locator("mark").first).to_have_text("Gramine")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tac/projects/gramine")


def test_clock_of_the_example_is_moved_by_keys(visit: Visit, own_site: Site) -> None:
    page = visit(own_site)
    page.goto("/tac")
    page.keyboard.press("g")
    page.keyboard.press("t")
    page.wait_for_url("**/demo/clock?next=/tac")

    page.keyboard.press("2")

    page.wait_for_url("**/tac")
    expect(page.locator("#notices")).to_contain_text("It is now 7 Oct 2021, 07:00 PDT.")
    expect(page.locator(".banner")).to_contain_text("Its clock shows 7 Oct 2021, 07:00 PDT")


def test_deck_as_a_file_turns_its_pages_in_a_box_of_its_own(page: Page) -> None:
    page.goto("/tac/2021-10-07/deck.html")
    before = page.url

    page.keyboard.press("ArrowRight")

    page.wait_for_function("address => location.href !== address", arg=before)
    assert page.evaluate("self.origin") == "null"
