"""Recording a motion with mover, seconder and consent takes six presses once its item is reached;
this counts them.
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.browser import harbour as council
from tests.browser.clerk import leave_field, news
from tests.browser.conftest import Visit
from tests.browser.looks import barriers, too_wide
from tests.browser.site import Site

pytestmark = pytest.mark.browser
TEXT = "To paint the lighthouse red and white"


@pytest.fixture
def clerk(visit: Visit, harbour: Site) -> Page:
    """The secretary, in the room at an item whose motion was written before the call; all three
    seats are present.
    """
    page = visit(harbour, "sam-clerk")
    council.plan_today(page, "tc")
    day = datetime.now(ZoneInfo(council.day_zone()))
    page.goto(f"/tc/{day:%Y-%m-%d}/prepare")
    page.get_by_label("Title").first.fill("The lighthouse")
    council.press_button(page, "Add the item")
    page.goto(f"/tc/{day:%Y-%m-%d}/the-lighthouse/edit")
    page.locator("textarea[name=motion-text]").fill(TEXT)
    council.press_button(page, "Keep the motion")
    page.goto(f"/tc/{day:%Y-%m-%d}/prepare")
    page.wait_for_load_state()
    council.call_to_order(page, "tc", "Ada Quill", "Ben Tarn", "Cyd Moss")
    council.take_up(page, "The lighthouse")
    return page


def pressed(page: Page, keys: str) -> int:
    """Press these keys as fast as they come; how many they were."""
    for key in keys:
        page.keyboard.press(key)
    return len(keys)


def test_a_motion_with_mover_seconder_and_consent_is_six_presses(clerk: Page) -> None:
    expect(clerk.locator("#motion-letters")).to_contain_text("aq Ada Quill (Lighthouse)")
    assert barriers(clerk) == []
    assert not too_wide(clerk)

    presses = pressed(clerk, "maqbt")  # m: the short line; aq moves, bt seconds
    presses += pressed(clerk, "g")  # typed ahead, while the motion is being moved

    card = clerk.locator("article").filter(has_text=TEXT)
    expect(card).to_contain_text("Carried by general consent: 3 yes, 0 no")
    expect(card).to_contain_text("moved by Ada Quill, seconded by Ben Tarn")
    assert presses == 6


def test_wrong_letters_stay_to_be_typed_over_and_nothing_is_moved(clerk: Page) -> None:
    pressed(clerk, "mzzbt")

    expect(clerk.locator("#notices")).to_contain_text("stands for nobody")
    expect(clerk.locator("#motion-codes")).to_be_focused()
    pressed(clerk, "cmaq")
    expect(news(clerk)).to_contain_text("is moved.")
    card = clerk.locator("article").filter(has_text=TEXT)
    expect(card).to_contain_text("moved by Cyd Moss, seconded by Ada Quill")


def test_one_key_puts_it_to_the_vote_and_the_others_consent(clerk: Page) -> None:
    leave_field(clerk)
    pressed(clerk, "V")
    expect(clerk.get_by_role("button", name="Close the vote")).to_be_visible()
    pressed(clerk, "a")
    expect(news(clerk)).to_contain_text("Beacon: abstain.")
    assert barriers(clerk) == []

    pressed(clerk, "g")

    card = clerk.locator("article").filter(has_text=TEXT)
    expect(card).to_contain_text("Carried by vote and consent: 2 yes, 0 no, 1 abstain")


def test_the_chair_declares_and_somebody_calls_for_the_seats(clerk: Page) -> None:
    pressed(clerk, "maqbtC")
    card = clerk.locator("article").filter(has_text=TEXT)
    expect(card).to_contain_text("Carried by voice vote, declared by the chair.")

    pressed(clerk, "v")

    expect(news(clerk)).to_contain_text("a vote by seat was called for")
    expect(clerk.get_by_role("button", name="Close the vote")).to_be_visible()
