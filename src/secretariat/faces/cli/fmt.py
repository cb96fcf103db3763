"""Format the source and repair what the linter can repair."""

from __future__ import annotations

import argparse

from secretariat.faces.cli.developing import run_step
from secretariat.faces.cli.options import DONE, REFUSED

HELP = "format the source"

STEPS = (
    ("lint", ["ruff", "check", "--fix", "--quiet", "."]),
    ("format", ["ruff", "format", "--quiet", "."]),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No options of its own."""
    del parser


def run(options: argparse.Namespace) -> int:
    del options
    results = [run_step(name, arguments) for name, arguments in STEPS]
    return DONE if all(results) else REFUSED
