"""The reference says all that there is, and nothing that there is not."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

from secretariat.faces.cli.main import COMMANDS
from secretariat.foundation.config.env import LAUNCHER_SETTINGS, Env

ROW = re.compile(r"^\| `(SECRETARIAT_[A-Z_]+)` \|", re.MULTILINE)


def test_settings_are_all_documented(root: Path) -> None:
    described = ROW.findall((root / "docs/reference/settings.md").read_text())
    known = [f"SECRETARIAT_{field.name.upper()}" for field in fields(Env)]
    launcher = [f"SECRETARIAT_{name}" for name in LAUNCHER_SETTINGS]

    assert sorted(described) == sorted([*known, *launcher])


def test_commands_are_all_documented(root: Path) -> None:
    page = (root / "docs/reference/command-line.md").read_text()

    assert re.findall(r"^## `([\w-]+)", page, re.MULTILINE) == list(COMMANDS)


def test_links_between_pages_lead_somewhere(root: Path) -> None:
    pages = [*root.glob("*.md"), *(root / "docs").rglob("*.md")]
    links = [
        (page, target)
        for page in pages
        for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", page.read_text())
    ]

    broken = [f"{page.name}: {to}" for page, to in links if not (page.parent / to).exists()]
    assert broken == []
