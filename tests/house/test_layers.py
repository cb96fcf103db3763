"""Rooms, apps and files import downwards only; the pure rooms know no framework."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.source import Module, modules

# What the pure rooms may import besides the standard library and rooms below them.
DOCUMENT_LIBRARIES = {
    "PIL",
    "icalendar",
    "lxml",
    "markdown_it",
    "mdit_py_plugins",
    "nh3",
    "pptx",
    "typst",
}


def test_contracts_between_rooms_apps_and_files_are_kept(root: Path) -> None:
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"

    done = subprocess.run(
        [sys.executable, "-c", command, "--no-cache"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr


def imported_packages(module: Module) -> list[tuple[str, ast.AST]]:
    """Top-level packages a module imports; relative imports stay inside and are left out."""
    found: list[tuple[str, ast.AST]] = []
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            found += [(alias.name, node) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.append((node.module, node))
    return found


@pytest.mark.parametrize(
    ("room", "rooms_below", "libraries"),
    [
        ("rules", {"secretariat.rules"}, set()),
        ("documents", {"secretariat.rules", "secretariat.documents"}, DOCUMENT_LIBRARIES),
    ],
)
def test_pure_room_imports_nothing_but_its_own(
    room: str, rooms_below: set[str], libraries: set[str]
) -> None:
    allowed = sys.stdlib_module_names | libraries
    foreign = [
        f"{module.at(node)} imports {name}"
        for module in modules()
        if module.room == room
        for name, node in imported_packages(module)
        if name.split(".")[0] not in allowed and ".".join(name.split(".")[:2]) not in rooms_below
    ]

    assert foreign == []


def test_request_stays_in_views() -> None:
    below = {"models", "snapshots", "policy", "queries", "commands", "kinds", "tasks"}
    found = [
        module.at(node)
        for module in modules()
        if module.room in {"foundation", "council"} and below & set(module_parts(module))
        for node in ast.walk(module.tree)
        if isinstance(node, ast.arg) and node.arg == "request"
    ]

    assert found == []


def module_parts(module: Module) -> list[str]:
    return module.path.removesuffix(".py").split("/")


def test_no_signal_carries_a_business_effect() -> None:
    receivers = [
        module.at(node)
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom)
        and node.module in {"django.dispatch", "django.db.models.signals"}
        # The search index is part of the schema, made after migrations.
        and module.path != "foundation/records/apps.py"
    ]

    assert receivers == []
