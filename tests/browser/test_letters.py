"""Letters that ask for something: an action answered by the link in one, letters chosen and stopped
without an account, and a lost browser signed out; by keyboard.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.clerk import news, press
from tests.browser.conftest import Visit
from tests.browser.harbour import open_page, press_button
from tests.browser.letters import letter_to
from tests.browser.looks import no_barriers
from tests.browser.site import Site

pytestmark = pytest.mark.browser

BEN = "ben-tarn@example.org"
TASK = "Measure the depth of the harbour"


def paths_in(text: str, place: str) -> list[str]:
    """The paths of the links in a letter that lead to a place, in order."""
    return ["/" + word.split("/", 3)[3] for word in text.split() if place in word]


def enter(page: Page, name: str) -> None:
    """Press a button by the keyboard."""
    page.get_by_role("button", name=name).focus()
    page.keyboard.press("Enter")
    page.wait_for_load_state()


def test_action_is_answered_and_letters_are_stopped_by_the_links_in_a_letter(
    visit: Visit, harbour: Site
) -> None:
    sam = visit(harbour, "sam-clerk")
    open_page(sam, "/tc/actions", "Action items")
    sam.get_by_label("What is to be done").fill(TASK)
    sam.get_by_label("Owners").fill("Ben Tarn")
    press_button(sam, "Put it on the list")
    sam.goto("/tc/actions")
    press(sam, "m")
    expect(sam.get_by_label("Ben Tarn, 1 action")).to_be_checked()
    sam.get_by_text("The letter").first.click()
    expect(sam.locator(".letter").first).to_contain_text(f"A-1: {TASK}")
    no_barriers(sam)
    press(sam, "s")
    expect(news(sam)).to_contain_text("1 letter left.")

    letter = letter_to(harbour, BEN)
    ben = visit(harbour, width=390, scheme="dark")
    ben.goto(paths_in(letter, "#A-1")[0])
    expect(ben.get_by_role("heading", name=f"A-1: {TASK}")).to_be_visible()
    no_barriers(ben)
    enter(ben, "I am on it")
    expect(ben.get_by_text("Thank you: A-1 is in progress.")).to_be_visible()
    ben.get_by_label("A word on it").focus()
    ben.keyboard.type("Four fathoms.")
    enter(ben, "It is done")
    expect(ben.get_by_text("Nothing open")).to_be_visible()
    expect(ben.locator("#your-actions")).to_contain_text("Four fathoms.")
    sam.goto("/tc/A-1")
    expect(sam.locator(".timeline")).to_contain_text("Ben Tarn")

    ben.goto(paths_in(letter, "/letters/")[0])
    expect(ben.get_by_role("heading", name="Letters of the Technical Council")).to_be_visible()
    no_barriers(ben)
    ben.get_by_label("Every morning").focus()
    ben.keyboard.press("Space")
    enter(ben, "Keep this choice")
    expect(ben.get_by_text("Digest: every morning.")).to_be_visible()
    enter(ben, "Stop them all")
    expect(ben.get_by_text("No digest and no reminders.")).to_be_visible()
    expect(ben.get_by_text("Ballots", exact=True)).to_be_visible()


def test_lost_browser_is_signed_out_from_ones_own_page(visit: Visit, harbour: Site) -> None:
    lost = visit(harbour, "ben-tarn")
    lost.goto("/me")
    harbour.cookies.pop("ben-tarn")
    here = visit(harbour, "ben-tarn", width=390)
    here.goto("/me")
    rows = here.locator("#sign-ins").locator("xpath=ancestor::section").get_by_role("row")
    expect(rows.filter(has_text="This browser")).to_have_count(1)
    no_barriers(here)

    enter(here, "End this sign-in")

    expect(here.get_by_text("That browser is signed out.")).to_be_visible()
    lost.goto("/me")
    expect(lost.get_by_role("button", name="Send me a code")).to_be_visible()
