"""Every page people open first: nothing bars anybody, nothing is pushed sideways, day and night."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Visit
from tests.browser.looks import barriers, too_wide
from tests.browser.site import Site

pytestmark = pytest.mark.browser

FOR_ALL = (
    "/tac",
    "/tac/search",
    "/tac/search?q=gramine",
    "/tac/search?q=nothing-of-the-kind",
    "/search?q=review",
    "/tac/calendar",
    "/tac/2021-10-07",
    "/tac/2021-09-23",
    "/tac/minutes",
    "/tac/decisions",
    "/tac/actions",
    "/tac/A-3",
    "/tac/projects",
    "/tac/projects/gramine",
    "/tac/members",
    "/tac/rules",
    "/sign-in",
    "/demo/clock",
    "/no-such-page",
)
FOR_THE_CHAIR = (
    "/tac",
    "/tac/history",
    "/tac/history?ref=2021-10-07",
    "/tac/2021-10-07/prepare",
    "/tac/2021-10-07/room",
    "/tac/2021-09-23/minutes",
    "/tac/settings",
    "/me",
)


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
@pytest.mark.parametrize("address", FOR_ALL)
def test_page_for_all_bars_nobody(
    visit: Visit, site: Site, address: str, width: int, scheme: str
) -> None:
    page = visit(site, width=width, scheme=scheme)  # type: ignore[arg-type]

    page.goto(address)

    assert barriers(page) == []
    assert not too_wide(page)


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
@pytest.mark.parametrize("address", FOR_THE_CHAIR)
def test_page_of_the_chair_bars_nobody(
    visit: Visit, site: Site, address: str, width: int, scheme: str
) -> None:
    page = visit(site, "dave-thaler", width=width, scheme=scheme)  # type: ignore[arg-type]

    page.goto(address)

    assert barriers(page) == []
    assert not too_wide(page)


@pytest.mark.parametrize("address", ["/tac", "/tac/2021-10-07", "/tac/projects"])
def test_page_fills_a_wide_screen_without_running_over(
    visit: Visit, site: Site, address: str
) -> None:
    page = visit(site, width=1920)

    page.goto(address)

    assert not too_wide(page)
