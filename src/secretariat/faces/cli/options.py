"""What all commands share: exit codes, common options, and loading Django on the right folder."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

DONE, REFUSED, WRONG_USE, STOPPED = 0, 1, 2, 130
SETTINGS = "secretariat.foundation.config.settings"
READING = "secretariat.foundation.config.reading"


def common_options() -> argparse.ArgumentParser:
    """Options that may stand before or after the command."""
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--data", type=Path, metavar="DIR", help="the folder that holds the record")
    common.add_argument("--json", action="store_true", help="report as JSON on standard output")
    return common


def use_data_folder(options: argparse.Namespace) -> None:
    """Let `--data` win over what the environment says."""
    if "data" in options:
        os.environ["SECRETARIAT_DATA"] = str(options.data.expanduser().absolute())


def load_django(options: argparse.Namespace, settings: str = SETTINGS) -> None:
    """Make models and settings usable, on the data folder of the options."""
    use_data_folder(options)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings)
    import django

    django.setup()


def wants_json(options: argparse.Namespace) -> bool:
    return "json" in options


def report_json(content: Any) -> None:
    """Print one JSON document."""
    json.dump(content, sys.stdout, ensure_ascii=False, indent=2)
    print(flush=True)
