"""What a page looks like to people: pictures for the README, barriers, width."""

from __future__ import annotations

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.settings import TAKES_PICTURES

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "images"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def take_picture(page: Page, name: str) -> None:
    """Keep the window as a picture of the README, when the run was asked for pictures."""
    if TAKES_PICTURES:
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURES / f"{name}.png")


def barriers(page: Page) -> list[str]:
    """What axe finds in the page that bars somebody, as sentences with the place."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    return [
        f"{violation['id']}: {violation['help']} at {node['target'][0]} — {node['html'][:120]}"
        for violation in found.response["violations"]
        for node in violation["nodes"]
    ]


def too_wide(page: Page) -> bool:
    """Whether the page can be pushed sideways."""
    return bool(
        page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    )


def no_barriers(page: Page) -> None:
    """The page bars nobody and cannot be pushed sideways."""
    assert barriers(page) == []
    assert not too_wide(page)
