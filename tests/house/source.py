"""The source as the house tests see it: tracked files, and syntax trees of the modules."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "secretariat"
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True, slots=True)
class Module:
    """One module: its path below `src/secretariat`, its text and its tree."""

    path: str
    text: str
    tree: ast.Module

    @property
    def room(self) -> str:
        return self.path.split("/")[0]

    @property
    def is_migration(self) -> bool:
        return "/migrations/" in self.path

    def at(self, node: ast.AST) -> str:
        """Where a node stands, as an editor finds it."""
        return f"src/secretariat/{self.path}:{getattr(node, 'lineno', 1)}"


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the program, migrations left out."""
    found = (_module(path) for path in sorted(SRC.rglob("*.py")))
    return tuple(module for module in found if not module.is_migration)


def _module(path: Path) -> Module:
    text = path.read_text(encoding="utf-8")
    return Module(path.relative_to(SRC).as_posix(), text, ast.parse(text))


@cache
def tracked_files() -> tuple[Path, ...]:
    """What git tracks, or would if it were added; every file of an unpacked release."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode != 0:
        return tuple(path for path in sorted(ROOT.rglob("*")) if path.is_file())
    names = listed.stdout.decode().split("\0")
    return tuple(ROOT / name for name in names if name and (ROOT / name).is_file())


def texts(*endings: str) -> Iterator[tuple[str, str]]:
    """Tracked text files (with one of the endings, if any are given): path and content."""
    for path in tracked_files():
        if endings and path.suffix not in endings:
            continue
        try:
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def numbered_lines(text: str) -> Iterator[tuple[int, str]]:
    return enumerate(text.splitlines(), start=1)
