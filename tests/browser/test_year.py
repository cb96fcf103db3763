"""What comes once a year: the report to the board, whose answer becomes an action; the timeline of
an election, proposed from the last one, warned about, adopted.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from secretariat.rules.holidays import holidays_on
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
from tests.browser.looks import no_barriers
from tests.browser.site import Site

pytestmark = pytest.mark.browser

TITLE = "State of the Harbour"
WORDS = "Two quays were mended."
ASKED = "When does the lighthouse get its lamp?"
STEPS = (
    "Call for nominations opens",
    "Call for nominations closes",
    "Voting period opens",
    "Voting period closes",
    "Election results announced",
)


def test_report_is_composed_edited_given_and_its_answer_becomes_an_action(
    visit: Visit, harbour: Site
) -> None:
    sam, today = visit(harbour, "sam-clerk"), in_days(0)
    stranger = visit(harbour, width=390, scheme="dark")
    _draft(sam)
    stranger.goto("/tc/reports")
    expect(stranger.get_by_text(TITLE)).to_have_count(0)
    _edit(sam)
    _give(sam)
    _answer(sam)

    open_page(stranger, f"/tc/reports/{today}", TITLE)
    expect(stranger.locator(".deck")).to_contain_text(WORDS)
    no_barriers(stranger)
    stranger.get_by_role("link", name="A-1").click()
    expect(stranger.locator("main")).to_contain_text("Order the lamp")


def _draft(sam: Page) -> None:
    open_page(sam, "/tc/reports", "Reports")
    press(sam, "n")
    sam.get_by_label("Title").fill(TITLE)
    sam.get_by_label("To whom").fill("Governing Board")
    sam.get_by_label("Their body here").select_option("board")
    sam.get_by_label("Given on").fill(in_days(0))
    sam.get_by_label("Covers the days from").fill(in_days(-300))
    sam.get_by_label("Until").fill(in_days(0))
    no_barriers(sam)
    press_button(sam, "Draft it from the record")
    expect(news(sam)).to_contain_text("The report is drafted from the record.")


def _edit(sam: Page) -> None:
    """A chapter is left out, another moves up, a third gets the editor's own words."""
    rows = sam.locator("#chapters ol > li")
    first = rows.nth(0).get_by_role("link").inner_text()
    second = rows.nth(1).get_by_role("link").inner_text()
    rows.nth(1).locator("button[name=up]").click()
    expect(rows.nth(0)).to_contain_text(second)
    rows.nth(1).locator("button[name=chapter]").click()
    expect(news(sam)).to_contain_text(f"“{first}” is left out.")
    expect(rows.get_by_role("link", name=first, exact=True)).to_have_count(0)
    rows.last.get_by_role("link").click()
    sam.get_by_label("Your words").fill(WORDS)
    press_button(sam, "Save it")
    expect(sam.locator(".deck")).to_contain_text(WORDS)
    no_barriers(sam)


def _give(sam: Page) -> None:
    sam.locator("#give").get_by_role("button", name="It was given").click()
    expect(news(sam)).to_contain_text("The report is given; it is kept as it is now")
    expect(sam.locator("#chapters")).to_have_count(0)


def _answer(sam: Page) -> None:
    press(sam, "x")
    sam.get_by_label("What was asked or said").fill(ASKED)
    press_button(sam, "Note the answer")
    expect(news(sam)).to_contain_text("The answer is noted; it waits for an outcome.")
    sam.goto("/tc/loose-ends")
    expect(sam.get_by_role("row").filter(has_text=ASKED)).to_be_visible()
    sam.goto(f"/tc/reports/{in_days(0)}")
    sam.get_by_text("Make it an action").click()
    sam.get_by_label("What is to be done").fill("Order the lamp")
    sam.get_by_label("Who", exact=False).first.fill("Ada Quill")
    press_button(sam, "Raise the action")
    expect(news(sam)).to_contain_text("A-1 is raised.")
    sam.goto("/tc/loose-ends")
    expect(sam.get_by_role("row").filter(has_text=ASKED)).to_have_count(0)


