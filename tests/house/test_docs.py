"""The reference says all that there is, and nothing that there is not."""

from __future__ import annotations

import argparse
import re
from dataclasses import fields
from importlib import import_module
from pathlib import Path

import pytest

from secretariat.faces.cli.main import COMMANDS
from secretariat.foundation.config.env import LAUNCHER_SETTINGS, Env
from secretariat.foundation.records.exports import exports_known, formats_of

ROW = re.compile(r"^\| `(SECRETARIAT_[A-Z_]+)` \|", re.MULTILINE)


def test_settings_are_all_documented(root: Path) -> None:
    described = ROW.findall((root / "docs/reference/settings.md").read_text())
    known = [f"SECRETARIAT_{field.name.upper()}" for field in fields(Env)]
    launcher = [f"SECRETARIAT_{name}" for name in LAUNCHER_SETTINGS]

    assert sorted(described) == sorted([*known, *launcher])


def test_commands_are_all_documented(root: Path) -> None:
    page = (root / "docs/reference/command-line.md").read_text()

    assert re.findall(r"^## `([\w-]+)", page, re.MULTILINE) == list(COMMANDS)


def sections(root: Path) -> dict[str, str]:
    """What the reference says of each command."""
    page = (root / "docs/reference/command-line.md").read_text()
    _, *parts = re.split(r"^## `([\w-]+)`\n", page, flags=re.MULTILINE)
    return dict(zip(parts[::2], parts[1::2], strict=True))


@pytest.mark.parametrize("name", COMMANDS)
def test_options_are_all_documented(root: Path, name: str) -> None:
    parser = argparse.ArgumentParser(add_help=False)
    import_module(f"secretariat.faces.cli.{name.replace('-', '_')}").add_arguments(parser)
    told = [action for action in parser._actions if action.help != argparse.SUPPRESS]
    offered = {word for action in told for word in action.option_strings}

    described = set(re.findall(r"(?<![\w-])(--?[a-z][a-z-]*)", sections(root)[name]))
    long = {word for word in offered if word.startswith("--")}
    # `--output` is told by its short form.
    assert long - described - {"--output"} == set()


def test_table_of_exports_is_what_can_be_exported(root: Path) -> None:
    rows = re.findall(r"^\| `(\S+?)`.*? \| ([a-z, ]+) \|", sections(root)["export"], re.MULTILINE)
    told = {ref: set(formats.split(", ")) for ref, formats in rows}

    assert told == {ref: set(formats_of(ref)) for ref in told}
    # The one with addresses is a file of the settings pages.
    patterns = [each.pattern for each in exports_known() if "addresses" not in each.pattern.pattern]
    assert [each.pattern for each in patterns if not any(map(each.fullmatch, told))] == []


def test_links_between_pages_lead_somewhere(root: Path) -> None:
    pages = [*root.glob("*.md"), *(root / "docs").rglob("*.md")]
    links = [
        (page, target)
        for page in pages
        for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", page.read_text())
    ]

    broken = [f"{page.name}: {to}" for page, to in links if not (page.parent / to).exists()]
    assert broken == []
