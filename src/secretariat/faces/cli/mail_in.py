"""Read what mail servers report about mail of ours that did not arrive, from a file or from the
standard input, as a mail server hands it over.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from secretariat.faces.cli.options import (
    DONE,
    load_django,
    report_json,
    use_existing_record,
    wants_json,
)
from secretariat.rules.errors import Refused

HELP = "take note of mail that came back"
STANDARD_INPUT = "-"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file",
        metavar="FILE",
        help="a mail that came back, a folder of such (Maildir or .eml files, which are put aside "
        "as read), or - for the standard input",
    )


def run(options: argparse.Namespace) -> int:
    use_existing_record(options)
    load_django(options)
    from secretariat.faces.cli.database import require_up_to_date
    from secretariat.foundation.outbox.commands import note_bounces, take_in_mail

    require_up_to_date()
    path = Path(options.file)
    if options.file != STANDARD_INPUT and path.is_dir():
        found = take_in_mail(path)
    else:
        found = note_bounces(_content(options.file))
    if wants_json(options):
        report_json({"came_back": found})
    else:
        print(f"{found} of our mails came back." if found else "No mail of ours came back by this.")
    return DONE


def _content(file: str) -> bytes:
    if file == STANDARD_INPUT:
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise Refused("unknown_file", f"{file} cannot be read: {error.strerror}.") from error
