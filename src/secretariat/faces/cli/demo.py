"""Fill a fresh folder with the example council of October 2021 and serve it. Asks nothing."""

from __future__ import annotations

import argparse
import os
import shutil
import socket
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from secretariat.faces.cli.folder import is_served, serving
from secretariat.faces.cli.options import DONE, load_django, port_number, report_json, wants_json
from secretariat.foundation.config.env import CHECKOUT, CONFIG_FILE, PREFIX
from secretariat.rules.errors import Refused

HELP = "try it on an example council"
HOST, PORT, PORTS_TRIED = "127.0.0.1", 8000, 20
MARK = '# The example council; `demo` may replace this folder.\nmode = "demo"\n'


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--no-serve", action="store_true", help="only fill the folder")
    parser.add_argument("--now", type=_instant, metavar="INSTANT", help="the example's time")
    parser.add_argument("--host", default=HOST, help=f"address to listen on (default {HOST})")
    parser.add_argument(
        "--port", type=port_number, help=f"default {PORT}, or the next one that is free"
    )


def run(options: argparse.Namespace) -> int:
    from secretariat.faces.cli.server import address_of, serve_until_signal

    folder = getattr(options, "data", CHECKOUT / "demo").expanduser().absolute()
    with _listening(options) as listening:
        address = address_of(listening)
        options.data = fresh_folder(folder)
        _use_settings_of_a_demo(address)
        load_django(options)
        _tell(options, {"address": address, **_fill(options)})
        if not options.no_serve:
            with serving(folder, address):
                serve_until_signal(listening, with_worker=True)
    return DONE


def _use_settings_of_a_demo(address: str) -> None:
    """A real installation's settings in the environment must not reach the example."""
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        del os.environ[name]
    os.environ["SECRETARIAT_BASE_URL"] = address
    # One line per page would push the address and the link out of sight.
    os.environ["SECRETARIAT_LOG_LEVEL"] = "WARNING"


def _listening(options: argparse.Namespace) -> socket.socket:
    """The port asked for, or the first free one: a demo asks nothing."""
    from secretariat.faces.cli.server import bound_socket

    if options.port is not None:
        return bound_socket(options.host, options.port)
    for port in range(PORT, PORT + PORTS_TRIED):
        with suppress(Refused):
            return bound_socket(options.host, port)
    return bound_socket(options.host, 0)


def _fill(options: argparse.Namespace) -> dict[str, str]:
    """Fill the folder; what the person at the terminal wants to know."""
    from secretariat.exchange.example import fill
    from secretariat.exchange.fictitious import fill_fictitious
    from secretariat.faces.cli.database import make_tables
    from secretariat.foundation.records.commands import move_example_clock

    make_tables()
    filled = fill(options.data)
    fill_fictitious()
    if options.now:
        move_example_clock(options.now)
    return {"data": str(options.data), "deck": str(filled.deck), "sign_in": filled.sign_in_path}


def _tell(options: argparse.Namespace, told: dict[str, str]) -> None:
    from secretariat.exchange.fictitious import BODY

    told = {**told, "sign_in": told["address"] + told["sign_in"]}
    if wants_json(options):
        report_json(told)
        return
    print(f"The example council of October 2021 is in {told['data']}.")
    print(f"The deck of its meeting on 7 Oct 2021: {told['deck']}")
    if not options.no_serve:
        print(f"See it at {told['address']} (stop it with Ctrl+C).")
        print(f"Sign in as its chair, once, with {told['sign_in']}")
        print(f"Try it as its secretary or a representative: {told['address']}/demo/people")
        print(f"An invented council, with votes and a joint meeting: {told['address']}/{BODY}")
    print(end="", flush=True)


def fresh_folder(folder: Path) -> Path:
    """An empty folder marked as a demo. A former demo there is kept beside it as `….previous`.

    Refuses ("in_use", "not_a_demo") a folder that is served or holds anything else.
    """
    if is_served(folder):
        raise Refused(
            "in_use",
            f"{folder} is being served by another process. Stop that one, or name another folder "
            "with --data.",
        )
    if folder.is_dir() and any(folder.iterdir()):
        mark = folder / CONFIG_FILE
        if not mark.is_file() or mark.read_text(encoding="utf-8") != MARK:
            raise Refused(
                "not_a_demo",
                f"{folder} holds something else than a demo and is left as it is. Name an empty "
                "or a new folder with --data.",
            )
        previous = folder.with_name(f"{folder.name}.previous")
        shutil.rmtree(previous, ignore_errors=True)
        folder.rename(previous)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / CONFIG_FILE).write_text(MARK, encoding="utf-8")
    return folder


def _instant(text: str) -> datetime:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        instant = datetime.min  # noqa: DTZ901 - has no zone, so it is refused below
    if instant.tzinfo is None:
        raise argparse.ArgumentTypeError(
            f"“{text}” is no instant; write it as 2021-10-07T06:30-07:00"
        )
    return instant
