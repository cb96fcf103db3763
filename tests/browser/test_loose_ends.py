"""What hangs is worked through by keys: the row, the digit, what it asks for, the next row."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.clerk import heading, news, press, write
from tests.browser.conftest import Visit
from tests.browser.looks import no_barriers
from tests.browser.site import Site

pytestmark = pytest.mark.browser

HERE = "/tac/loose-ends"


def rows(page: Page) -> list[str]:
    """What hangs, as its rows say it."""
    return page.locator("[data-rows] a[data-row-focus]").all_inner_texts()


def walk_to(page: Page, words: str) -> None:
    """Press j until the row of these words has the focus."""
    row = page.locator("[data-rows] > tbody > tr").filter(has_text=words).first
    for _ in range(len(rows(page))):
        press(page, "j")
        if row.locator(":focus").count():
            return
    raise AssertionError(f"no row says {words}")


def open_ends(page: Page) -> None:
    page.goto(HERE)
    heading(page, "Loose ends")


def test_loose_ends_are_worked_through_by_keys(visit: Visit, own_site: Site) -> None:
    page = visit(own_site, "dave-thaler")
    open_ends(page)
    before = rows(page)
    no_barriers(page)
    _keys_are_named(page)

    _ask_for_the_talk(page)
    _follow_the_event(page)
    _withdraw_the_paper(page)

    open_ends(page)
    after = rows(page)
    assert "OSSNA Confidential Computing" not in after
    assert set(after) < set(before)
    talk = page.get_by_role("row").filter(has_text="Hacktoberfest?")
    expect(talk.filter(has_text="nobody asks the speaker")).to_have_count(0)
    page.get_by_role("link", name="Election", exact=True).click()
    expect(page.locator("[data-rows] > tbody > tr")).to_have_count(1)


def _keys_are_named(page: Page) -> None:
    """The list of keys says what the digits of the rows do."""
    press(page, "?")
    expect(page.locator("[data-keys-list]")).to_contain_text("the row in focus")
    press(page, "Escape")


def _ask_for_the_talk(page: Page) -> None:
    """One key: the chair asks the speaker, and is back on the list."""
    walk_to(page, "Hacktoberfest?")
    press(page, "1")
    expect(news(page)).to_contain_text("asks the speaker")
    page.wait_for_url(f"**{HERE}")


def _follow_the_event(page: Page) -> None:
    """A key leads to the field that asks what came of it."""
    open_ends(page)
    walk_to(page, "OSSNA Confidential Computing")
    press(page, "1")
    heading(page, "OSSNA Confidential Computing")
    press(page, "Tab")
    expect(page.get_by_role("textbox", name="What came of it")).to_be_focused()
    write(page, "The sessions were heard", "Enter")
    expect(news(page)).to_contain_text("The event is followed up.")


def _withdraw_the_paper(page: Page) -> None:
    """The second key of a row ends a paper nobody writes: its form is unfolded, with the focus."""
    open_ends(page)
    walk_to(page, "Security reports and vulnerability management")
    press(page, "2")
    heading(page, "Security reports and vulnerability management, version 1")
    expect(page.get_by_label("Why")).to_be_focused()
    write(page, "The process stands elsewhere", "Enter")
    expect(news(page)).to_contain_text("is withdrawn")


def test_loose_ends_are_for_the_members(visit: Visit, site: Site) -> None:
    page = visit(site)
    page.goto(HERE)

    expect(page.get_by_text("This is for the members")).to_be_visible()
