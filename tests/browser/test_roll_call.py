"""The roll call by keys: whom a few letters mean, misprints, and that nothing typed goes astray."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import clerk
from tests.browser.conftest import Visit
from tests.browser.day import HERE, NEXT
from tests.browser.site import Site

pytestmark = pytest.mark.browser


@pytest.fixture
def page(visit: Visit, own_site: Site) -> Page:
    """The room, called to order, the focus in the roll call."""
    opened = visit(own_site, "ashley-weltz")
    opened.goto(f"{HERE}/room")
    clerk.call_to_order(opened)
    return opened


def _asks(page: Page, words: str) -> None:
    expect(clerk.question(page)).to_have_text(words)
    expect(clerk.who(page)).to_be_focused()


def _present(page: Page, *names: str) -> None:
    expect(clerk.present(page)).to_have_count(len(names))
    for line, name in zip(clerk.present(page).all(), names, strict=True):
        expect(line).to_contain_text(name)


def _on_the_table(page: Page) -> None:
    """Nothing has moved: the opening is still open and on the table, nothing is captured."""
    clerk.on_the_table(page, "Welcome, roll call and introductions")
    expect(page.locator(".room-item .chip").first).to_have_text("On the table")
    expect(page.locator("#raised > li")).to_have_count(0)
    expect(page.locator(".notes > li")).to_have_count(0)


def test_misspelt_name_asks_and_enters_nobody(page: Page) -> None:
    clerk.write(page, "Giusepe", "Enter")

    _asks(page, "Nobody is called “Giusepe”. Did you mean one of these?")
    answers = clerk.choices(page).all_inner_texts()
    assert answers[0].startswith("Giuseppe Giordano (Accenture)")
    assert answers[-1].startswith("New guest: Giusepe")
    expect(clerk.present(page)).to_have_count(0)
    clerk.press(page, "Enter")
    _present(page, "Giuseppe Giordano")


def test_refused_word_is_replaced_by_what_is_typed_next(page: Page) -> None:
    clerk.write(page, "rda", "Enter")
    expect(clerk.news(page)).to_contain_text("Nobody who is still missing fits “rda”")

    clerk.write(page, "ls", "Enter")

    _present(page, "Lily Sturmann")
    clerk.write(page, "Giusepe", "Enter")
    _asks(page, "Nobody is called “Giusepe”. Did you mean one of these?")
    clerk.write(page, "dt", "Enter")
    _present(page, "Lily Sturmann", "Dave Thaler")


def test_guest_needs_a_key_of_its_own_and_with_an_organization_enter(page: Page) -> None:
    clerk.write(page, "Quincy", "Enter")
    _asks(page, "Nobody is called “Quincy”. Is this a new guest?")
    clerk.press(page, "Enter")
    expect(clerk.question(page)).to_be_visible()
    clerk.press(page, "0")
    _present(page, "Quincy")

    clerk.write(page, "Zephyr Quill (Gannet Systems)", "Enter")
    _asks(page, "Nobody is called “Zephyr Quill”. Is this a new guest?")
    clerk.press(page, "Enter")
    _present(page, "Quincy", "Zephyr Quill (Gannet Systems)")


def test_letters_narrow_the_question_and_are_no_keys_of_the_room(page: Page) -> None:
    clerk.write(page, "da", "Enter")
    _asks(page, "Who is “da”?")
    assert len(clerk.choices(page).all()) > 2

    page.keyboard.type("v")
    for choice in clerk.choices(page).all_inner_texts():
        assert choice.startswith("Dave")
    page.keyboard.type("fosxa")
    expect(clerk.who(page)).to_have_value("davfosxa")
    expect(clerk.choices(page)).to_have_count(0)
    _on_the_table(page)
    clerk.press(page, "Enter")
    _asks(page, "Nobody is called “davfosxa”. Is this a new guest?")
    clerk.press(page, "Escape")
    expect(clerk.question(page)).to_have_count(0)
    expect(clerk.who(page)).to_be_focused()
    expect(clerk.who(page)).to_have_value("")
    expect(clerk.present(page)).to_have_count(0)


def test_name_typed_blindly_behind_a_question_marks_nobody(page: Page) -> None:
    page.keyboard.type("da\nfo\n")

    expect(clerk.news(page)).to_contain_text("“dafo”")
    expect(clerk.present(page)).to_have_count(0)
    _on_the_table(page)
    expect(page.get_by_text("read at")).to_have_count(2)


def test_arrows_walk_the_choices_and_a_letter_goes_back_to_the_name(page: Page) -> None:
    clerk.write(page, "da", "Enter")
    _asks(page, "Who is “da”?")

    clerk.press(page, "ArrowDown", "ArrowDown")
    expect(clerk.choices(page).nth(1)).to_be_focused()
    page.keyboard.type("y")
    expect(clerk.who(page)).to_have_value("day")
    clerk.press(page, "Enter")
    _present(page, "Dayeol Lee")


def test_focus_moved_as_soon_as_the_answer_is_there_stays(page: Page) -> None:
    """An answer puts the focus where it belongs at once, never again some time after."""
    page.evaluate("""addEventListener("htmx:afterSwap", () => queueMicrotask(
        () => document.querySelectorAll("#asked li button")[1].focus()), { once: true })""")
    clerk.write(page, "da", "Enter")
    expect(clerk.question(page)).to_have_text("Who is “da”?")

    page.wait_for_function("document.querySelectorAll('.htmx-settling, .htmx-added').length === 0")

    expect(clerk.choices(page).nth(1)).to_be_focused()


@pytest.mark.parametrize(("typed", "first"), [("li", "Lily Sturmann"), ("th", "Thomas Fossati")])
def test_seats_are_offered_before_guests(page: Page, typed: str, first: str) -> None:
    clerk.write(page, typed, "Enter", "Enter")

    _present(page, first)


def test_bar_names_what_the_keys_do_where_the_focus_is(page: Page) -> None:
    keys = page.locator(".room-keys")
    clerk.press(page, "Escape")
    expect(keys).to_contain_text("roll call")
    clerk.press(page, "r")
    expect(keys).to_contain_text("marks present")
    expect(keys).not_to_contain_text("roll call")

    clerk.write(page, "da", "Enter")
    _asks(page, "Who is “da”?")
    expect(keys).to_contain_text("the first")
    expect(keys).not_to_contain_text("settle")


def test_notices_read_leaves_the_keys_as_the_bar_says(visit: Visit, own_site: Site) -> None:
    page = visit(own_site, "ashley-weltz")
    page.goto(f"{HERE}/room")

    page.keyboard.type("co")
    expect(clerk.news(page)).to_contain_text("Notices read")
    page.keyboard.type("rdt\n")

    _present(page, "Dave Thaler")


def test_refused_call_to_order_lets_nothing_through(visit: Visit, own_site: Site) -> None:
    page = visit(own_site, "ashley-weltz")
    page.goto(f"{NEXT}/prepare")
    page.goto(f"{NEXT}/room")
    expect(page.get_by_role("button", name="Call to order")).to_be_visible()

    page.keyboard.type("crMraia\n")
    expect(clerk.news(page)).to_contain_text("it can be called to order from one hour before")
    page.keyboard.type("aMraia\ntmsx")

    expect(page.locator(".room-keys")).to_contain_text("letters are keys again")
    expect(page.locator("#raised > li")).to_have_count(0)
    assert page.url.endswith("/room")
    clerk.press(page, "Escape")
    expect(page.locator(".room-keys")).to_contain_text("call to order")


def test_roll_call_settled_by_a_slip_is_opened_again(visit: Visit, own_site: Site) -> None:
    page = visit(own_site, "ashley-weltz")
    page.goto(f"{HERE}/room")
    clerk.set_clock(page, "10072021", "0700AM", "7 Oct 2021, 07:00")
    clerk.call_to_order(page)
    clerk.leave_field(page)
    expect(page.locator("#marks-from")).to_contain_text("open: marks count from 07:00")

    clerk.settle(page, "Approval of TAC minutes")
    expect(page.locator("#marks-from")).to_contain_text("closed: marks count from now")
    clerk.press(page, "p")
    clerk.on_the_table(page, "Welcome, roll call")
    clerk.press(page, "e")
    expect(clerk.news(page)).to_contain_text("is open again")
    expect(page.locator("#marks-from")).to_contain_text("open: marks count from 07:00")
    clerk.set_clock(page, "10072021", "0709AM", "7 Oct 2021, 07:09")
    clerk.press(page, "r")
    clerk.write(page, "dt", "Enter")
    _present(page, "Dave Thaler")

    page.goto(f"{HERE}/room/people/dave-thaler")
    expect(page.get_by_label(re.compile("Stays|From and to|stays"))).to_have_value("07:00-")
