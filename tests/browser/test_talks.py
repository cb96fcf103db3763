"""A talk from a stranger's suggestion to a webinar of another body, in a fictitious council."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from email import message_from_bytes
from email.policy import default
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.looks import barriers, too_wide
from tests.browser.site import Site, run, start

pytestmark = pytest.mark.browser

ZONE = "Europe/Berlin"
COUNCIL = """\
[organization]
name = "Open Harbour Foundation"
[body]
name = "Technical Council"
zone = "{zone}"
[roster]
file = "roster.csv"
[chair]
name = "Ada Quill"
address = "ada-quill@example.org"
[series]
first = {today}
from = "00:05"
to = "23:55"
every_weeks = 2
"""
COMMITTEE = """\
[organization]
name = "Open Harbour Foundation"
[body]
name = "Outreach Committee"
zone = "{zone}"
[chair]
name = "Cyd Moss"
organization = "Lighthouse"
address = "cyd-moss@example.org"
"""
ROSTER = """\
seat,organizations,representative,address
Lighthouse,Lighthouse,Ada Quill,ada-quill@example.org
Mooring,Mooring,Ben Tarn (Mooring),ben-tarn@example.org
"""
TALK = "/tc/talks/tides-and-harbours"
SHOALS = "/tc/talks/shoals"
PAGES = ("/tc/talks", SHOALS, "/tc/talks/suggest", "/tc/talks/new", "/tc/talks/webinars",
         "/tc/talks/guidelines", f"{SHOALS}/edit", "/tc/referrals")  # fmt: skip


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server on a council that meets today and in two weeks, and its outreach committee."""
    folder = tmp_path_factory.mktemp("harbour")
    today = datetime.now(ZoneInfo(ZONE)).date()
    (folder / "roster.csv").write_text(ROSTER, encoding="utf-8")
    for name, text in (("council", COUNCIL), ("committee", COMMITTEE)):
        (folder / f"{name}.toml").write_text(text.format(zone=ZONE, today=today), encoding="utf-8")
        run("init", "--from", str(folder / f"{name}.toml"), "--data", str(folder / "made"))
    served = start(folder / "made", folder / "data")
    yield served
    served.stop()


def letter_to(site: Site, address: str) -> str:
    """The text of the last letter to somebody, as it lies in the outbox."""
    with closing(sqlite3.connect(site.data / "secretariat.sqlite3")) as record:
        query = "SELECT content FROM outbox_message WHERE to_address = ? ORDER BY id DESC"
        (content,) = record.execute(query, (address,)).fetchone()
    body = message_from_bytes(content, policy=default).get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def link_in(text: str) -> str:
    """The path of the personal link in a letter."""
    (address,) = [word for word in text.split() if "/talks/invitation/" in word]
    return "/" + address.split("/", 3)[3]


def news(page: Page, words: str) -> None:
    """Wait until the page says what was done."""
    expect(page.locator("#notices")).to_contain_text(words)


def press(page: Page, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).click()


def suggest(page: Page) -> None:
    """A stranger fills in the form, without an account."""
    page.goto("/tc/talks/suggest")
    expect(page.get_by_text("It is no pitch for a product")).to_be_visible()
    page.get_by_label("What the talk is about").fill("Tides and harbours")
    page.get_by_label("In a few sentences").fill("How *deep* the water is at which hour")
    page.get_by_label("Who would speak").fill("Mo Tide (Coast Guild)")
    page.get_by_label("Topics").fill("water, tides")
    press(page, "Send the suggestion")
    expect(page.get_by_role("heading", level=1, name="Thank you")).to_be_visible()
    page.goto("/tc/talks")
    expect(page.get_by_role("heading", level=1, name="Talks")).to_be_visible()
    expect(page.get_by_role("link", name="Tides and harbours")).to_have_count(0)


def take_on(page: Page) -> None:
    """The chair accepts the suggestion, asks, and gives it a slot in two weeks."""
    page.goto("/tc")
    page.get_by_role("link", name="Look at the suggested talk “Tides and harbours”").click()
    expect(page.get_by_role("button", name="Accept it")).to_be_visible()
    page.keyboard.press("a")
    news(page, "is among the talks now")
    press(page, "I ask the speaker")
    news(page, "Ada Quill asks the speaker.")
    page.keyboard.press("e")
    page.get_by_label("Speakers").fill("Mo Tide (Coast Guild) mo@example.org")
    press(page, "Save the changes")
    page.locator("select[name=meeting]").select_option(index=2)
    press(page, "Plan the slot")
    news(page, "The slot is planned")
    press(page, "Invite Mo Tide by mail")
    news(page, "with a link to answer")


def confirm(page: Page, link: str) -> None:
    """The speaker answers through the link and sends slides, without an account."""
    page.goto(link)
    expect(page.get_by_text("Not answered yet")).to_be_visible()
    assert barriers(page) == []
    page.get_by_label("I will speak", exact=True).check()
    page.get_by_label("A word to the council").fill("I bring a chart")
    press(page, "Send the answer")
    expect(page.get_by_text("You will speak", exact=True)).to_be_visible()
    page.get_by_label("Web address of your slides").fill("https://example.org/tides.pdf")
    press(page, "Send the slides")
    news(page, "Your slides are with the talk")


