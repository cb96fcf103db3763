"""Several people follow one meeting at once: what one does, the others see without asking."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.browser import clerk
from tests.browser.conftest import Visit
from tests.browser.day import HERE
from tests.browser.looks import barriers, too_wide
from tests.browser.site import Site

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Windows:
    """The secretary and the chair in the room, a representative, the wall, and somebody outside."""

    clerk: Page
    chair: Page
    seat: Page
    wall: Page
    public: Page

    @property
    def followers(self) -> tuple[Page, ...]:
        """All but the two consoles."""
        return self.seat, self.wall, self.public


@pytest.fixture
def windows(visit: Visit, own_site: Site) -> Windows:
    """Five windows on the meeting, called to order in the first."""
    opened = Windows(
        visit(own_site, "ashley-weltz"),
        visit(own_site, "jethro-beekman"),
        visit(own_site, "dave-thaler"),
        visit(own_site, width=1920),
        visit(own_site, width=390),
    )
    places = (f"{HERE}/room", f"{HERE}/room", f"{HERE}/seat", f"{HERE}/projector", HERE)
    pages = (opened.clerk, opened.chair, opened.seat, opened.wall, opened.public)
    for page, place in zip(pages, places, strict=True):
        page.goto(place)
    _is_live(opened)
    clerk.call_to_order(opened.clerk)
    return opened


def _is_live(windows: Windows) -> None:
    for page in (windows.chair, *windows.followers):
        expect(page.locator("[data-live-state]").first).to_have_text("Live")


def _mark(page: Page, *typed: str) -> None:
    for letters in typed:
        known = clerk.present(page).count()
        clerk.write(page, letters, "Enter")
        expect(clerk.present(page)).to_have_count(known + 1)


def _quorum(page: Page) -> Callable[[str], None]:
    place = page.locator("#live-quorum, #room-meter").first
    return lambda words: expect(place).to_contain_text(words)


def test_call_to_order_and_roll_call_reach_every_window(windows: Windows) -> None:
    for page in windows.followers:
        expect(page.locator("#live-here")).to_contain_text("Welcome, roll call and introductions")
    expect(windows.public.locator("#live-state")).to_contain_text("Called to order")
    expect(windows.chair.locator(".room-bar")).to_contain_text("Called to order")

    _mark(windows.clerk, "dt", "ls")

    for page in (windows.chair, *windows.followers):
        _quorum(page)("2 of 9")
        _quorum(page)("3 more seats are needed")
    expect(clerk.present(windows.chair)).to_have_count(2)
    expect(windows.public.locator("body")).not_to_contain_text("Lily Sturmann")
    expect(windows.wall.locator("#live-quorum")).not_to_contain_text("Lily Sturmann")


def test_who_looks_elsewhere_stays_there_and_keeps_what_was_typed(windows: Windows) -> None:
    chair = windows.chair
    chair.goto(f"{HERE}/room?item=any-other-business")
    note = chair.get_by_role("textbox", name="New note")
    note.fill("A word on the")

    _mark(windows.clerk, "dt")

    expect(clerk.present(chair)).to_have_count(1)
    expect(note).to_have_value("A word on the")
    expect(note).to_be_focused()
    expect(chair.locator(".room-item h2")).to_contain_text("Any other business")


def test_seat_votes_on_its_own_page_and_everybody_sees_the_tally(windows: Windows) -> None:
    secretary, seat = windows.clerk, windows.seat
    _mark(secretary, "dt", "ls", "tf", "gg", "ii")
    clerk.leave_field(secretary)
    clerk.go_to(secretary, "Any other business")
    clerk.press(secretary, "m")
    clerk.write(secretary, "That the tides are noted.", clerk.SEND)
    expect(secretary.get_by_text("Moved", exact=True)).to_be_visible()
    clerk.press(secretary, "v")

    expect(seat.locator("#live-mine").get_by_role("button", name="Yes")).to_be_visible()
    assert barriers(seat) == []
    clerk.press(seat, "y")
    expect(seat.locator("#live-mine")).to_contain_text("has voted")

    tally = seat.get_by_role("group", name="How the vote stands: 1 yes, 0 no")
    expect(tally).to_be_visible()
    expect(seat.locator("#live-votes")).to_contain_text("Still to vote")
    for page in windows.followers:
        if page is not seat:
            expect(page.locator("#live-votes")).to_contain_text("1 of 5 seats have voted")
            expect(page.locator("#live-votes")).not_to_contain_text("1 yes")
            expect(page.locator("#live-votes")).not_to_contain_text("Still to vote")
    expect(secretary.locator(".room-item")).to_contain_text("1 yes, 0 no")
    for page in windows.followers:
        assert barriers(page) == []
        assert not too_wide(page)


def test_window_that_was_cut_off_sees_what_it_missed(windows: Windows) -> None:
    seat = windows.seat
    seat.context.set_offline(True)
    expect(seat.locator("[data-live-state]").first).to_contain_text("Cut off since")
    _mark(windows.clerk, "dt", "ls")
    _quorum(seat)("0 of 9")

    seat.context.set_offline(False)

    _quorum(seat)("2 of 9")
    expect(seat.locator("[data-live-state]").first).not_to_contain_text("Cut off")


def test_page_asks_where_nothing_can_be_pushed(windows: Windows) -> None:
    seat = windows.seat
    seat.route("**/live?view=seat", lambda route: route.abort())
    seat.reload()
    expect(seat.locator("[data-live-state]").first).to_have_text("Looks again every 5 seconds")

    _mark(windows.clerk, "dt")

    _quorum(seat)("1 of 9")


def test_whoever_signs_out_elsewhere_follows_no_longer(windows: Windows) -> None:
    seat = windows.seat
    other = seat.context.new_page()
    other.goto("/tac")
    with other.expect_navigation():
        other.locator("form[action='/sign-out'] button").first.evaluate("button => button.click()")
    _mark(windows.clerk, "dt")

    expect(seat.locator("[data-live-state]").first).to_contain_text("can no longer follow")
    _quorum(seat)("0 of 9")
