"""A secretary's hands: keys only. Each step waits for what the page then says, never for time."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.day import Attendee, Business, Reviewed

SEND = "Control+Enter"


def press(page: Page, *keys: str) -> None:
    """Press keys one after the other."""
    for key in keys:
        page.keyboard.press(key)


def write(page: Page, words: str, *keys: str) -> None:
    """Type words into the field that has the focus, then press keys."""
    page.keyboard.type(words)
    press(page, *keys)


def heading(page: Page, words: str) -> None:
    """Wait for the page with this main heading, until its keys work."""
    expect(page.get_by_role("heading", level=1, name=words)).to_be_visible()
    page.wait_for_load_state()


def news(page: Page) -> Locator:
    """Where the page says what was done."""
    return page.locator("#notices")


def set_clock(page: Page, day: str, at: str, in_words: str) -> None:
    """Set the example's clock, typed as the browser's fields ask for it, and come back."""
    press(page, "g", "t")
    heading(page, "Clock of the example")
    press(page, "d")
    expect(page.get_by_label("Day")).to_be_focused()
    write(page, day, "Escape", "t")
    expect(page.get_by_label("Time")).to_be_focused()
    write(page, at, "Enter")
    expect(page.locator(".banner")).to_contain_text(in_words)


def call_to_order(page: Page) -> None:
    """Call to order, note that the notices were read, and go to the roll call."""
    expect(page.get_by_role("button", name="Call to order")).to_be_visible()
    press(page, "c")
    expect(news(page)).to_contain_text("The meeting is called to order.")
    press(page, "o")
    expect(news(page)).to_contain_text("Notices read")
    press(page, "r")
    expect(who(page)).to_be_focused()


def who(page: Page) -> Locator:
    """The field of the roll call."""
    return page.locator("#who")


def present(page: Page) -> Locator:
    """The lines of the roll call, in order."""
    return page.locator("#present > li")


def mark_present(page: Page, someone: Attendee) -> None:
    """Mark somebody present by what is typed; where that is asked, choose by number."""
    line = present(page).filter(has_text=someone.name)
    write(page, someone.typed, "Enter")
    expect(line.or_(question(page)).first).to_be_visible()
    if question(page).is_visible():
        press(page, _key_of(choices(page).filter(has_text=someone.name)))
    expect(line).to_be_visible()
    expect(who(page)).to_be_focused()


def question(page: Page) -> Locator:
    """Who is meant, where the room asks that."""
    return page.locator("#asked").get_by_role("heading")


def choices(page: Page) -> Locator:
    """The answers that are offered, in order."""
    return page.locator("#asked li button").locator("visible=true")


def leave_field(page: Page) -> None:
    """Leave the field, so that letters are keys again."""
    press(page, "Escape")


def on_the_table(page: Page, title: str) -> None:
    """Wait until this item is the one the meeting is at."""
    expect(page.locator(".room-item").get_by_role("heading", level=2)).to_contain_text(title)


def settle(page: Page, following: str) -> None:
    """Settle the item and wait for the next one."""
    press(page, "s")
    on_the_table(page, following)


def settle_anyway(page: Page, left: str, following: str) -> None:
    """Settle the item although something is left, which is named first."""
    press(page, "s")
    expect(page.locator("#left")).to_contain_text(left)
    press(page, "s")
    on_the_table(page, following)


def go_to(page: Page, title: str) -> None:
    """Take up one item after the other until this one is on the table."""
    shown = page.locator(".room-item").get_by_role("heading", level=2)
    for _ in range(page.locator(".room-agenda li").count()):
        here = shown.inner_text()
        if title in here:
            return
        press(page, "n")
        expect(shown).not_to_have_text(here)
    raise AssertionError(f"{title} is not on the agenda")


def approve_by_consent(page: Page) -> None:
    """Move the approval of the ticked minutes; it carries by general consent."""
    press(page, "v")
    expect(page.get_by_text("Moved", exact=True)).to_be_visible()
    press(page, "g")
    expect(news(page)).to_contain_text("Carried by general consent")


def review(page: Page, number: int, action: Reviewed) -> None:
    """Say where the next action stands, after naming its owners anew if they change."""
    row = page.locator("#review > li").nth(number)
    expect(row).to_have_attribute("aria-current", "true")
    if action.are_new:
        press(page, "e")
        expect(row.get_by_label("Owners of")).to_be_focused()
        write(page, action.owners, "Enter")
        expect(row).to_contain_text(f"[{action.owners}]")
    if action.state == "Done":
        press(page, "d")
        write(page, action.word, "Enter")
    else:
        press(page, "i" if action.state == "In progress" else "o")
    expect(row).not_to_have_attribute("aria-current", "true")
    expect(row.locator(".chip")).to_have_text(action.state)


def write_down(page: Page, business: Business) -> None:
    """Type the notes, the decision and the new actions of the item on the table."""
    for note in business.notes:
        _note(page, note)
    if business.decision:
        _note(page, business.decision, kind="d")
    for line in business.actions:
        press(page, "a")
        write(page, line, "Enter")
        expect(page.locator("#raised > li").last).to_contain_text(line.partition("] ")[2])
        leave_field(page)


def _note(page: Page, text: str, kind: str = "t") -> None:
    press(page, kind)
    write(page, text, SEND)
    expect(page.locator(".notes > li").last).to_contain_text(text)
    expect(page.locator("#note")).to_be_focused()
    leave_field(page)


def _key_of(element: Locator) -> str:
    """The key that presses an element, as the page shows it."""
    key = element.get_attribute("data-key")
    assert key is not None
    return key
