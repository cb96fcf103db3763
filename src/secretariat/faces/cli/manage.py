"""Run a management command of Django on the data folder, for people who know Django."""

from __future__ import annotations

import argparse

from secretariat.faces.cli.options import DONE, load_django

HELP = "run a management command of Django"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """All arguments are Django's."""
    del parser


def run(options: argparse.Namespace) -> int:
    load_django(options)
    from django.core.management import execute_from_command_line

    execute_from_command_line(["./secretariat manage", *options.rest])
    return DONE
