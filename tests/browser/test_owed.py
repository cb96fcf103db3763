"""What a council is owed: the follow-up of an event, which becomes an action; the update of a
committee, given by the link in its letter, while a silent one is named.
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.browser.clerk import news, press
from tests.browser.conftest import Visit
from tests.browser.harbour import (
    call_to_order,
    day_zone,
    in_days,
    open_page,
    plan_today,
    press_button,
    take_up,
)
from tests.browser.letters import letter_to, link_in
from tests.browser.looks import no_barriers
from tests.browser.site import Site

pytestmark = pytest.mark.browser

EVENT = "/tc/events/harbour-days"
QUESTION = "Who answers the pilots?"
PROMISE = "Send the tide tables to the pilots"
TEXT = "The new quay opens in *May*."


def test_what_follows_from_an_event_becomes_an_action(visit: Visit, harbour: Site) -> None:
    sam, ben = visit(harbour, "sam-clerk"), visit(harbour, "ben-tarn")
    _add_event(sam)
    _note(ben)
    _raise(sam)
    _follow_up(sam)

    public = visit(harbour, width=390, scheme="dark")
    open_page(public, EVENT, "Harbour Days")
    expect(public.get_by_text("The pilots get their tables")).to_be_visible()
    expect(public.get_by_role("link", name="Ben Tarn").first).to_be_visible()
    no_barriers(public)
    public.get_by_role("link", name="A-1").first.click()
    expect(public.locator("h1")).to_contain_text("A-1")
    expect(public.locator("main")).to_contain_text(PROMISE)


def _add_event(sam: Page) -> None:
    open_page(sam, "/tc/events", "Events")
    press(sam, "n")
    sam.get_by_label("Name").fill("Harbour Days")
    sam.get_by_label("First day").fill(in_days(-3))
    sam.get_by_label("Last day").fill(in_days(-2))
    sam.get_by_label("Place").fill("Quay")
    no_barriers(sam)
    press_button(sam, "Put it on the list")
    expect(news(sam)).to_contain_text("“Harbour Days” is on the list.")


def _note(ben: Page) -> None:
    open_page(ben, EVENT, "Harbour Days")
    press_button(ben, "I was there")
    expect(news(ben)).to_contain_text("It is recorded.")
    for words, kind in ((PROMISE, "note"), (QUESTION, "question")):
        press(ben, "x")
        ben.get_by_role("textbox", name="What is to follow").fill(words)
        ben.get_by_label("Kind").select_option(kind)
        press_button(ben, "Note it")
        expect(ben.locator("main")).to_contain_text(words)


def _raise(sam: Page) -> None:
    """The note becomes an action; the question, which hangs, is answered."""
    sam.goto("/tc/loose-ends")
    hanging = sam.get_by_role("row").filter(has_text="Harbour Days")
    expect(hanging).to_contain_text("1 question is open")
    open_page(sam, EVENT, "Harbour Days")
    sam.get_by_role("button", name=PROMISE).first.click()
    expect(news(sam)).to_contain_text("It is the action A-1.")
    sam.get_by_text("Answer it", exact=True).first.click()
    sam.get_by_label("Answer", exact=True).fill("The harbour master")
    press_button(sam, "Answer it")
    expect(sam.get_by_text("The harbour master")).to_be_visible()


def _follow_up(sam: Page) -> None:
    """Saying what came of it ends what hangs; the action is proposed to the next meeting."""
    sam.get_by_role("textbox", name="What came of it").fill("The pilots get their tables")
    press_button(sam, "It is followed up")
    expect(news(sam)).to_contain_text("The event is followed up.")
    sam.goto("/tc/loose-ends")
    expect(sam.get_by_role("link", name="Harbour Days")).to_have_count(0)
    plan_today(sam, "tc")
    proposed = sam.get_by_role("listitem").filter(has_text="Action item review")
    expect(proposed.first).to_be_visible()


def test_update_comes_by_the_link_of_a_letter_and_the_silent_one_is_named(
    visit: Visit, harbour: Site
) -> None:
    sam, day = visit(harbour, "sam-clerk"), datetime.now(ZoneInfo(day_zone())).date()
    for name in ("Quay Committee", "Mole Subteam"):
        _owes(sam, name)
    plan_today(sam, "tc")
    _ask(sam)
    _write(visit(harbour, width=390), link_in(letter_to(harbour, "quay@example.org"), "/updates/"))

    sam.goto("/tc/updates")
    silent = sam.get_by_role("row").filter(has_text="Mole Subteam").first
    expect(silent).to_contain_text("Silent")
    sam.goto(f"/tc/{day}/prepare")
    call_to_order(sam, "tc", "Ada Quill", "Ben Tarn")
    take_up(sam, "Update of Mole Subteam")
    expect(sam.locator(".room-item")).to_contain_text("No update came")
    take_up(sam, "Update of Quay Committee")
    expect(sam.locator(".room-item")).to_contain_text("The new quay opens in May.")
    sam.goto(f"/tc/{day}")
    sam.get_by_role("link", name="Update of Quay Committee").click()
    expect(sam.locator("main")).to_contain_text("The new quay opens in May.")
    sam.goto(f"/tc/{day}/deck")
    expect(sam.locator(".deck")).to_contain_text("The new quay opens in May.")
    expect(sam.locator(".deck")).to_contain_text("No update came from Mole Subteam.")


def _owes(sam: Page, name: str) -> None:
    open_page(sam, "/tc/updates/new", "Who owes updates")
    sam.get_by_label("Name", exact=False).first.fill(name)
    sam.get_by_label("Or an address").fill(f"{name.split(maxsplit=1)[0].lower()}@example.org")
    sam.get_by_label("Ask by itself").uncheck()
    press_button(sam, "It owes updates")
    expect(news(sam)).to_contain_text(f"{name} owes updates.")


def _ask(sam: Page) -> None:
    open_page(sam, "/tc/updates", "Updates of other bodies")
    no_barriers(sam)
    press(sam, "a")
    expect(news(sam)).to_contain_text("2 letters sent.")


def _write(stranger: Page, link: str) -> None:
    """Somebody of the committee opens the link, keeps a draft, and sends it."""
    open_page(stranger, link, "Update of Quay Committee")
    no_barriers(stranger)
    stranger.get_by_label("What is new").fill("Not ready")
    press_button(stranger, "Keep as a draft")
    expect(news(stranger)).to_contain_text("Nobody else sees it.")
    stranger.goto("/tc/updates")
    expect(stranger.locator("main")).not_to_contain_text("Not ready")
    stranger.goto(link)
    expect(stranger.get_by_label("What is new")).to_have_value("Not ready")
    stranger.get_by_label("What is new").fill(TEXT)
    press_button(stranger, "Send it")
    expect(news(stranger)).to_contain_text("Thank you. It is sent.")
    stranger.goto("/tc/updates")
    expect(stranger.get_by_role("row").filter(has_text="Quay Committee").first).to_contain_text(
        "Received"
    )
