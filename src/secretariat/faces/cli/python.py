"""Run a Python program with the packages of this one: `python benches/deck.py`."""

from __future__ import annotations

import argparse
import subprocess
import sys

from secretariat.faces.cli.options import use_data_folder

HELP = "run a Python program in this environment"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """All arguments are the program's."""
    del parser


def run(options: argparse.Namespace) -> int:
    use_data_folder(options)
    command = [sys.executable, *options.rest]
    return subprocess.call(command)  # noqa: S603 - what the person asked for
