"""Four people in one meeting of an invented council, each at a window of their own: the secretary
keeps the record, the chair and a representative vote for their seats, the public looks on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.browser import harbour as council
from tests.browser.clerk import SEND, leave_field, news, press, who, write
from tests.browser.conftest import Visit
from tests.browser.letters import letter_to, link_in
from tests.browser.looks import barriers, too_wide
from tests.browser.site import Site, run, start
from tests.browser.writer import adjourn

pytestmark = pytest.mark.browser

COUNCIL = """\
[organization]
name = "Open Harbour Foundation"
[body]
name = "Technical Council"
short_name = "TC"
slug = "tc"
zone = "{zone}"
[roster]
file = "tc.csv"
[chair]
name = "Ada Quill"
address = "ada-quill@example.org"
[secretary]
name = "Sam Clerk"
address = "sam-clerk@example.org"
"""
ROSTER = """\
seat,organizations,representative,address
Lighthouse,Lighthouse,Ada Quill,ada-quill@example.org
Mooring,Mooring,Ben Tarn,ben-tarn@example.org
Beacon,Beacon,Cyd Moss,cyd-moss@example.org
Pier,Pier,Dot Hale,dot-hale@example.org
Quay,Quay,Eve Lund,eve-lund@example.org
"""
CLOSED = "Who mends the lamp"
SECRET = "The keeper asked for a replacement"
PUBLIC_PLACES = (
    "", "/minutes", "/deck", "/projector", "/live?view=page", "/live?view=projector", "/agenda.md",
)  # fmt: skip
PUBLIC_FEEDS = (
    "/tc", "/tc/decisions", "/tc/feed.atom", "/tc/feed.json", "/tc/dates.ics", "/tc/decisions.csv",
    "/tc/search?q=lamp", "/tc/search?q=keeper", "/tc/calendar", "/tc/actions",
    "/api/v1/tc/meetings",
)  # fmt: skip


@dataclass(frozen=True)
class Windows:
    """The windows of the four."""

    clerk: Page
    chair: Page
    seat: Page
    public: Page


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A council of five seats with a chair and a secretary; founded once."""
    folder = tmp_path_factory.mktemp("five")
    (folder / "tc.csv").write_text(ROSTER, encoding="utf-8")
    words = COUNCIL.format(zone=council.day_zone())
    (folder / "tc.toml").write_text(words, encoding="utf-8")
    run("init", "--from", str(folder / "tc.toml"), "--data", str(folder / "made"))
    return folder / "made"


@pytest.fixture
def site(made: Path, tmp_path: Path) -> Iterator[Site]:
    """A server on a copy of it."""
    served = start(made, tmp_path / "data")
    yield served
    served.stop()


@pytest.fixture
def windows(visit: Visit, site: Site) -> Windows:
    """The meeting is called to order by keys; one seat of five is there, three make a quorum."""
    clerk = visit(site, "sam-clerk")
    council.plan_today(clerk, "tc")
    _add(clerk, "Harbour map")
    _add(clerk, CLOSED)
    _keep_for_members(clerk, CLOSED)
    council.call_to_order(clerk, "tc", "Ada Quill")
    here = _here()
    four = Windows(clerk, visit(site, "ada-quill"), visit(site, "ben-tarn", width=390), visit(site))
    for page, place in ((four.chair, "seat"), (four.seat, "seat"), (four.public, "projector")):
        page.goto(f"{here}/{place}")
        expect(page.locator("[data-live-state]").first).to_have_text("Live")
    return four


def test_four_windows_play_a_whole_meeting(visit: Visit, site: Site, windows: Windows) -> None:
    clerk, chair, seat, public = windows.clerk, windows.chair, windows.seat, windows.public
    for page in (chair, seat, public):
        expect(page.locator("#live-quorum")).to_contain_text("2 more seats are needed")

    _arrive(clerk, "Ben Tarn", "Cyd Moss")
    for page in (chair, seat, public):
        expect(page.locator("#live-quorum")).to_contain_text("3 of 5")

    council.take_up(clerk, "Harbour map")
    _move(clerk, "Print the harbour map")
    press(clerk, "g")
    expect(news(clerk)).to_contain_text("Carried by general consent")

    _move(clerk, "Give the map to the port")
    press(clerk, "v")
    _vote(chair, "Give the map to the port", "y")
    _vote(seat, "Give the map to the port", "r")
    expect(public.locator("#live-votes")).to_contain_text("2 of 3 seats have voted")
    press(clerk, "y")
    expect(news(clerk)).to_contain_text("Beacon: yes.")
    press(clerk, "c")
    expect(clerk.locator(".room-item")).to_contain_text("2 yes, 0 no")

    _falls_to_mail(visit, site, windows)
    _stays_private(windows)
    for page in (chair, seat, public):
        assert barriers(page) == []
        assert not too_wide(page)
    _adjourned_and_public_reads_nothing_private(windows)


