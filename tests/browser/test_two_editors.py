"""Two people change the same thing at once: the second is told, sees both, and nothing is lost."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.clerk import call_to_order, go_to, heading, leave_field, news, press, write
from tests.browser.conftest import Visit
from tests.browser.day import HERE
from tests.browser.site import Site

pytestmark = pytest.mark.browser

ITEM = f"{HERE}/tac-tech-talks"
HERS = "- A talk on attestation was offered"
HIS = "- The chair asks the outreach for names"


def _open_item(page: Page) -> None:
    page.goto(f"{ITEM}/edit")
    heading(page, "Change “TAC tech talks”")


def _add_line(page: Page, line: str) -> None:
    """Add a last line to the text of the item that is open."""
    text = page.get_by_label("Text")
    while not text.evaluate("field => field === document.activeElement"):
        press(page, "Tab")
    press(page, "Control+End")
    if text.input_value():
        press(page, "Enter")
    write(page, line)


def test_second_editor_of_an_item_is_told_and_loses_nothing(visit: Visit, own_site: Site) -> None:
    secretary, chair = visit(own_site, "ashley-weltz"), visit(own_site, "dave-thaler")
    _open_item(secretary)
    _open_item(chair)
    _add_line(secretary, HERS)
    _add_line(chair, HIS)
    press(secretary, "Control+Enter")
    expect(news(secretary)).to_contain_text("The item is saved.")

    press(chair, "Control+Enter")

    expect(chair.get_by_role("alert")).to_contain_text("Nothing is lost")
    expect(chair.get_by_label("Saved by the other person")).to_have_value(_ending(HERS))
    expect(chair.get_by_label("Typed by you")).to_have_value(_ending(HIS))
    both = chair.get_by_label("both versions together")
    expect(both).to_be_focused()
    expect(both).to_have_value(_ending(f"{HERS}\n{HIS}"))
    press(chair, "Control+Enter")
    expect(news(chair)).to_contain_text("The item is saved.")
    chair.goto(ITEM)
    for line in (HERS, HIS):
        expect(chair.get_by_role("listitem").filter(has_text=line[2:]).first).to_be_visible()


def test_second_title_of_an_item_does_not_replace_the_first_unseen(
    visit: Visit, own_site: Site
) -> None:
    secretary, chair = visit(own_site, "ashley-weltz"), visit(own_site, "dave-thaler")
    for page, title in ((secretary, "Tech talks of the autumn"), (chair, "Tech talks to invite")):
        _open_item(page)
        press(page, "t")
        write(page, title)
    press(secretary, "Enter")
    expect(news(secretary)).to_contain_text("The item is saved.")

    press(chair, "Enter")

    expect(chair.get_by_role("group", name="Title")).to_contain_text("Tech talks of the autumn")
    expect(chair.get_by_label("Tech talks of the autumn")).to_be_checked()
    press(chair, "ArrowDown")
    expect(chair.get_by_label("Tech talks to invite")).to_be_checked()
    press(chair, "Control+Enter")
    expect(news(chair)).to_contain_text("The item is saved.")
    expect(chair.get_by_role("link", name="Tech talks to invite")).to_be_visible()


def test_fields_that_only_one_of_them_changed_are_kept_without_a_question(
    visit: Visit, own_site: Site
) -> None:
    secretary, chair = visit(own_site, "ashley-weltz"), visit(own_site, "dave-thaler")
    _open_item(secretary)
    _open_item(chair)
    press(secretary, "t")
    write(secretary, "Tech talks of the autumn", "Enter")
    expect(news(secretary)).to_contain_text("The item is saved.")
    _add_line(chair, HIS)

    press(chair, "Control+Enter")

    expect(news(chair)).to_contain_text("Kept: theirs in Title; yours in Text.")
    expect(chair.get_by_role("link", name="Tech talks of the autumn")).to_be_visible()
    chair.goto(ITEM)
    expect(chair.get_by_role("listitem").filter(has_text=HIS[2:]).first).to_be_visible()


def test_second_owner_of_an_action_does_not_replace_the_first_unseen(
    visit: Visit, own_site: Site
) -> None:
    secretary, chair = visit(own_site, "ashley-weltz"), visit(own_site, "dave-thaler")
    secretary.goto(f"{HERE}/room")
    call_to_order(secretary)
    leave_field(secretary)
    go_to(secretary, "Action item review")
    chair.goto(f"{HERE}/room")
    press(secretary, "e")
    write(secretary, "Stephen/Brian")
    _name_owners(chair, "Stephen/Dave")
    expect(_first_action(chair)).to_contain_text("[Stephen/Dave]")

    press(secretary, "Enter")

    question = secretary.get_by_role("group", name="Owners: which one stands?")
    expect(question).to_contain_text("Stephen/Dave")
    press(secretary, "ArrowDown", "Control+Enter")
    expect(_first_action(secretary)).to_contain_text("[Stephen/Brian]")


def _first_action(page: Page) -> Locator:
    return page.locator("#review > li").first


def _name_owners(page: Page, names: str) -> None:
    """Change the owners of the next action in the review."""
    press(page, "e")
    write(page, names, "Enter")


def _ending(text: str) -> re.Pattern[str]:
    return re.compile(rf"{re.escape(text)}\s*$")
