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
    "/tac/2021-10-07/projects-and-their-milestones",
    "/tac/talks",
    "/tac/talks/kata-containers",
    "/tac/talks/suggest",
    "/tac/talks/webinars",
    "/tac/events",
    "/tac/events/ossna-confidential-computing",
    "/tac/updates",
    "/tac/updates/outreach-committee",
    "/tac/referrals",
    "/tac/relations",
    "/tac/relations/ietf",
    "/tac/consultations",
    "/tac/papers",
    "/tac/papers/technical-white-paper",
    "/tac/glossary",
    "/tac/reports",
    "/tac/reports/2021-09-29",
    "/tac/focus",
    "/tac/elections",
    "/tac/elections/2021-chair",
    "/tac/conduct",
    "/api/v1/docs",
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
    "/tac/loose-ends",
    "/tac/talks/new",
    "/tac/talks/op-tee",
    "/tac/talks/webinars",
    "/tac/events/lpc-confidential-computing-mc",
    "/tac/events/new",
    "/tac/events/import",
    "/tac/updates/new",
    "/tac/updates/outreach-committee/2021-10-07",
    "/tac/relations/ietf",
    "/tac/relations/new",
    "/tac/consultations/new",
    "/tac/papers/new",
    "/tac/papers/technical-white-paper",
    "/tac/papers/confidential-vm/v1",
    "/tac/reports/new",
    "/tac/reports/2021-09-29",
    "/tac/elections/new",
    "/tac/elections/2021-chair/edit",
    "/tac/conduct",
    "/tac/conduct/contact",
    "/me",
)
# What a council that was just set up has nothing of yet.
EMPTY = (
    "/tc",
    "/tc/loose-ends",
    "/tc/talks",
    "/tc/talks/webinars",
    "/tc/events",
    "/tc/updates",
    "/tc/referrals",
    "/tc/relations",
    "/tc/consultations",
    "/tc/papers",
    "/tc/glossary",
    "/tc/reports",
    "/tc/focus",
    "/tc/elections",
    "/tc/conduct",
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


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_empty_page_of_a_new_council_bars_nobody_and_says_what_belongs_there(
    visit: Visit, harbour: Site, width: int, scheme: str
) -> None:
    page = visit(harbour, "sam-clerk", width=width, scheme=scheme)  # type: ignore[arg-type]

    for address in EMPTY:
        page.goto(address)
        assert barriers(page) == [], address
        assert not too_wide(page), address
        if address != "/tc":
            assert page.locator(".empty, main .muted").first.is_visible(), address


@pytest.mark.parametrize("address", ["/tac", "/tac/2021-10-07", "/tac/projects"])
def test_page_fills_a_wide_screen_without_running_over(
    visit: Visit, site: Site, address: str
) -> None:
    page = visit(site, width=1920)

    page.goto(address)

    assert not too_wide(page)
