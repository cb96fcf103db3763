"""Passkeys with the browser's own authenticator: adding one, using it, taking it away."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PATIENCE
from tests.browser.looks import barriers, too_wide
from tests.browser.site import Site

pytestmark = pytest.mark.browser

FOREIGN = re.compile(
    r"security key|authenticator|two-factor|2fa|master key|your password", re.IGNORECASE
)
"""Words of the library that no page of this house uses."""


@pytest.fixture
def page(browser: Browser, own_site: Site) -> Iterator[Page]:
    """A phone with an authenticator that says yes, on an address that passkeys accept."""
    context = browser.new_context(
        base_url=own_site.address.replace("127.0.0.1", "localhost"),
        viewport={"width": 390, "height": 844},
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
    }
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.goto(own_site.sign_in_path("dan-middleton"))
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("main h1")).to_be_visible()
    yield page
    context.close()


def look(page: Page) -> None:
    """The page is ours in words and looks."""
    words = page.locator("main").inner_text()
    assert not FOREIGN.findall(words), words
    assert barriers(page) == []
    assert not too_wide(page)


def show_that_it_is_you(page: Page) -> None:
    """Sign in once more, with the passkey."""
    expect(page.get_by_role("heading", name="Show that it is you")).to_be_visible()
    look(page)
    page.get_by_role("link", name="Use my passkey").click()
    look(page)
    page.get_by_role("button", name="Use my passkey").click()
    expect(page.get_by_role("heading", name="Show that it is you")).to_be_hidden()


def test_passkey_is_added_named_used_and_taken_away(page: Page) -> None:
    page.goto("/account/2fa/")
    look(page)
    page.get_by_role("link", name="Add a passkey").click()
    expect(page.get_by_label("Name")).to_have_value("My passkey")
    page.get_by_label("Name").fill("Phone")
    look(page)
    page.get_by_role("button", name="Add the passkey").click()
    show_that_it_is_you(page)
    codes = page.locator("pre.codes").inner_text().split()
    assert len(codes) == 10
    look(page)
    page.goto("/account/2fa/recovery-codes/generate/")
    look(page)
    page.get_by_role("button", name="Make new codes").click()
    expect(page.get_by_text("older ones stopped working").first).to_be_visible()
    assert not set(page.locator("pre.codes").inner_text().split()) & set(codes)

    page.goto("/account/2fa/webauthn/")
    look(page)
    page.get_by_role("link", name="Rename").click()
    look(page)
    page.get_by_label("Name").fill("Old phone")
    page.get_by_role("button", name="Save the name").click()
    expect(page.get_by_role("rowheader", name="Old phone")).to_be_visible()

    page.context.clear_cookies()
    page.goto("/account/login/")
    look(page)
    page.get_by_role("button", name="passkey").click()
    expect(page).to_have_url(re.compile(r"/tac$|/me$"))

    page.goto("/account/2fa/webauthn/")
    page.get_by_role("link", name="Remove").click()
    show_that_it_is_you(page)
    expect(page.get_by_role("heading", name="Remove “Old phone”?")).to_be_visible()
    look(page)
    page.get_by_role("button", name="Remove the passkey").click()
    expect(page.get_by_text("The passkey is removed.")).to_be_visible()
    look(page)