def _falls_to_mail(visit: Visit, site: Site, windows: Windows) -> None:
    clerk = windows.clerk
    _move(clerk, "Paint the lighthouse")
    press(clerk, "v")
    expect(news(clerk)).to_contain_text("is open for votes.")
    _vote(windows.chair, "Paint the lighthouse", "y")
    _leave(clerk, "Ben Tarn")
    expect(windows.public.locator("#live-quorum")).to_contain_text("1 more seat is needed")
    press(clerk, "B")
    expect(news(clerk)).to_contain_text("goes on by mail as")
    for address in ("cyd-moss", "dot-hale", "eve-lund"):
        phone = visit(site, width=390)
        phone.goto(link_in(letter_to(site, f"{address}@example.org"), "/answer/"))
        press(phone, "y")
        expect(phone.get_by_role("button", name="Yes")).to_have_count(0)
    expect(phone.locator(".tally")).to_contain_text("Carried by mail: 4 yes, 0 no")
    _arrive(clerk, "Ben Tarn")


def _stays_private(windows: Windows) -> None:
    clerk = windows.clerk
    council.take_up(clerk, CLOSED)
    press(clerk, "t")
    write(clerk, SECRET, SEND)
    expect(clerk.locator(".notes > li").last).to_contain_text(SECRET)
    leave_field(clerk)
    expect(windows.seat.locator("#live-here")).to_contain_text(CLOSED)
    expect(windows.public.locator("#live-here")).to_contain_text("not for everybody")
    expect(windows.public.locator("body")).not_to_contain_text(CLOSED)


def _adjourned_and_public_reads_nothing_private(windows: Windows) -> None:
    clerk, public, here = windows.clerk, windows.public, _here()
    adjourn(clerk)
    expect(public.locator("body")).to_contain_text("Adjourned")
    for place in (*(here + place for place in PUBLIC_PLACES), *PUBLIC_FEEDS):
        text = public.request.get(place).text()
        assert CLOSED not in text, place
        assert SECRET not in text, place
    public.goto("/tc/decisions")
    expect(public.get_by_text("Carried by mail").first).to_be_visible()


def _here() -> str:
    return f"/tc/{datetime.now(ZoneInfo(council.day_zone())):%Y-%m-%d}"


def _add(page: Page, title: str) -> None:
    page.locator("#id_title").fill(title)
    council.press_button(page, "Add the item")
    expect(page.get_by_role("link", name=title)).to_be_visible()


def _keep_for_members(page: Page, title: str) -> None:
    prepared = page.url
    page.get_by_role("link", name=title).click()
    page.get_by_label("Who may see it").select_option("members")
    council.press_button(page, "Save the item")
    expect(news(page)).to_contain_text("The item is saved.")
    page.goto(prepared)


def _arrive(page: Page, *people: str) -> None:
    for name in people:
        who(page).focus()
        write(page, name, "Enter")
        expect(page.locator("#present > li").filter(has_text=name)).to_be_visible()
    leave_field(page)


def _leave(page: Page, name: str) -> None:
    line = page.locator("#present > li").filter(has_text=name)
    line.get_by_role("button", name="Leaves").click()
    expect(news(page)).to_contain_text(f"{name} has left.")


def _vote(page: Page, motion: str, key: str) -> None:
    """Vote for the seat of this window, as soon as it is asked."""
    mine = page.locator("#live-mine article").filter(has_text=motion)
    expect(mine.get_by_role("button", name="Yes")).to_be_visible()
    press(page, key)
    expect(mine).to_contain_text("has voted")


def _move(page: Page, text: str) -> None:
    press(page, "m")
    expect(page.locator("#motion-text")).to_be_focused()
    write(page, text, SEND)
    expect(news(page)).to_contain_text("is moved.")
