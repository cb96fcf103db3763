"""Set up a council of your own, from a short dialogue or a TOML file (`--from`)."""

from __future__ import annotations

import argparse
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from secretariat.faces.cli.options import DONE, load_django, report_json, wants_json
from secretariat.rules.errors import Refused

if TYPE_CHECKING:
    from secretariat.faces.cli.founding.plan import CouncilPlan
    from secretariat.faces.cli.founding.work import Founded

HELP = "set up a council of your own"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--from", dest="file", type=Path, metavar="FILE", help="take the answers from a TOML file"
    )


def run(options: argparse.Namespace) -> int:
    load_django(options)
    from secretariat.faces.cli.database import bring_up_to_date
    from secretariat.faces.cli.founding.work import found
    from secretariat.rules.visibility import system_actor

    _refuse_example()
    bring_up_to_date()
    founded = found(system_actor("command line"), _plan(options))
    _tell(options, founded)
    return DONE


def _refuse_example() -> None:
    from django.conf import settings

    if settings.IS_DEMO:
        raise Refused(
            "example",
            f"{settings.ENV.data} holds an example. Name a folder for your own council with "
            "--data.",
        )


def _plan(options: argparse.Namespace) -> CouncilPlan:
    from secretariat.faces.cli.founding.dialogue import Dialogue, talk
    from secretariat.faces.cli.founding.toml_file import read_plan
    from secretariat.foundation.people.queries import today

    if options.file:
        return read_plan(options.file, today())
    return talk(Dialogue(_ask, _say), today())


def _say(text: str) -> None:
    # Standard output is for the result, which may be JSON.
    print(text, file=sys.stderr, flush=True)


def _ask(question: str) -> str:
    print(question, end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    if not line:
        raise Refused(
            "stopped",
            "\nThe answers ended before all was known. Nothing has been set up; start again, or "
            "write the answers to a file and use --from.",
        )
    return line


def _tell(options: argparse.Namespace, founded: Founded) -> None:
    from django.conf import settings

    link = settings.BASE_URL + _sign_in_path(founded)
    address = f"{settings.BASE_URL}/{founded.body.slug}"
    if wants_json(options):
        report_json(
            {"made": founded.made, "remarks": founded.remarks, "address": address, "sign_in": link}
        )
        return
    print("Made:", *founded.made, sep="\n  ")
    if founded.remarks:
        print("To look at:", *founded.remarks, sep="\n  ")
    print(f"Start it with ./secretariat serve{_folder_words(options)}, then see it at {address}")
    who = founded.account.person.name if founded.account and founded.account.person else "operator"
    print(f"Sign in as {who}, once, within 30 minutes: {link}")
    print(f"A new link at any time: ./secretariat sign-in{_folder_words(options)}")


def _folder_words(options: argparse.Namespace) -> str:
    return f" --data {shlex.quote(str(options.data))}" if "data" in options else ""


def _sign_in_path(founded: Founded) -> str:
    """A link for the chair or the secretary; while neither can sign in, for the operator."""
    from secretariat.faces.cli.sign_in import operator_link
    from secretariat.foundation.people.commands import issue_sign_in_link
    from secretariat.rules.visibility import system_actor

    if founded.account is None:
        return operator_link()
    return issue_sign_in_link(system_actor("command line"), founded.account)
