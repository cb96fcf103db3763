"""The room at speaking speed: keys typed ahead, keys at the foot, one screen, nothing that bars."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import clerk
from tests.browser.conftest import Visit
from tests.browser.day import HERE, ROLL_CALL, STARRED
from tests.browser.looks import barriers, too_wide
from tests.browser.site import Site

pytestmark = pytest.mark.browser


def _called(visit: Visit, site: Site, width: int = 1280) -> Page:
    page = visit(site, "ashley-weltz", width=width)
    page.goto(f"{HERE}/room")
    clerk.call_to_order(page)
    return page


def _keys(page: Page) -> list[str]:
    return page.locator(".room-keys > span").all_inner_texts()


def test_names_typed_ahead_of_the_answer_are_all_marked(visit: Visit, own_site: Site) -> None:
    page = _called(visit, own_site)

    page.keyboard.type("dt\nls\ngg\ntf\n")

    names = [f"{name} ({where})" for name, where in (
        ("Dave Thaler", "Microsoft"), ("Lily Sturmann", "Red Hat"),
        ("Giuseppe Giordano", "Accenture"), ("Thomas Fossati", "Arm"),
    )]  # fmt: skip
    expect(clerk.present(page)).to_have_count(4)
    for line, name in zip(clerk.present(page).all_inner_texts(), names, strict=True):
        assert line.startswith(name)
    expect(clerk.who(page)).to_have_value("")


def test_keys_at_the_foot_are_those_that_work_now(visit: Visit, own_site: Site) -> None:
    page = visit(own_site, "ashley-weltz")
    page.goto(f"{HERE}/room")
    before = _keys(page)
    clerk.call_to_order(page)
    clerk.leave_field(page)
    expect(page.locator(".room-keys")).to_contain_text("roll call")
    after = _keys(page)

    assert (before[0], "r roll call" in before) == ("c call to order", False)
    assert ("c call to order" in after, "r roll call" in after) == (False, True)


def test_open_vote_holds_the_room_and_its_keys_come_first(visit: Visit, own_site: Site) -> None:
    page = _called(visit, own_site)
    for someone in ROLL_CALL:
        if someone.name in STARRED:
            clerk.mark_present(page, someone)
    clerk.leave_field(page)
    clerk.settle(page, "Approval of TAC minutes")
    clerk.press(page, "v")
    expect(page.get_by_text("Moved", exact=True)).to_be_visible()

    clerk.press(page, "v")

    expect(page.get_by_role("button", name="Close the vote")).to_be_visible()
    expect(page.get_by_role("button", name="Settle and go on")).to_be_hidden()
    page.keyboard.type("yyynYc")
    expect(clerk.news(page)).to_contain_text("Carried: 5 yes, 1 no")
    expect(page.get_by_role("button", name="Settle and go on")).to_be_visible()


def test_action_is_closed_with_a_word_of_its_own(visit: Visit, own_site: Site) -> None:
    page = _called(visit, own_site)
    clerk.leave_field(page)
    clerk.go_to(page, "Action item review")
    row = page.locator("#review > li").first
    closing_word = row.get_by_label("Closing word")

    clerk.press(page, "d", "Enter")

    expect(closing_word).to_be_focused()
    assert not closing_word.evaluate("field => field.checkValidity()")
    clerk.write(page, "The team has begun.", "Enter")
    expect(row.locator(".chip")).to_have_text("Done")
    expect(page.locator("#review > li").nth(1)).to_have_attribute("aria-current", "true")


def test_decision_and_information_have_a_key_each(visit: Visit, own_site: Site) -> None:
    page = _called(visit, own_site)
    clerk.leave_field(page)
    clerk.go_to(page, "TAC tech talks")
    notes = page.locator(".notes > li")

    for key, words in (("d", "One talk a month."), ("i", "Two were offered."), ("t", "Thanks.")):
        clerk.press(page, key)
        clerk.write(page, words, clerk.SEND)
        expect(notes.last).to_contain_text(words)
        expect(page.get_by_role("radio", name="note", exact=True)).to_be_checked()
        clerk.leave_field(page)

    for place, kind in enumerate(("decision", "information", "")):
        expect(notes.nth(place)).to_contain_text(kind)
    expect(notes.nth(2)).not_to_contain_text("decision")


def test_what_was_not_dealt_with_is_named_before_it_is_passed_over(
    visit: Visit, own_site: Site
) -> None:
    page = _called(visit, own_site)
    clerk.leave_field(page)
    clerk.go_to(page, "Action item review")

    clerk.settle_anyway(
        page, "9 actions not reviewed: they stay as they are.", "Updates from the Outreach"
    )

    agenda = page.locator(".room-agenda li")
    review = agenda.filter(has_text="Action item review")
    expect(review.get_by_role("img", name="Settled")).to_be_visible()
    table = agenda.filter(has_text="Projects and their milestones")
    expect(table.get_by_role("img", name="Not reached")).to_be_visible()


@pytest.mark.parametrize(("width", "height"), [(1024, 768), (1280, 800), (1920, 1080)])
def test_room_fits_one_screen(visit: Visit, own_site: Site, width: int, height: int) -> None:
    page = _called(visit, own_site, width)
    page.set_viewport_size({"width": width, "height": height})
    _fits(page)
    for someone in ROLL_CALL[:14]:
        clerk.mark_present(page, someone)
    _fits(page)

    clerk.leave_field(page)
    clerk.press(page, "a")
    expect(page.get_by_label("Capture an action")).to_be_focused()
    _fits(page)
    for line in clerk.present(page).all():
        line.get_by_role("link").focus()
    _fits(page)
    clerk.leave_field(page)
    clerk.press(page, "r")
    for someone in ROLL_CALL[14:]:
        clerk.mark_present(page, someone)
    _fits(page)


def _fits(page: Page) -> None:
    """Nothing of the room is below the screen or has been pushed above it."""
    height = page.evaluate("innerHeight")
    assert page.evaluate("document.documentElement.scrollHeight") <= height
    boxes = [page.locator(part).bounding_box() for part in (".room-bar", ".room-keys")]
    assert all(box and box["y"] >= 0 and box["y"] + box["height"] <= height for box in boxes)
    expect(page.get_by_role("button", name="Settle and go on")).to_be_in_viewport(ratio=1)


def test_phone_shows_no_key_caps(browser: Browser, own_site: Site, visit: Visit) -> None:
    visit(own_site, "ashley-weltz").goto(f"{HERE}/room")
    state: Any = own_site.cookies["ashley-weltz"]
    phone = browser.new_context(
        base_url=own_site.address,
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
        storage_state=state,
    )
    page = phone.new_page()
    page.goto(f"{HERE}/room")

    expect(page.get_by_role("button", name="Call to order")).to_be_visible()
    assert [cap for cap in page.locator("kbd").all() if cap.is_visible()] == []
    assert not too_wide(page)
    phone.close()


def test_field_made_larger_by_hand_stays_without_a_complaint(visit: Visit, own_site: Site) -> None:
    page = _called(visit, own_site)
    page.locator("#note").evaluate("field => { field.style.height = '12rem'; }")

    clerk.mark_present(page, ROLL_CALL[3])  # `visit` fails on what the browser complains about


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light"), (1280, "dark")])
def test_room_bars_nobody_while_the_meeting_goes_on(
    visit: Visit, own_site: Site, width: int, scheme: Literal["light", "dark"]
) -> None:
    page = visit(own_site, "ashley-weltz", width=width, scheme=scheme)
    page.goto(f"{HERE}/room")
    found = barriers(page)
    clerk.call_to_order(page)
    for someone in ROLL_CALL[:6]:
        clerk.mark_present(page, someone)
    found += barriers(page)
    clerk.leave_field(page)
    for title in ("Approval of TAC minutes", "Action item review"):
        clerk.go_to(page, title)
        found += barriers(page)
        assert not too_wide(page)

    assert found == []
