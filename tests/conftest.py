"""What every test may use. Fixtures of one room live in that room's conftest."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.replay import begin_test

ROOT = Path(__file__).resolve().parents[1]

# No deadlines: a slow machine is not a failing test.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


LONGEST = (
    "journeys/test_closed_matters",
    "journeys/test_every_page",
    "journeys/test_refused_forms",
    "journeys/test_many_records",
    "journeys",
    "contract",
    "exchange",
    "upgrade",
    "faults",
    "browser/test_whole_meeting",
    "browser/test_year",
    "browser/test_own_council",
)
"""Which tests take the longest, with the start of their path under this folder."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest go first: a process that came to them last would keep the others waiting. All
    others keep the order of chance.
    """
    items.sort(key=_place)


def _place(item: pytest.Item) -> int:
    path = item.path.relative_to(ROOT / "tests").as_posix()
    return next((i for i, start in enumerate(LONGEST) if path.startswith(start)), len(LONGEST))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """What a test writes is watched from its first fixture on."""
    begin_test(item)


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of public records beside the checkout; skips where it does not exist."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs the folder of public records beside the checkout")
    return folder
