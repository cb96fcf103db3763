"""Write one thing of the record to a file: a deck, minutes, an agenda, a table."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from secretariat.faces.cli.options import (
    DONE,
    READING,
    load_django,
    report_json,
    use_existing_record,
    wants_json,
)
from secretariat.rules.errors import Refused

if TYPE_CHECKING:
    from secretariat.foundation.records.exports import Exported

HELP = "write a deck, minutes, agenda or table to a file"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ref", metavar="REF", help="what: tac/2021-10-07/deck, tac/projects, …")
    parser.add_argument("--to", metavar="FORMAT", help="html, md, pdf, pptx, json, csv, ics, atom")
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="where to (`-`: standard output; default: here)"
    )
    parser.add_argument("--as-of", type=day, metavar="DATE", help="as it was then")
    parser.add_argument("--public", action="store_true", help="only what anybody may see")


def day(text: str) -> date:
    """A day of the command line."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is no day; write it as 2030-03-07") from None


def run(options: argparse.Namespace) -> int:
    use_existing_record(options)
    load_django(options, READING)
    from secretariat.faces.cli.database import require_up_to_date
    from secretariat.foundation.records import exports
    from secretariat.rules.visibility import PUBLIC_ACTOR, system_actor

    require_up_to_date()
    actor = PUBLIC_ACTOR if options.public else system_actor("command line")
    exported = exports.export(actor, options.ref, _format(options), options.as_of)
    path = _written(exported, options.output)
    if path is not None:
        _tell(options, exported, path)
    return DONE


def _tell(options: argparse.Namespace, exported: Exported, path: Path) -> None:
    if wants_json(options):
        told = {"ref": options.ref, "file": str(path), "media_type": exported.media_type}
        report_json({**told, "bytes": len(exported.content)})
    else:
        print(path)


def _format(options: argparse.Namespace) -> str:
    """The format asked for, or the ending of the output file."""
    ending = Path(options.output or "").suffix.removeprefix(".")
    wanted: str = options.to or ending
    if not wanted:
        raise Refused("no_format", "Say which format: --to pdf, or an output file that ends in it.")
    return wanted


def _written(exported: Exported, output: str | None) -> Path | None:
    """Where the file was written; None for standard output."""
    if output == "-":
        sys.stdout.buffer.write(exported.content)
        sys.stdout.buffer.flush()
        return None
    path = Path(output or exported.name)
    try:
        path.write_bytes(exported.content)
    except OSError as error:
        raise Refused(
            "not_written", f"{path} cannot be written: {error.strerror}. Choose another place."
        ) from error
    return path
