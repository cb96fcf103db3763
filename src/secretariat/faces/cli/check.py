"""Check format, lint, types, the rules of the house and the migrations. Tests are run by `test`."""

from __future__ import annotations

import argparse

from secretariat.faces.cli.developing import run_step
from secretariat.faces.cli.options import DONE, REFUSED

HELP = "check format, lint, types, house rules and migrations"

STEPS = (
    ("format", ["ruff", "format", "--check", "--quiet", "."]),
    ("lint", ["ruff", "check", "--quiet", "."]),
    ("types", ["mypy", "src", "tests"]),
    ("house", ["pytest", "-q", "-m", "not slow", "tests/house"]),
    ("migrations", ["django", "makemigrations", "--check", "--dry-run"]),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No options of its own."""
    del parser


def run(options: argparse.Namespace) -> int:
    import os

    del options
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    results = [run_step(name, arguments) for name, arguments in STEPS]
    return DONE if all(results) else REFUSED
