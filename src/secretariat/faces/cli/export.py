"""Write one thing of the record to a file: a deck, minutes, an agenda, a table."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from secretariat.faces.cli.options import DONE, READING, load_django
from secretariat.rules.errors import Refused

if TYPE_CHECKING:
    from secretariat.foundation.records.exports import Exported

HELP = "write a deck, minutes, agenda or table to a file"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ref", metavar="REF", help="what: tac/2021-10-07/deck, tac/projects, …")
    parser.add_argument("--to", metavar="FORMAT", help="html, md, pdf, pptx, json, csv, ics")
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="where to (`-`: standard output; default: here)"
    )
    parser.add_argument("--as-of", type=date.fromisoformat, metavar="DATE", help="as it was then")
    parser.add_argument("--public", action="store_true", help="only what anybody may see")


def run(options: argparse.Namespace) -> int:
    load_django(options, READING)
    from secretariat.faces.cli.database import require_up_to_date
    from secretariat.foundation.records import exports
    from secretariat.rules.visibility import PUBLIC_ACTOR, system_actor

    require_up_to_date()
    actor = PUBLIC_ACTOR if options.public else system_actor("command line")
    exported = exports.export(actor, options.ref, _format(options), options.as_of)
    _write(exported, options.output)
    return DONE


def _format(options: argparse.Namespace) -> str:
    """The format asked for, or the ending of the output file."""
    ending = Path(options.output or "").suffix.removeprefix(".")
    wanted: str = options.to or ending
    if not wanted:
        raise Refused("no_format", "Say which format: --to pdf, or an output file that ends in it.")
    return wanted


def _write(exported: Exported, output: str | None) -> None:
    if output == "-":
        sys.stdout.buffer.write(exported.content)
        sys.stdout.buffer.flush()
        return
    path = Path(output or exported.name)
    try:
        path.write_bytes(exported.content)
    except OSError as error:
        raise Refused(
            "not_written", f"{path} cannot be written: {error.strerror}. Choose another place."
        ) from error
    print(path)
