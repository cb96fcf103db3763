"""The council and the board of the Open Harbour Foundation behind a real server, and how its people
hold a meeting today. Everybody and everything in it is invented.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

from tests.browser.clerk import leave_field, news, press, who, write
from tests.browser.site import run

PLACES = ("Europe/Berlin", "America/New_York", "Asia/Tokyo", "Pacific/Auckland", "Pacific/Honolulu")
COUNCIL = """\
[organization]
name = "Open Harbour Foundation"
[body]
name = "{name}"
short_name = "{short}"
slug = "{slug}"
kind = "{kind}"
zone = "{zone}"
[roster]
file = "{slug}.csv"
[secretary]
name = "{secretary}"
address = "{address}"
"""
ROSTERS = {
    "tc": """\
seat,organizations,representative,address
Lighthouse,Lighthouse,Ada Quill,ada-quill@example.org
Mooring,Mooring,Ben Tarn,ben-tarn@example.org
Beacon,Beacon,Cyd Moss,cyd-moss@example.org
""",
    "board": """\
seat,organizations,representative
Lighthouse,Lighthouse,Lea Lamp
Mooring,Mooring,Moe Rope
""",
}
BODIES = (
    ("tc", "Technical Council", "TC", "council", "Sam Clerk"),
    ("board", "Governing Board", "GB", "board", "Bo Clerk"),
)


def found(folder: Path) -> Path:
    """A folder with both bodies, in a zone where it is day now."""
    zone = day_zone()
    for slug, name, short, kind, secretary in BODIES:
        address = f"{secretary.lower().replace(' ', '-')}@example.org"
        (folder / f"{slug}.csv").write_text(ROSTERS[slug], encoding="utf-8")
        file = folder / f"{slug}.toml"
        words = {"name": name, "short": short, "slug": slug, "kind": kind, "zone": zone}
        words |= {"secretary": secretary, "address": address}
        file.write_text(COUNCIL.format(**words), encoding="utf-8")
        run("init", "--from", str(file), "--data", str(folder / "made"))
    return folder / "made"


def day_zone() -> str:
    """A zone in which a meeting that begins now ends on the same day."""
    now = datetime.now(UTC)
    return next(zone for zone in PLACES if 6 <= now.astimezone(ZoneInfo(zone)).hour < 20)


def in_days(days: int) -> str:
    """A day from now, as a date field takes it."""
    return f"{datetime.now(ZoneInfo(day_zone())) + timedelta(days=days):%Y-%m-%d}"


def press_button(page: Page, name: str) -> None:
    """Press the button of this name and wait for what the page says of it."""
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_load_state()


def plan_today(page: Page, body: str, why: str = "") -> None:
    """Plan a meeting of a body that begins in a few minutes; its agenda is being prepared. A
    meeting beside a series needs a word on why it is held.
    """
    now = datetime.now(ZoneInfo(day_zone()))
    page.goto(f"/{body}/calendar/plan")
    page.get_by_label("Day").fill(f"{now:%Y-%m-%d}")
    page.get_by_label("Begins").fill(f"{now + timedelta(minutes=5):%H:%M}")
    page.get_by_label("Ends").fill(f"{now + timedelta(minutes=65):%H:%M}")
    page.get_by_label("Why").fill(why)
    press_button(page, "Plan the meeting")
    page.wait_for_url("**/prepare")
    expect(page.get_by_role("heading", name="Proposed")).to_be_visible()


def call_to_order(page: Page, body: str, *people: str) -> None:
    """Put everything proposed on the agenda, go into the room and call the roll."""
    press(page, "a")
    expect(page.get_by_text("Nothing more is proposed")).to_be_visible()
    day = datetime.now(ZoneInfo(day_zone()))
    page.goto(f"/{body}/{day:%Y-%m-%d}/room")
    page.wait_for_load_state()
    press(page, "c")
    expect(news(page)).to_contain_text("The meeting is called to order.")
    for name in people:
        who(page).focus()
        write(page, name, "Enter")
        expect(page.locator("#present > li").filter(has_text=name)).to_be_visible()
    leave_field(page)


def take_up(page: Page, title: str) -> None:
    """Walk to the item of this title."""
    shown = page.locator(".room-item").get_by_role("heading", level=2)
    for _ in range(page.locator(".room-agenda li").count()):
        here = shown.inner_text()
        if title in here:
            return
        press(page, "n")
        expect(shown).not_to_have_text(here)
    raise AssertionError(f"{title} is not on the agenda")


def open_page(page: Page, address: str, title: str) -> None:
    """Open a page and wait for its heading."""
    page.goto(address)
    expect(page.get_by_role("heading", level=1, name=title).first).to_be_visible()
    page.wait_for_load_state()
