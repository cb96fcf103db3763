"""A chair sets up a council of her own: no page bars her, and the keyboard is enough."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.looks import barriers, too_wide
from tests.browser.site import Site, run, start

pytestmark = pytest.mark.browser

COUNCIL = """\
[organization]
name = "Open Harbour Foundation"
[body]
name = "Technical Council"
zone = "Europe/Berlin"
[roster]
file = "roster.csv"
[chair]
name = "Ada Quill"
address = "ada-quill@example.org"
"""
ROSTER = """\
seat,organizations,representative,alternates
Lighthouse,Lighthouse,Ada Quill,Cyd Moss
Mooring,Mooring; Dockside,Ben Tarn (Mooring),
Beacon,Beacon,vacant,
"""
PUBLIC = ("/tc/members", "/tc/members?on=2020-01-01", "/tc/members/lighthouse", "/tc/rules",
          "/people/ada-quill", "/setup")  # fmt: skip
FOR_THE_CHAIR = (
    "/me", "/tc/members", "/tc/members/lighthouse", "/tc/settings", "/tc/settings/about",
    "/tc/settings/look", "/tc/settings/rules", "/tc/settings/roster", "/tc/settings/offices",
    "/tc/settings/offices/new", "/tc/settings/people", "/tc/settings/people/ada-quill",
    "/tc/settings/people/new", "/tc/settings/organizations", "/tc/settings/seats/new",
    "/tc/settings/seats/lighthouse/representative", "/tc/settings/seats/lighthouse/close",
)  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A council that `init` made from a file; made once."""
    folder = tmp_path_factory.mktemp("council")
    (folder / "council.toml").write_text(COUNCIL, encoding="utf-8")
    (folder / "roster.csv").write_text(ROSTER, encoding="utf-8")
    run("init", "--from", str(folder / "council.toml"), "--data", str(folder / "made"))
    return folder / "made"


@pytest.fixture
def council(made: Path, tmp_path: Path) -> Iterator[Site]:
    """A server on a copy of it, for one test: tests run in any order, and most of these act."""
    served = start(made, tmp_path / "data")
    yield served
    served.stop()


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_no_page_bars_anybody(visit: Visit, council: Site, width: int, scheme: str) -> None:
    for handle, addresses in (("", PUBLIC), ("ada-quill", FOR_THE_CHAIR)):
        page = visit(council, handle, width=width, scheme=scheme)  # type: ignore[arg-type]
        for address in addresses:
            page.goto(address)
            assert barriers(page) == [], address
            assert not too_wide(page), address


def test_representative_is_changed_by_keyboard_alone(visit: Visit, council: Site) -> None:
    page = visit(council, "ada-quill")
    page.goto("/tc/members/beacon")

    page.keyboard.press("e")
    page.wait_for_url("**/representative")
    page.get_by_label("Who", exact=False).first.focus()
    page.keyboard.type("cy")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+Enter")

    expect(page.get_by_role("status")).to_contain_text("Cyd Moss represents Beacon from")
    expect(page.get_by_role("row", name="Cyd Moss")).to_contain_text("Representative")


def test_roster_is_looked_at_before_it_is_imported(
    visit: Visit, council: Site, tmp_path: Path
) -> None:
    file = tmp_path / "new.csv"
    file.write_text("seat,representative\nPier,Dim Holt\n", encoding="utf-8")
    page = visit(council, "ada-quill")
    page.goto("/tc/settings/roster")

    page.get_by_label("Roster (CSV)").set_input_files(file)
    page.get_by_role("button", name="Show what would change").click()
    expect(page.get_by_role("cell", name="Dim Holt becomes representative of Pier")).to_be_visible()
    assert barriers(page) == []
    page.keyboard.press("i")

    expect(page.get_by_role("status")).to_contain_text("The roster is imported: 4 changes")
    expect(page.get_by_role("row", name="Pier")).to_contain_text("Dim Holt")


def test_colour_is_judged_while_it_is_typed(visit: Visit, council: Site) -> None:
    page = visit(council, "ada-quill")
    page.goto("/tc/settings/look")

    page.get_by_label("First accent").fill("#f0a0c0")

    expect(page.locator("#samples")).to_contain_text("Too pale")
    expect(page.locator("#samples")).to_contain_text("The next shade that passes is")


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_rule_is_changed_by_keyboard_alone(
    visit: Visit, council: Site, width: int, scheme: str
) -> None:
    page = visit(council, "ada-quill", width=width, scheme=scheme)  # type: ignore[arg-type]
    page.goto("/tc/rules")
    page.keyboard.press("e")
    page.wait_for_url("**/settings/rules")
    page.keyboard.press("j")
    expect(page.get_by_text("Change Quorum")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in ("how", "share"):
        page.keyboard.press("Tab")
    share = page.get_by_label("Share").first
    expect(share).to_be_focused()

    page.keyboard.type("5")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("is more than all.")).to_be_visible()
    expect(share).to_have_attribute("aria-invalid", "true")
    assert (barriers(page), too_wide(page)) == ([], False)

    share.fill("2")
    page.get_by_label("out of").first.fill("3" if width == 390 else "2")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("of the rule book would change")
    expect(page.get_by_role("table")).to_contain_text("With the 3 seats of")
    assert (barriers(page), too_wide(page)) == ([], False)
    page.keyboard.press("k")

    expect(page.get_by_role("status")).to_contain_text("of the rule book is kept.")
