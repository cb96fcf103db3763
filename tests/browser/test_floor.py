"""The floor and the course of the items by keys, in two windows at once."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser import clerk
from tests.browser.conftest import Visit
from tests.browser.day import HERE
from tests.browser.looks import barriers, too_wide
from tests.browser.site import Site

pytestmark = pytest.mark.browser


def test_member_asks_and_the_clerk_gives_the_floor(visit: Visit, own_site: Site) -> None:
    room, seat = visit(own_site, "ashley-weltz"), visit(own_site, "dave-thaler", width=390)
    room.goto(f"{HERE}/room")
    clerk.call_to_order(room)
    seat.goto(f"{HERE}/seat")
    expect(seat.locator("[data-live-state]")).to_have_text("Live")
    clerk.write(room, "ls", "Enter")
    expect(clerk.present(room)).to_have_count(1)
    clerk.leave_field(room)
    clerk.press(room, "Q")
    expect(room.locator("#speaker")).to_be_focused()
    clerk.write(room, "ls", "Enter")
    queue = room.get_by_role("list", name="Who waits for the floor")
    expect(queue).to_contain_text("Lily Sturmann")

    expect(seat.get_by_role("list", name="Who waits for the floor")).to_contain_text("Lily")
    seat.keyboard.press("Q")
    expect(seat.locator("#live-mine")).to_contain_text("You are number 2 in the queue.")
    expect(queue.get_by_role("listitem")).to_have_count(2)
    clerk.leave_field(room)
    clerk.press(room, ">")
    expect(room.locator("#room-floor .speaking")).to_contain_text("Lily Sturmann has the floor")
    expect(seat.locator("#live-mine")).to_contain_text("You are next to speak.")
    clerk.press(room, ">")
    expect(seat.locator("#live-mine")).to_contain_text("Your turn: you have the floor.")
    expect(seat.locator("#live-mine [data-seconds]")).to_have_text(re.compile(r"^\d:\d\d$"))
    expect(room.locator(".item-clock")).to_have_text(re.compile(r"^\d( of \d+)? min$"))
    assert barriers(room) == []
    assert barriers(seat) == []
    assert not too_wide(seat)

    seat.keyboard.press("Q")
    expect(seat.locator("#live-mine")).to_contain_text("Ask for the floor")
    clerk.press(room, "n")
    expect(room.locator("#room-floor")).to_have_text("")
    clerk.press(room, "P")
    expect(room.get_by_role("list", name="Parked items").get_by_role("listitem")).to_have_count(1)
    assert barriers(room) == []
