"""Serve the pages and run background work in one process (the default command)."""

from __future__ import annotations

import argparse

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


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default=HOST, help=f"address to listen on (default {HOST})")
    parser.add_argument(
        "--port", type=port_number, default=PORT, help=f"default {PORT}; 0 takes any free"
    )
    parser.add_argument(
        "--no-worker", action="store_true", help="leave background work to `worker` processes"
    )


def run(options: argparse.Namespace) -> int:
    from secretariat.faces.cli.server import address_of, bound_socket, serve_until_signal

    use_data_folder(options)
    with bound_socket(options.host, options.port) as listening:
        address = address_of(listening)
        use_base_url(address)
        load_django(options)
        from django.conf import settings

        prepare()
        announce(address)
        with serving(settings.ENV.data, address):
            serve_until_signal(listening, with_worker=not options.no_worker)
    print("Stopped. Everything that was saved is kept.")
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
