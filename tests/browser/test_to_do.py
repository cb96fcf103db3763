"""After the meeting by keys: its draft minutes, and the to-do list that follows from it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser import clerk, writer
from tests.browser.clerk import heading, news, press, write
from tests.browser.conftest import Visit
from tests.browser.day import HERE
from tests.browser.looks import no_barriers
from tests.browser.site import Site

pytestmark = pytest.mark.browser


def test_what_follows_from_a_meeting_is_done_by_keys(visit: Visit, own_site: Site) -> None:
    page = visit(own_site, "dave-thaler")
    page.goto(HERE)
    clerk.set_clock(page, "10072021", "0700AM", "7 Oct 2021, 07:00")
    page.goto(f"{HERE}/room")
    clerk.call_to_order(page)
    clerk.leave_field(page)
    press(page, "a")
    write(page, "[Dave Thaler] Draw the chart", "Enter")
    expect(page.locator("#raised > li").last).to_contain_text("Draw the chart")
    clerk.leave_field(page)
    clerk.set_clock(page, "10072021", "0900AM", "7 Oct 2021, 09:00")
    page.goto(f"{HERE}/room")
    writer.adjourn(page)

    heading(page, "After the meeting")
    row = page.locator("[data-rows] > li").filter(has_text="Mail the owners of 1 new action")
    expect(row).to_contain_text("Secretary")
    no_barriers(page)
    press(page, "1")
    page.wait_for_url("**/tac/actions/letters")
    page.goto(f"{HERE}/to-do")
    press(page, "j", "x")
    expect(news(page)).to_contain_text("1 is done.")
    expect(row).to_contain_text("done by Dave Thaler")
    writer.draft(page)
