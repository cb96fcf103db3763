"""Runs the command line as people do: as a process, on a data folder of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
Run = Callable[..., subprocess.CompletedProcess[str]]


def environment(data: Path) -> dict[str, str]:
    """This process's own, without any setting, on `data` and SQLite."""
    kept = {name: value for name, value in os.environ.items() if not is_ours(name)}
    return {**kept, "SECRETARIAT_DATA": str(data), "PYTHONPATH": str(ROOT / "src")}


def is_ours(name: str) -> bool:
    return name.startswith(("SECRETARIAT_", "DJANGO_"))


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-P", "-m", "secretariat", *arguments]


@pytest.fixture(scope="session")
def empty_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with all tables and nothing in them."""
    data = tmp_path_factory.mktemp("record")
    subprocess.run(
        command("manage", "migrate", "--skip-checks", "--verbosity", "0"),
        env=environment(data),
        check=True,
    )
    return data


@pytest.fixture
def data(empty_record: Path, tmp_path: Path) -> Path:
    """A copy of the empty record for one test."""
    return Path(shutil.copytree(empty_record, tmp_path / "data"))


def runner(data: Path) -> Run:
    """Runs a command on a data folder; its output and exit code."""

    def run_it(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command(*arguments),
            env={**environment(data), **environ},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    return run_it


@pytest.fixture
def run(data: Path) -> Run:
    """Run a command on the empty record."""
    return runner(data)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What `demo --no-serve --json` tells, after it has filled a folder."""
    folder = tmp_path_factory.mktemp("demo") / "data"
    live = {"SECRETARIAT_MODE": "live", "SECRETARIAT_DATABASE_URL": "postgres://nowhere/live"}
    filled = runner(folder)("demo", "--no-serve", "--json", "--data", str(folder), **live)
    assert filled.returncode == 0, filled.stderr
    told: dict[str, str] = json.loads(filled.stdout)
    return told


@pytest.fixture
def run_demo(demo: dict[str, str]) -> Run:
    """Run a command on the example council; it must not change it."""
    return runner(Path(demo["data"]))


@contextmanager
def served(data: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """`serve` on a free port. It is ended after the test if it still runs."""
    process = subprocess.Popen(
        command("serve", "--port", "0", *arguments),
        env=environment(data),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    yield process
    if process.poll() is None:
        process.kill()
    process.communicate()


@pytest.fixture
def server(data: Path) -> Iterator[subprocess.Popen[str]]:
    """`serve` as it is without options."""
    with served(data) as process:
        yield process
