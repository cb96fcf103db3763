"""Every template can be read by the engine, also those that few pages ever include."""

from __future__ import annotations

import pytest
from django.template import Engine

from tests.house.source import ROOT

WITH_ROW_KEYS = {
    "meetings/to_do.html": "tests/browser/test_to_do.py",
    "web/loose_ends.html": "tests/browser/test_loose_ends.py",
}
"""Pages whose rows have keys of their own, and the test in a browser that presses them."""
TEMPLATES = sorted(
    str(path).rpartition("/templates/")[2]
    for path in ROOT.glob("src/secretariat/*/*/templates/**/*.html")
)


@pytest.mark.parametrize("name", TEMPLATES)
def test_template_can_be_read(name: str) -> None:
    assert Engine.get_default().get_template(name).name == name


def test_pages_with_keys_of_rows_are_tested_in_a_browser() -> None:
    found = {
        str(path).rpartition("/templates/")[2]
        for path in ROOT.glob("src/secretariat/*/*/templates/**/*.html")
        if "data-row-key" in path.read_text("utf-8")
    }

    assert found == set(WITH_ROW_KEYS)
    assert all((ROOT / test).is_file() for test in WITH_ROW_KEYS.values())
