"""Every template can be read by the engine, also those that few pages ever include."""

from __future__ import annotations

import pytest
from django.template import Engine

from tests.house.source import ROOT

TEMPLATES = sorted(
    str(path).rpartition("/templates/")[2]
    for path in ROOT.glob("src/secretariat/*/*/templates/**/*.html")
)


@pytest.mark.parametrize("name", TEMPLATES)
def test_template_can_be_read(name: str) -> None:
    assert Engine.get_default().get_template(name).name == name
