"""What all commands share: exit codes, common options, and loading Django on the right folder."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

from secretariat.faces.cli.folder import served_address
from secretariat.foundation.config.env import CONFIG_FILE, default_data_folder, is_given
from secretariat.foundation.config.secret_key import KEY_FILE
from secretariat.foundation.config.sqlite import DATABASE_FILE
from secretariat.rules.errors import Refused

DONE, REFUSED, WRONG_USE, STOPPED = 0, 1, 2, 130
SETTINGS = "secretariat.foundation.config.settings"
READING = "secretariat.foundation.config.reading"
HIGHEST_PORT = 65535
# One of these lies in every data folder that was used.
MARKS = (DATABASE_FILE, CONFIG_FILE, KEY_FILE)


def common_options() -> argparse.ArgumentParser:
    """Options that may stand before or after the command."""
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--data", type=Path, metavar="DIR", help="the folder that holds the record")
    common.add_argument("--json", action="store_true", help="report as JSON on standard output")
    return common


def port_number(text: str) -> int:
    """A port of the command line; 0 stands for any free one."""
    if not text.isdecimal() or int(text) > HIGHEST_PORT:
        raise argparse.ArgumentTypeError(f"“{text}” is no port; use a number up to {HIGHEST_PORT}")
    return int(text)


def use_data_folder(options: argparse.Namespace) -> None:
    """Let `--data` win over what the environment says."""
    if "data" in options:
        os.environ["SECRETARIAT_DATA"] = str(options.data.expanduser().absolute())


def use_existing_record(options: argparse.Namespace) -> None:
    """Look at a record that is there: a mistyped folder must not become a new, empty one. Links
    lead to where the folder is being served. Refuses ("no_record").
    """
    use_data_folder(options)
    if is_given("database_url"):
        return
    folder = data_folder()
    if not any((folder / name).is_file() for name in MARKS):
        raise Refused(
            "no_record",
            f"There is no record in {folder}. Name its folder with --data; `init` makes a new one.",
        )
    use_base_url(served_address(folder))


def data_folder() -> Path:
    """The folder of the record, as far as it is known before the settings are read."""
    return Path(os.environ.get("SECRETARIAT_DATA") or default_data_folder()).expanduser().absolute()


def use_base_url(address: str) -> None:
    """The address that links begin with, unless somebody chose one."""
    if address and not is_given("base_url"):
        os.environ["SECRETARIAT_BASE_URL"] = address


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
