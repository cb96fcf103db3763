"""What a council says to the outside: a consultation from the call to the published statement over
a vote of the council and one of the board; a definition through review to its second version.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.clerk import news, press
from tests.browser.conftest import Visit
from tests.browser.harbour import (
    call_to_order,
    in_days,
    open_page,
    plan_today,
    press_button,
    take_up,
)
from tests.browser.looks import no_barriers
from tests.browser.site import Site

pytestmark = pytest.mark.browser

CALL = "Depths of harbours"
HERE = "/tc/consultations/depths-of-harbours"
DRAFT = "https://example.org/draft-on-depths"
ANSWER = "https://example.org/answer-on-depths"
TERM = "/tc/papers/breakwater"
FIRST = "A wall against the sea."
SECOND = "A wall that breaks the waves before they reach the harbour."


def test_consultation_goes_from_the_call_to_the_published_statement(
    visit: Visit, harbour: Site
) -> None:
    sam, ben, bo = (visit(harbour, name) for name in ("sam-clerk", "ben-tarn", "bo-clerk"))
    _call(sam)
    _draft(sam, ben)
    _council_votes(sam)
    _refer(sam)
    _board_votes(bo)
    _send_and_publish(sam)

    public = visit(harbour, width=390, scheme="dark")
    open_page(public, HERE, CALL)
    expect(public.get_by_role("link", name=ANSWER).first).to_be_visible()
    steps = [
        "Published", "Sent", "Approved by the board", "Voted by the body", "In review",
        "Being drafted", "Called",
    ]  # fmt: skip
    told = public.locator(".timeline").first.locator("li > p:nth-of-type(2)")
    expect(told).to_have_text(steps)
    no_barriers(public)


def _call(sam: Page) -> None:
    open_page(sam, "/tc/consultations", "Consultations and statements")
    press(sam, "n")
    sam.get_by_label("Title").fill(CALL)
    sam.get_by_label("Closes on").fill(in_days(10))
    sam.get_by_label("Or, in words").fill("Chart Makers")
    no_barriers(sam)
    press_button(sam, "Put it on the list")
    expect(news(sam)).to_contain_text(f"“{CALL}” is on the list.")


def _draft(sam: Page, ben: Page) -> None:
    open_page(sam, HERE, CALL)
    sam.get_by_label("Who drafts it").fill("Ben Tarn")
    sam.get_by_label("Where").fill(DRAFT)
    press_button(sam, "Begin the draft")
    expect(news(sam)).to_contain_text("Ben Tarn drafts it.")
    ben.goto("/tc")
    ben.get_by_role("link", name=f"Take “{CALL}” a step on").click()
    press_button(ben, "Put it into review")
    expect(news(ben)).to_contain_text("It is in review")


def _council_votes(sam: Page) -> None:
    plan_today(sam, "tc")
    proposed = sam.get_by_role("listitem").filter(has_text=CALL)
    expect(proposed).to_contain_text("In review; closes on")
    expect(proposed).to_contain_text("in 10 days")
    call_to_order(sam, "tc", "Ada Quill", "Ben Tarn")
    take_up(sam, CALL)
    press(sam, "v")
    expect(sam.get_by_text("Moved", exact=True)).to_be_visible()
    press(sam, "g")
    expect(news(sam)).to_contain_text("Carried by general consent")


def _refer(sam: Page) -> None:
    open_page(sam, HERE, CALL)
    expect(
        sam.locator(".page-head, header, main").get_by_text("Voted by the body").first
    ).to_be_visible()
    press(sam, "b")
    sam.get_by_label("To which body").select_option("board")
    expect(sam.get_by_label("What it is asked")).to_have_value(
        f"That the answer to “{CALL}” is approved and sent."
    )
    press_button(sam, "Send it to the other body")
    expect(news(sam)).to_contain_text("R-1 is with Governing Board.")


def _board_votes(bo: Page) -> None:
    plan_today(bo, "board")
    call_to_order(bo, "board", "Lea Lamp", "Moe Rope")
    take_up(bo, "TC")
    press_button(bo, "Put this motion")
    expect(bo.get_by_text("Moved", exact=True)).to_be_visible()
    press(bo, "g")
    expect(news(bo)).to_contain_text("Carried by general consent")


def _send_and_publish(sam: Page) -> None:
    open_page(sam, HERE, CALL)
    expect(sam.get_by_text("Approved by the board").first).to_be_visible()
    press_button(sam, "It is sent")
    expect(news(sam)).to_contain_text("It is sent.")
    sam.get_by_label("Where").fill(ANSWER)
    press_button(sam, "It is published")
    expect(news(sam)).to_contain_text("It is published.")


def test_definition_goes_through_review_to_its_second_version(visit: Visit, harbour: Site) -> None:
    sam, cyd = visit(harbour, "sam-clerk"), visit(harbour, "cyd-moss")
    _first_version(sam)
    _second_version(sam)
    _review(sam, cyd)
    _adopt(sam)

    public = visit(harbour, width=390, scheme="dark")
    open_page(public, "/tc/glossary", "Glossary")
    term = public.get_by_role("region", name="Breakwater")
    expect(term).to_contain_text("Published")
    expect(term).to_contain_text("Superseded")
    words = term.locator(".prose")
    expect(words).to_have_text([SECOND, FIRST])
    no_barriers(public)


def _first_version(sam: Page) -> None:
    open_page(sam, "/tc/glossary", "Glossary")
    press(sam, "n")
    sam.get_by_label("Title").fill("Breakwater")
    expect(sam.get_by_label("Kind")).to_have_value("definition")
    sam.get_by_label("Words").fill(FIRST)
    sam.get_by_label("Editor").fill("Ben Tarn")
    no_barriers(sam)
    press_button(sam, "Put it on the list")
    open_page(sam, f"{TERM}/v1", "Breakwater, version 1")
    sam.get_by_text("Published without a vote").click()
    sam.get_by_label("Why without a vote").fill("It was in use before the council was")
    press_button(sam, "It is published")
    expect(news(sam)).to_contain_text("Version 1 is published.")


def _second_version(sam: Page) -> None:
    open_page(sam, TERM, "Breakwater")
    no_barriers(sam)
    press_button(sam, "Begin the version")
    expect(news(sam)).to_contain_text("Version 2 is in draft.")
    sam.get_by_role("textbox", name="Words (optional)", exact=True).fill(SECOND)
    press_button(sam, "Save the words")
    expect(sam.get_by_text("Against version 1")).to_be_visible()
    sam.get_by_label("Reviewers").fill("Cyd Moss")
    press_button(sam, "Ask for reviews")
    expect(news(sam)).to_contain_text("Version 2 is in review.")


def _review(sam: Page, cyd: Page) -> None:
    cyd.goto("/tc")
    cyd.get_by_role("link", name="Review version 2 of “Breakwater”").click()
    cyd.get_by_label("Answer", exact=True).select_option("fine")
    no_barriers(cyd)
    press_button(cyd, "Send the answer")
    expect(news(cyd)).to_contain_text("Cyd Moss: fine as it is.")
    open_page(sam, f"{TERM}/v2", "Breakwater, version 2")
    press(sam, "f")
    expect(news(sam)).to_contain_text("The words of version 2 stand")


def _adopt(sam: Page) -> None:
    plan_today(sam, "tc")
    call_to_order(sam, "tc", "Ada Quill", "Ben Tarn")
    take_up(sam, "Breakwater")
    press(sam, "v")
    expect(sam.get_by_text("Moved", exact=True)).to_be_visible()
    press(sam, "g")
    expect(news(sam)).to_contain_text("Carried by general consent")
    open_page(sam, f"{TERM}/v2", "Breakwater, version 2")
    sam.get_by_label("Where").fill("https://example.org/breakwater")
    press_button(sam, "It is published")
    expect(news(sam)).to_contain_text("Version 2 is published.")
