"""Run the tests. Other arguments go to pytest: `test tests/rules -k quorum`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from secretariat.faces.cli.developing import run_tool

HELP = "run the tests"

# The whole suite uses all cores; for a part, starting more processes would cost more than it saves.
# They go in the order of the tests, which puts the longest first, so that all end together.
SPREAD = ("-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """All options are pytest's."""
    del parser


def run(options: argparse.Namespace) -> int:
    return run_tool(["pytest", *spread(options.rest), *options.rest]).returncode


def spread(arguments: Sequence[str]) -> tuple[str, ...]:
    """Options that spread the run over all cores, if it is of the whole suite or most of it."""
    is_of_all = all(word.startswith("-") for word in arguments)
    is_decided = any(word.startswith(("-n", "-p", "--numprocesses")) for word in arguments)
    return SPREAD if is_of_all and not is_decided else ()