def test_timeline_of_last_year_is_proposed_again_warned_about_and_adopted(
    visit: Visit, harbour: Site
) -> None:
    sam, eve = visit(harbour, "sam-clerk"), _eve()
    days = [eve - timedelta(days=each) for each in (15, 8, 7, 0, -6)]
    _warn_of_holidays(sam)
    _last_year(sam, [day - timedelta(days=364) for day in days])
    _propose_again(sam, days)
    _adopt(sam)

    public = visit(harbour, width=390, scheme="dark")
    open_page(public, f"/tc/elections/{days[0].year}-chair", f"Chair election {days[0].year}")
    expect(public.locator(".page-state")).to_contain_text("Adopted")
    no_barriers(public)


def _eve() -> date:
    """The eve of a holiday on a working day, not soon: so that the voting period may end on it."""
    today = datetime.now(ZoneInfo(day_zone())).date()
    days = (today + timedelta(days=each) for each in range(30, 400))
    return next(
        day
        for day in days
        if holidays_on(day + timedelta(days=1), ["us"])
        and not holidays_on(day, ["us"])
        and day.weekday() < 5
        and (day - timedelta(days=15)).day > 3  # 364 days earlier is in the same month.
    )


def _warn_of_holidays(sam: Page) -> None:
    """The meetings of the council, which warn about the holidays of a country."""
    open_page(sam, "/tc/series/new", "Set up a series")
    sam.get_by_label("Title").fill("Every second week")
    sam.get_by_label("First meeting").fill(in_days(200))
    sam.get_by_label("Begins").fill("10:00")
    sam.get_by_label("Ends").fill("11:00")
    sam.get_by_label("Warn about holidays").fill("us")
    sam.locator("main form button.primary").first.click()
    expect(news(sam)).to_contain_text("The series is set up.")


def _last_year(sam: Page, days: list[date]) -> None:
    """An election that is over."""
    open_page(sam, "/tc/elections", "Elections")
    press(sam, "n")
    sam.get_by_label("Office").select_option("chair")
    for step, day in zip(STEPS, days, strict=True):
        sam.get_by_label(step).fill(day.isoformat())
    press_button(sam, "Propose it")
    expect(news(sam)).to_contain_text("The timeline of the Chair election")
    sam.get_by_text("What came of it").first.click()
    sam.get_by_role("textbox", name="What came of it").fill("Ada Quill was elected")
    press_button(sam, "Record it")
    expect(news(sam)).to_contain_text("It is recorded.")


def _propose_again(sam: Page, days: list[date]) -> None:
    """The same weekdays, 364 days later, by one key; the eve is warned about."""
    press(sam, "a")
    expect(news(sam)).to_contain_text(f"The timeline of the Chair election {days[0].year}")
    expect(sam.get_by_text(", 364 days later.")).to_be_visible()
    for step, day in zip(STEPS, days, strict=True):
        row = sam.get_by_role("row").filter(has_text=step)
        expect(row).to_contain_text(f"{day:%a} {day.day} {day:%b %Y}")
    warned = sam.get_by_role("row").filter(has_text="Voting period closes")
    expect(warned).to_contain_text("is the eve of")
    no_barriers(sam)


def _adopt(sam: Page) -> None:
    """The motion under its item adopts it."""
    plan_today(sam, "tc", why="The timeline cannot wait")
    call_to_order(sam, "tc", "Ada Quill", "Ben Tarn")
    take_up(sam, "Chair election")
    expect(sam.locator(".room-item")).to_contain_text("is the eve of")
    press(sam, "v")
    expect(sam.get_by_text("Moved", exact=True)).to_be_visible()
    press(sam, "g")
    expect(news(sam)).to_contain_text("Carried by general consent")
