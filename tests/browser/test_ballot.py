"""A meeting without quorum sends a motion to its seats by mail with one key; two of them vote by
the links in their letters, without an account, and the ballot closes early.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser import harbour as council
from tests.browser.clerk import SEND, news, press, write
from tests.browser.conftest import Visit
from tests.browser.letters import letter_to, link_in
from tests.browser.looks import barriers, too_wide
from tests.browser.site import Site

pytestmark = pytest.mark.browser


def test_motion_falls_to_mail_and_two_links_decide_it(visit: Visit, harbour: Site) -> None:
    clerk = visit(harbour, "sam-clerk")
    council.plan_today(clerk, "tc")
    council.call_to_order(clerk, "tc", "Ada Quill")
    press(clerk, "m")
    expect(clerk.locator("#motion-text")).to_be_focused()
    write(clerk, "Draw the map", SEND)
    expect(news(clerk)).to_contain_text("is moved.")
    press(clerk, "v")
    expect(news(clerk)).to_contain_text("is open for votes.")
    press(clerk, "y")
    expect(news(clerk)).to_contain_text("Lighthouse: yes.")

    press(clerk, "B")
    expect(news(clerk)).to_contain_text("goes on by mail as")
    card = clerk.locator("article").filter(has_text="Open for votes by mail")
    expect(card).to_contain_text("until the end of")
    card.get_by_role("link", name="Open the ballot").click()
    expect(clerk.get_by_role("heading", name="Ballot by mail", exact=True)).to_be_visible()
    expect(clerk.get_by_text("Not voted yet:")).to_be_visible()
    assert barriers(clerk) == []
    assert not too_wide(clerk)

    for address, seat in (("ben-tarn", "Mooring"), ("cyd-moss", "Beacon")):
        phone = visit(harbour, width=390)
        phone.goto(link_in(letter_to(harbour, f"{address}@example.org"), "/answer/"))
        expect(phone.get_by_text(f"You vote for {seat}")).to_be_visible()
        assert barriers(phone) == []
        assert not too_wide(phone)
        press(phone, "y")
        expect(phone.get_by_role("button", name="Yes")).to_have_count(0)
    expect(phone.get_by_text("Carried by mail: 3 yes, 0 no; 2 yes needed.")).to_be_visible()

    clerk.reload()
    expect(clerk.get_by_text("closed early on")).to_be_attached()
    reader = visit(harbour)
    reader.goto("/tc/decisions")
    expect(reader.get_by_text("Carried by mail").first).to_be_visible()
