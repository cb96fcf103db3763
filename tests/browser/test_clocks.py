"""Two readers in two zones see a time of the council and, where it is another one, their own."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.looks import barriers, too_wide
from tests.browser.site import Site

pytestmark = pytest.mark.browser

MEETING, CALENDAR = "/tac/2021-10-07", "/tac/calendar"
PAGES = ("/tac", CALENDAR, MEETING, "/tidelamp/talks/tide-tables-for-machines")
SHIFTED = """() => new Promise((told) => {
  let moved = 0;
  const watch = (list) => { for (const each of list.getEntries()) moved += each.value; };
  new PerformanceObserver(watch).observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => told(moved)));
})"""
# The day, Los Angeles, Berlin, Lord Howe: all change their clocks on different weekends.
ROWS = (
    ("7 Oct 2021", "07:00 PDT", "16:00, your time", "01:00 next day, your time"),
    ("4 Nov 2021", "07:00 PDT", "15:00, your time", "01:00 next day, your time"),
    ("18 Nov 2021", "07:00 PST", "16:00, your time", "02:00 next day, your time"),
)


def head(page: Page) -> str:
    """The line under the heading, in one space each."""
    return " ".join(page.locator(".page-state").inner_text().split())


def row_of(page: Page, day: str) -> str:
    row = page.locator("tbody tr").filter(has=page.get_by_text(day, exact=True)).first
    return " ".join(row.inner_text().split())


@pytest.mark.parametrize(("zone", "own"), [("Europe/Berlin", 2), ("Australia/Lord_Howe", 3)])
def test_reader_sees_the_hour_of_each_meeting_across_the_changes(
    visit: Visit, site: Site, zone: str, own: int
) -> None:
    page = visit(site, zone=zone)
    page.goto(CALENDAR)

    for row in ROWS:
        expect(page.locator("tbody").first).to_contain_text(row[own])
        assert f"{row[1]} {row[own]}" in row_of(page, row[0])


def test_two_readers_see_the_council_first_and_then_themselves(visit: Visit, site: Site) -> None:
    berlin, howe = visit(site, zone="Europe/Berlin"), visit(site, zone="Australia/Lord_Howe")
    for page in (berlin, howe):
        page.goto(MEETING)

    assert "07:00 to 09:00 PDT 16:00 to 18:00, your time (Europe/Berlin)" in head(berlin)
    assert "07:00 to 09:00 PDT 01:00 to 03:00 next day, your time (Australia/Lord Howe)" in head(
        howe
    )
    expect(berlin.get_by_text("16:10, your time")).to_be_visible()


def test_reader_on_the_clock_of_the_council_sees_it_once(visit: Visit, site: Site) -> None:
    page = visit(site, zone="America/Los_Angeles")
    page.goto(MEETING)

    assert head(page).endswith("07:00 to 09:00 PDT")
    expect(page.get_by_text("your time")).to_have_count(0)


def test_page_without_scripts_stays_as_it_is(visit: Visit, site: Site) -> None:
    page = visit(site, zone="Europe/Berlin", runs_scripts=False)
    page.goto("/tac")

    expect(page.locator(".next-when")).to_contain_text("7 Oct 2021, 07:00 to 09:00 PDT")
    expect(page.locator(".next-when")).to_contain_text("7 Oct 2021, 14:00 UTC")
    expect(page.get_by_text("your time")).to_have_count(0)


@pytest.mark.parametrize("path", PAGES)
def test_phone_neither_jumps_nor_grows_wide(visit: Visit, site: Site, path: str) -> None:
    page = visit(site, zone="Australia/Lord_Howe", width=390)
    page.goto(path)

    expect(page.get_by_text("your time").first).to_be_visible()
    assert page.evaluate(SHIFTED) == 0
    assert not too_wide(page)
    assert barriers(page) == []


@pytest.mark.parametrize("zone", ["Asia/Kolkata", "Pacific/Kiritimati", "Pacific/Honolulu"])
def test_chosen_clock_reads_as_that_of_the_browser_does(
    visit: Visit, own_site: Site, zone: str
) -> None:
    at_home = visit(own_site, zone=zone)
    away = visit(own_site, "dave-thaler", zone="Europe/Berlin")
    away.goto("/me")
    expect(away.get_by_text("that of this browser (Europe/Berlin)")).to_be_visible()
    away.get_by_role("link", name="My time zone").click()
    away.get_by_label("My time zone").select_option(zone)
    assert barriers(away) == []
    away.get_by_role("button", name="Keep it").click()
    expect(away.get_by_text("Times are said on your clock, too.")).to_be_visible()

    for path in (CALENDAR, MEETING):
        at_home.goto(path)
        away.goto(path)
        theirs, mine = (each.locator("own-time").all_inner_texts() for each in (at_home, away))
        assert theirs == mine
        assert all(f"your time ({zone})" in words for words in mine[:1])
        if path == CALENDAR:  # A page that is not drawn for many at once the server fills itself.
            assert away.locator("own-time:not([data-chosen])").count() == 0
