"""Run the tests. Other arguments go to pytest: `test tests/rules -k quorum`."""

from __future__ import annotations

import argparse

from secretariat.faces.cli.developing import run_tool

HELP = "run the tests"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """All options are pytest's."""
    del parser


def run(options: argparse.Namespace) -> int:
    return run_tool(["pytest", *options.rest]).returncode
