"""Run background work in a process of its own, beside `serve --no-worker`."""

from __future__ import annotations

import argparse
import signal
import threading

from secretariat.faces.cli.options import DONE, load_django

HELP = "run background work in a process of its own"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No options of its own."""
    del parser


def run(options: argparse.Namespace) -> int:
    load_django(options)
    from secretariat.faces.cli.database import require_up_to_date
    from secretariat.foundation.jobs.worker import BackgroundWorker

    require_up_to_date()
    asked_to_stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: asked_to_stop.set())
    worker = BackgroundWorker()
    worker.start()
    print("Background work is running (stop it with Ctrl+C).", flush=True)
    asked_to_stop.wait()
    worker.stop()
    return DONE
