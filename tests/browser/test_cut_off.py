"""The network goes away while a secretary types: nothing is lost, nothing is there twice."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser import clerk
from tests.browser.conftest import Visit
from tests.browser.day import HERE
from tests.browser.looks import barriers
from tests.browser.site import Site

pytestmark = pytest.mark.browser

NOTES = ("The tide tables are out.", "The pier is closed in May.", "Sam asks the harbour master.")


@pytest.fixture
def room(visit: Visit, own_site: Site) -> Page:
    """The secretary's console in session, two present, an item on the table."""
    page = visit(own_site, "ashley-weltz")
    page.goto(f"{HERE}/room")
    clerk.call_to_order(page)
    for known, letters in enumerate(("dt", "ls")):
        clerk.write(page, letters, "Enter")
        expect(clerk.present(page)).to_have_count(known + 1)
    clerk.leave_field(page)
    clerk.go_to(page, "Any other business")
    return page


def waiting(page: Page) -> Locator:
    """What the page says waits to be sent, in order."""
    return page.locator("[data-outgoing-list] > li")


def noted(page: Page) -> Locator:
    return page.locator(".notes > li")


def cut_off(page: Page) -> None:
    page.context.set_offline(True)
    expect(page.locator("#outgoing")).to_contain_text("Cut off since")


def back(page: Page) -> None:
    page.context.set_offline(False)
    expect(page.locator("#outgoing")).to_be_hidden()


def note(page: Page, words: str) -> None:
    clerk.press(page, "t")
    clerk.write(page, words, clerk.SEND)
    clerk.leave_field(page)


def kept(page: Page, words: str) -> bool:
    """Whether this browser keeps these words."""
    return bool(page.evaluate("words => JSON.stringify(localStorage).includes(words)", words))


def wait_until_kept(page: Page, words: str) -> None:
    """Wait until this browser keeps these words. The page's own policy allows no condition."""
    page.evaluate(
        "async words => { while (!JSON.stringify(localStorage).includes(words))"
        " await new Promise(done => setTimeout(done, 20)); }",
        words,
    )


def test_what_was_typed_in_the_cut_is_there_once_afterwards(room: Page) -> None:
    cut_off(room)
    for count, words in enumerate(NOTES, 1):
        note(room, words)
        expect(waiting(room)).to_have_count(count)
    clerk.press(room, "a")
    clerk.write(room, "[Dave] Ask for the tables", "Enter")
    clerk.leave_field(room)
    for letters in ("tf", "gg"):
        clerk.press(room, "r")
        clerk.write(room, letters, "Enter")
        clerk.leave_field(room)
    expect(waiting(room)).to_have_count(6)
    expect(waiting(room).first).to_contain_text(NOTES[0])
    expect(waiting(room).first).to_contain_text("waits to be sent")
    assert barriers(room) == []

    back(room)

    expect(noted(room)).to_have_count(3)
    for at, words in enumerate(NOTES):
        expect(noted(room).nth(at)).to_contain_text(words)
    expect(room.locator("#raised > li")).to_have_count(1)
    expect(clerk.present(room)).to_have_count(4)
    room.reload()
    expect(noted(room)).to_have_count(3)
    expect(waiting(room)).to_have_count(0)


def test_act_that_needs_an_answer_is_refused_at_once_and_done_later(room: Page) -> None:
    cut_off(room)
    clerk.press(room, "s")
    expect(room.locator("#outgoing")).to_contain_text("so nothing was sent")
    expect(waiting(room)).to_have_count(0)

    back(room)

    clerk.on_the_table(room, "Any other business")


def test_lost_answer_does_not_double_the_note(room: Page) -> None:
    lost: list[str] = []

    def lose_the_answer(route: Route) -> None:
        if lost or route.request.method != "POST":
            route.continue_()
            return
        lost.append(route.request.url)
        route.fetch(max_redirects=0)
        route.abort()

    room.route("**/notes", lose_the_answer)
    note(room, NOTES[0])

    expect(noted(room).first).to_contain_text(NOTES[0])
    expect(waiting(room)).to_have_count(0)
    room.reload()
    expect(noted(room)).to_have_count(1)
    assert len(lost) == 1


def test_half_a_note_is_there_again_after_the_page_was_lost(room: Page) -> None:
    clerk.press(room, "t")
    clerk.write(room, "Half a")
    wait_until_kept(room, "Half a")
    room.reload()

    field = room.get_by_role("textbox", name="New note")
    expect(field).to_have_value("Half a")
    expect(room.locator("[data-draft-kept]")).to_contain_text("Kept from")
    clerk.press(room, "t", "End")
    clerk.write(room, " sentence", clerk.SEND)
    expect(noted(room)).to_have_count(1)
    room.reload()
    expect(field).to_have_value("")
    assert not kept(room, "Half a")


def test_note_that_the_chair_changed_meanwhile_is_asked(
    room: Page, visit: Visit, own_site: Site
) -> None:
    note(room, "The tide is high.")
    expect(noted(room)).to_have_count(1)
    room.get_by_role("link", name="Change this note").click()
    mine = room.get_by_role("textbox", name="Note")
    expect(mine).to_have_value("The tide is high.")
    place = room.url
    cut_off(room)
    mine.fill("The tide is high at noon.")
    clerk.press(room, clerk.SEND)
    expect(waiting(room)).to_contain_text("waits to be sent")

    chair = visit(own_site, "jethro-beekman")
    chair.goto(place)
    chair.get_by_role("textbox", name="Note").fill("The tide is low.")
    clerk.press(chair, clerk.SEND)
    expect(noted(chair)).to_contain_text("The tide is low.")
    room.context.set_offline(False)

    expect(waiting(room)).to_contain_text("needs you")
    expect(waiting(room).get_by_label("Saved by the other person")).to_have_value(
        "The tide is low."
    )
    expect(waiting(room).get_by_label("Typed by you")).to_have_value("The tide is high at noon.")
    waiting(room).get_by_label("both versions together").fill("High at noon, low at six.")
    waiting(room).get_by_role("button", name="Save what stands").click()
    expect(room.locator("#outgoing")).to_be_hidden()
    room.goto(f"{HERE}/room?item=any-other-business")
    expect(noted(room)).to_contain_text("High at noon, low at six.")


def test_signing_out_leaves_nothing_behind(room: Page) -> None:
    clerk.press(room, "t")
    clerk.write(room, "For nobody else")
    wait_until_kept(room, "For nobody else")
    room.goto("/tac")
    with room.expect_navigation():
        room.locator("form[action='/sign-out'] button").first.evaluate("button => button.click()")

    assert not kept(room, "For nobody else")
