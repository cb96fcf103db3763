"""After the call, by keys only: minutes read, released, corrected, approved, downloaded."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.clerk import heading, news, press, write
from tests.browser.day import HERE, NEXT


def adjourn(page: Page) -> None:
    """Adjourn, after the page has said what happens to what is open."""
    press(page, "x")
    heading(page, "Adjourn the meeting")
    press(page, "x")
    expect(news(page)).to_contain_text("The meeting is adjourned.")


def draft(page: Page) -> None:
    """Go from the adjourned meeting to the draft that the adjournment wrote."""
    press(page, "o")
    expect(page.locator(".page-state")).to_contain_text("Draft")


def release(page: Page, until: str, in_words: str) -> None:
    """Release the minutes for corrections until a day, typed as the browser's date field asks."""
    press(page, "u")
    expect(page.get_by_label("Corrections until")).to_be_focused()
    write(page, until, "Enter")
    expect(news(page)).to_contain_text("The minutes are released.")
    expect(page.locator(".page-state")).to_contain_text(f"corrections until {in_words}")


def propose_correction(page: Page, line: str, wanted: str, why: str) -> None:
    """Walk to a line of the minutes, and propose what it should say."""
    page.goto(f"{HERE}/minutes")
    heading(page, "Minutes of Thursday 7 October 2021")
    walk_to(page, line)
    press(page, "Enter")
    heading(page, "Propose a correction")
    press(page, "Control+a")
    write(page, wanted, "Tab")
    write(page, why, "Control+Enter")
    expect(news(page)).to_contain_text("Your correction is proposed.")


def walk_to(page: Page, words: str) -> None:
    """Press j until the row with these words has the focus."""
    row = page.locator("[data-rows] > *").filter(has_text=words)
    rows = page.locator("[data-rows] > *").count()
    for _ in range(rows):
        press(page, "j")
        if row.locator(":focus").count():
            return
    raise AssertionError(f"no row says {words}")


def take_correction(page: Page, wanted: str) -> None:
    """Take the correction that waits."""
    page.goto(f"{HERE}/minutes")
    expect(page.locator("#corrections")).to_contain_text(wanted)
    press(page, "t")
    expect(news(page)).to_contain_text("The proposer can see your answer.")


def prepare_next(page: Page) -> None:
    """Take over what is proposed for the next meeting, and publish its agenda."""
    page.goto(f"{NEXT}/prepare")
    heading(page, "Prepare the meeting of 21 Oct 2021")
    press(page, "a")
    expect(page.get_by_role("link", name="Approval of the minutes of 7 Oct 2021")).to_be_visible()
    press(page, "u")
    expect(page.get_by_text("Agenda published").first).to_be_visible()


def download(page: Page, key: str, folder: Path) -> Path:
    """Download a file of the page by its keys, "f" and the letter of the format."""
    with page.expect_download() as begun:
        press(page, "f", key)
    path = folder / begun.value.suggested_filename
    begun.value.save_as(path)
    return path
