"""The pictures of the README: `SECRETARIAT_SCREENSHOTS=1 ./secretariat test -m browser -k picture`.

Without that word they are not kept, but what they show must still be there.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.looks import take_picture
from tests.browser.site import Site

pytestmark = pytest.mark.browser

HERE = "/tac/2021-10-07"
# The six who spoke for a seat on that day: a picture shows nobody where they were not.
FIRST_SIX = (
    "Dave Thaler",
    "Thomas Fossati",
    "Lily Sturmann",
    "Dan Mid",
    "Eric Northup",
    "Giuseppe Giordano",
)


def call_to_order(page: Page) -> None:
    """Move the example's clock to the start of its meeting and open it, by keys."""
    page.goto(f"/demo/clock?next={HERE}/room")
    page.keyboard.press("2")
    page.wait_for_url(lambda address: address.endswith(f"{HERE}/room") and "clock" not in address)
    page.keyboard.press("c")
    expect(page.get_by_label("Mark present")).to_be_visible()


def test_picture_of_the_home_page(visit: Visit, site: Site) -> None:
    page = visit(site, "dave-thaler")

    page.goto("/tac")

    expect(page.get_by_role("heading", name="What needs me")).to_be_visible()
    take_picture(page, "home")


def test_picture_of_a_meeting(visit: Visit, site: Site) -> None:
    page = visit(site, "dave-thaler")

    page.goto(HERE)

    expect(page.get_by_role("heading", name="Agenda")).to_be_visible()
    take_picture(page, "meeting")


def test_picture_of_the_deck(visit: Visit, site: Site) -> None:
    page = visit(site)
    page.set_viewport_size({"width": 1280, "height": 720})
    page.goto(f"{HERE}/deck/present")

    for _ in range(11):
        page.keyboard.press("ArrowRight")

    expect(
        page.get_by_role("heading", name="Projects and their milestones 1/2")
    ).to_be_in_viewport()
    take_picture(page, "deck")


def test_picture_of_the_room(visit: Visit, own_site: Site) -> None:
    page = visit(own_site, "ashley-weltz")
    call_to_order(page)

    for name in FIRST_SIX:
        page.keyboard.press("Escape")
        page.keyboard.press("r")
        page.keyboard.type(name)
        page.keyboard.press("Enter")
        expect(page.locator(".room-roll")).to_contain_text(name)

    expect(page.locator(".meter-words")).to_contain_text("6 of 9 seats")
    take_picture(page, "room")
