"""Pin every package by version and hash in `requirements/`, without naming where it comes from."""

from __future__ import annotations

import argparse

from secretariat.faces.cli.developing import run_step
from secretariat.faces.cli.options import DONE, REFUSED

HELP = "pin all packages by hash"

LOCKS = ("run", "postgres", "dev")
COMPILE = [
    "uv",
    "pip",
    "compile",
    "--quiet",
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-header",
    "--no-annotate",
]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--upgrade", action="store_true", help="take the newest that is allowed")


def run(options: argparse.Namespace) -> int:
    extra = ["--upgrade"] if options.upgrade else []
    for name in LOCKS:
        files = [f"requirements/{name}.in", "--output-file", f"requirements/{name}.txt"]
        if not run_step(name, [*COMPILE, *extra, *files]):
            return REFUSED
    return DONE
