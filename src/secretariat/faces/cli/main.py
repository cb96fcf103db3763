"""Reads the arguments and runs one command. The one place where a refusal becomes an exit code."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType

from secretariat import __version__
from secretariat.faces.cli.options import (
    DONE,
    REFUSED,
    STOPPED,
    WRONG_USE,
    common_options,
    report_json,
    wants_json,
)
from secretariat.foundation.config.env import SettingsError
from secretariat.rules.errors import Refused

# A module each: HELP, add_arguments(parser), run(options) -> exit code. In the order of `--help`.
COMMANDS = (
    "serve",
    "demo",
    "init",
    "export",
    "sign-in",
    "doctor",
    "mail-in",
    "worker",
    "manage",
    "python",
    "test",
    "check",
    "fmt",
    "lock",
)
# Commands that hand everything after them to another program.
PASSING_ON = frozenset({"manage", "python", "test"})

EPILOG = """Without a command, `serve`. Exit code 0: done; 1: refused, or something was found;
2: wrong use. `COMMAND --help` says more."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    options = argparse.Namespace()
    try:
        options = _parsed(given)
        return int(options.module.run(options))
    except Refused as refused:
        print(refused.message, file=sys.stderr)
        if wants_json(options):
            report_json({"refused": {"code": refused.code, "message": refused.message}})
        return REFUSED
    except SettingsError as wrong:
        print(wrong, file=sys.stderr)
        return WRONG_USE
    except KeyboardInterrupt:
        return STOPPED
    except BrokenPipeError:
        # The reader (`head`, a pager) has seen enough.
        sys.stderr.close()
        return DONE


def _parsed(given: list[str]) -> argparse.Namespace:
    ours, rest = _split(given)
    options = _parser().parse_args(ours)
    if options.command is None:
        options = _parser().parse_args([*ours, "serve"])
    options.rest = rest
    return options


def _split(given: list[str]) -> tuple[list[str], list[str]]:
    """Our arguments, and those that follow a command that passes them on unread."""
    after = next((n for n, word in enumerate(given, start=1) if word in PASSING_ON), len(given))
    ours, rest = given[:after], given[after:]
    return (given, []) if rest in (["-h"], ["--help"]) else (ours, rest)


def _parser() -> argparse.ArgumentParser:
    common = common_options()
    parser = argparse.ArgumentParser(
        prog="./secretariat",
        description="The office behind a technical council.",
        epilog=EPILOG,
        parents=[common],
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"Secretariat {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name in COMMANDS:
        module: ModuleType = import_module(f"secretariat.faces.cli.{name.replace('-', '_')}")
        sub = commands.add_parser(
            name,
            help=module.HELP,
            description=module.__doc__,
            parents=[common],
            allow_abbrev=False,
        )
        sub.set_defaults(module=module)
        module.add_arguments(sub)
    return parser