def move_to_today(page: Page) -> None:
    """The slot moves to the meeting of today, with the reason."""
    page.goto(TALK)
    expect(page.get_by_text("Material received").first).to_be_visible()
    page.locator("select[name=meeting]").select_option(index=1)
    page.get_by_label("Why it moves").fill("The tide waits for nobody")
    press(page, "Move the slot")
    news(page, "The slot is moved")
    expect(page.get_by_text("The tide waits for nobody").first).to_be_visible()


def give(page: Page, day: str) -> None:
    """The meeting of today hears the talk; settling its item says that it was given."""
    page.goto(f"/tc/{day}/prepare")
    press(page, "Put all of them on")
    page.goto(f"/tc/{day}/room")
    page.keyboard.press("c")
    news(page, "The meeting is called to order.")
    page.goto(f"/tc/{day}/room?item=tech-talk-tides-and-harbours")
    expect(page.get_by_text("Settling the item says that the talk was given.")).to_be_visible()
    assert barriers(page) == []
    page.keyboard.press("s")
    shown = page.locator(".room-item").get_by_role("heading", level=2)
    expect(shown).not_to_contain_text("Tech talk")
    page.goto(TALK)
    expect(page.get_by_text("Given", exact=True).first).to_be_visible()
    page.goto(f"/tc/{day}/deck.html")
    expect(page.locator("body")).to_contain_text("Mo Tide (Coast Guild)")


def choose(chair: Page, member: Page) -> None:
    """The seats approve the talk as a webinar; the chair closes the vote."""
    chair.goto("/tc/talks/webinars")
    chair.get_by_label("approval vote per seat").check()
    chair.get_by_label("Tides and harbours").check()
    until = datetime.now(ZoneInfo(ZONE)).date() + timedelta(days=7)
    chair.get_by_label("By when").fill(until.isoformat())
    press(chair, "Open the choice")
    news(chair, "The choice is open.")
    member.goto("/tc")
    member.get_by_role("link", name="Say for Mooring which talks should become webinars").click()
    member.get_by_label("Tides and harbours").check()
    press(member, "Keep the answer of Mooring")
    news(member, "The answer of Mooring is kept.")
    assert barriers(member) == []
    chair.reload()
    press(chair, "Close with this result")
    news(chair, "1 of 2 seats answered: Tides and harbours 1. Chosen: Tides and harbours.")


def hand_over(chair: Page, outreach: Page) -> None:
    """The committee gets it, agrees, and the council takes note and what came of it."""
    chair.goto(TALK)
    chair.get_by_label("To which body").select_option(label="Outreach Committee")
    press(chair, "Recommend it as a webinar")
    news(chair, "R-1 is with Outreach Committee.")
    outreach.goto("/oc")
    outreach.get_by_role("link", name="Answer TC R-1").first.click()
    outreach.get_by_label("agreed", exact=True).check()
    outreach.get_by_role("textbox", name="In words").fill("In the June series")
    press(outreach, "Send the answer")
    expect(outreach.get_by_text("In the June series", exact=True)).to_be_visible()
    assert barriers(outreach) == []
    chair.goto("/tc/R-1")
    chair.keyboard.press("k")
    news(chair, "The answer to R-1 is noted.")
    chair.goto(TALK)
    chair.get_by_label("Whose webinar").fill("Outreach")
    chair.get_by_label("When", exact=True).fill("JUN 2031")
    press(chair, "Note it")
    expect(chair.get_by_text("Outreach webinar Jun 2031").first).to_be_visible()


def test_talk_goes_from_a_stranger_s_suggestion_to_a_webinar(visit: Visit, harbour: Site) -> None:
    today = datetime.now(ZoneInfo(ZONE)).date().isoformat()
    stranger, chair = visit(harbour), visit(harbour, "ada-quill")

    suggest(stranger)
    take_on(chair)
    confirm(visit(harbour), link_in(letter_to(harbour, "mo@example.org")))
    assert "Mo Tide answered about" in letter_to(harbour, "ada-quill@example.org")
    move_to_today(chair)
    give(chair, today)
    choose(chair, visit(harbour, "ben-tarn"))
    hand_over(chair, visit(harbour, "cyd-moss"))

    stranger.goto("/tc/talks?about=tides")
    expect(stranger.get_by_text("Outreach webinar Jun 2031").first).to_be_visible()
    chair.goto("/tc/loose-ends")
    expect(chair.get_by_role("link", name="Tides and harbours")).to_have_count(0)


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_pages_of_talks_bar_nobody(visit: Visit, harbour: Site, width: int, scheme: str) -> None:
    page = visit(harbour, "ada-quill", width=width, scheme=scheme)  # type: ignore[arg-type]
    page.goto("/tc/talks/new")
    if page.request.get(f"{harbour.address}{SHOALS}").status != 200:
        page.get_by_label("Short title").fill("Shoals")
        press(page, "Add the talk")
    for address in PAGES:
        page.goto(address)
        assert barriers(page) == [], address
        assert not too_wide(page), address
