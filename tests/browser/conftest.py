"""Chromium, the example council behind a real server, and people who sign in to it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, Protocol

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser import harbour as council
from tests.browser.site import Site, fill_example, start

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-sync",
    "--no-first-run",
)


PATIENCE = 15_000
"""How long a busy machine may take to answer, in milliseconds; nothing is measured by it."""


class Visit(Protocol):
    """Opens a page of a site, for the public or for a person, in a window of a size, on a machine
    whose clock is that of a zone.
    """

    def __call__(
        self,
        site: Site,
        handle: str = "",
        *,
        width: int = 1280,
        scheme: Literal["light", "dark"] = "light",
        zone: str = "",
        runs_scripts: bool = True,
    ) -> Page: ...


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser of the machine, shared by all tests."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as driver:
        chromium = shutil.which("chromium")
        started = driver.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example council as it stood before its meeting of 7 October 2021; filled once."""
    return fill_example(tmp_path_factory.mktemp("example") / "filled")


@pytest.fixture(scope="module")
def site(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server for the tests of a module that only read."""
    served = start(filled, tmp_path_factory.mktemp("site") / "data")
    yield served
    served.stop()


@pytest.fixture
def own_site(filled: Path, tmp_path: Path) -> Iterator[Site]:
    """A server on a copy of its own, for a test that acts."""
    served = start(filled, tmp_path / "data")
    yield served
    served.stop()


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented council and its board, without any record of what they did; founded once."""
    return council.found(tmp_path_factory.mktemp("harbour"))


@pytest.fixture
def harbour(founded: Path, tmp_path: Path) -> Iterator[Site]:
    """A server on a copy of them, for one test: tests run in any order, and these act."""
    served = start(founded, tmp_path / "data")
    yield served
    served.stop()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Windows on a site; at the end of the test, none of them may have seen a fault."""
    with windows(browser) as opened:
        yield opened


@pytest.fixture
def page(visit: Visit, site: Site) -> Page:
    """A window of somebody who is not signed in."""
    return visit(site)


@pytest.fixture
def signed_in(visit: Visit, site: Site) -> Callable[[str], Page]:
    """A window of a person of the example, by handle: `signed_in("dave-thaler")`."""
    return lambda handle: visit(site, handle)


@contextmanager
def windows(browser: Browser) -> Iterator[Visit]:
    """Opens windows; at the end closes them, and none of them may have seen a fault."""
    faults: list[str] = []
    contexts = []

    def opened(
        site: Site,
        handle: str = "",
        *,
        width: int = 1280,
        scheme: Literal["light", "dark"] = "light",
        zone: str = "",
        runs_scripts: bool = True,
    ) -> Page:
        state: Any = site.cookies.get(handle)
        context = browser.new_context(
            base_url=site.address,
            viewport={"width": width, "height": 844 if width < 600 else 900},
            color_scheme=scheme,
            reduced_motion="reduce",
            storage_state=state,
            timezone_id=zone or None,
            java_script_enabled=runs_scripts,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.on("console", lambda said: _note(faults, page, said.type, said.text))
        if handle and state is None:
            _sign_in(page, site, handle)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert faults == []


def _note(faults: list[str], page: Page, kind: str, text: str) -> None:
    # A page that is refused, missing or without an answer is told in words; that it was is no
    # fault of a script.
    told = ("Failed to load resource", "htmx:sendError", "htmx:afterRequest")
    if kind == "error" and not text.startswith(told):
        faults.append(f"{page.url}: {text}")


def _sign_in(page: Page, site: Site, handle: str) -> None:
    """Open a one-time link as its reader would, and keep the session for the other tests."""
    page.goto(site.sign_in_path(handle))
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/sign-in/" not in url)
    site.cookies[handle] = page.context.storage_state()
