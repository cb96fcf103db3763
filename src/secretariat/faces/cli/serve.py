"""Serve the pages and run background work, in one process or more (the default command)."""

from __future__ import annotations

import argparse
import socket

from secretariat.faces.cli.folder import serving
from secretariat.faces.cli.options import (
    DONE,
    load_django,
    port_number,
    use_base_url,
    use_data_folder,
)

HELP = "serve the pages (default)"
HOST, PORT = "127.0.0.1", 8000
MOST_PROCESSES = 64


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default=HOST, help=f"address to listen on (default {HOST})")
    parser.add_argument(
        "--port", type=port_number, default=PORT, help=f"default {PORT}; 0 takes any free"
    )
    parser.add_argument(
        "--no-worker", action="store_true", help="leave background work to `worker` processes"
    )
    parser.add_argument(
        "--processes", type=_count, default=1, help="how many answer pages (default 1)"
    )
    parser.add_argument("--on-socket", type=int, help=argparse.SUPPRESS)


def _count(words: str) -> int:
    if not words.isdecimal() or not 1 <= int(words) <= MOST_PROCESSES:
        raise argparse.ArgumentTypeError(f"give a number from 1 to {MOST_PROCESSES}")
    return int(words)


def run(options: argparse.Namespace) -> int:
    from secretariat.faces.cli.processes import helping
    from secretariat.faces.cli.server import address_of, bound_socket, serve_until_signal

    if options.on_socket is not None:
        return _answer_beside(options)
    use_data_folder(options)
    with bound_socket(options.host, options.port) as listening:
        address = address_of(listening)
        use_base_url(address)
        load_django(options)
        from django.conf import settings

        prepare()
        announce(address)
        with serving(settings.ENV.data, address), helping(listening, options.processes - 1):
            serve_until_signal(listening, with_worker=not options.no_worker)
    print("Stopped. Everything that was saved is kept.")
    return DONE


def _answer_beside(options: argparse.Namespace) -> int:
    """Answer pages on the socket of the process that started this one. It has prepared all."""
    from secretariat.faces.cli.processes import end_with_the_first
    from secretariat.faces.cli.server import serve_until_signal

    load_django(options)
    end_with_the_first()
    with socket.socket(fileno=options.on_socket) as listening:
        serve_until_signal(listening, with_worker=False)
    return DONE


def prepare() -> None:
    """Make the database ready; refuse to start a live installation that is not safe."""
    from secretariat.faces.cli.database import bring_up_to_date
    from secretariat.faces.cli.health import refuse_unsafe_settings

    refuse_unsafe_settings()
    bring_up_to_date()


def announce(address: str) -> None:
    """Say where the pages are and, on first run, how the operator signs in."""
    from django.conf import settings

    from secretariat.faces.cli.sign_in import first_link

    print(f"Secretariat is at {address} (stop it with Ctrl+C).")
    print(f"Its record is kept in {settings.ENV.data}.")
    path = "" if settings.IS_DEMO else first_link()
    if path:
        print(f"Sign in as its operator, once, with {address}{path}")
    print(end="", flush=True)
