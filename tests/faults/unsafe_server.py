"""The program with one protection taken away, to show that the fault tests would notice.

Run as `python -m tests.faults.unsafe_server WHAT serve …`. WHAT is `no-transactions`: every write
stands at once and for itself; `early-answer`: an act is acknowledged before it is done; `no-once`:
an act that is sent again is done again.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from socket import socket
from threading import Thread
from typing import Any

PAUSE_S = 0.05
"""How long the gap stays open, so that a kill at a random moment finds it in a few rounds."""


@contextmanager
def nothing() -> Iterator[None]:
    """A transaction that is none."""
    yield


def without_transactions() -> None:
    """Let every statement stand for itself, with a moment between the row and its audit entry."""
    from django.db import transaction
    from django.db.models import QuerySet

    def atomic(using: Any = None, *_: object, **__: object) -> Any:
        return using if callable(using) else nothing()

    transaction.atomic = atomic
    QuerySet.select_for_update = lambda self, *_, **__: self  # type: ignore[method-assign]

    from secretariat.foundation.records.commands import acts

    write_entry = acts._write_entry

    def late_entry(this: acts.Act) -> None:
        time.sleep(PAUSE_S)
        write_entry(this)

    acts._write_entry = late_entry


def with_early_answers() -> None:
    """Acknowledge every form but the sign-in at once, and do what it asks a moment later."""
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from secretariat.faces.web.middleware import Refusals

    def answer(self: Refusals, request: HttpRequest) -> HttpResponseBase:
        if request.method != "POST" or request.path.startswith("/sign-in"):
            return self.get_response(request)
        Thread(target=_later, args=(self.get_response, request), daemon=True).start()
        return HttpResponse(status=303, headers={"Location": "/"})

    Refusals.__call__ = answer  # type: ignore[method-assign]


def _later(work: Callable[[Any], Any], request: Any) -> None:
    from django.db import connection

    time.sleep(PAUSE_S)
    work(request)
    connection.close()


def without_keys() -> None:
    """Forget the keys of forms, and leave a moment between an act and its answer."""
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from secretariat.faces.web.once import EachOnce
    from secretariat.foundation.records.commands import acts

    def answer(self: EachOnce, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.method == "POST":
            time.sleep(PAUSE_S)
        return response

    acts.take_key = lambda: None  # type: ignore[attr-defined]
    EachOnce.__call__ = answer  # type: ignore[method-assign]


UNSAFE = {
    "no-transactions": without_transactions,
    "early-answer": with_early_answers,
    "no-once": without_keys,
}


def main() -> int:
    """Take the protection away as soon as the apps are loaded, then run the command line."""
    from secretariat.faces.cli import server
    from secretariat.faces.cli.main import main as run

    take_away, serve_safely = UNSAFE[sys.argv[1]], server.serve_until_signal

    def serve_until_signal(listening: socket, *, with_worker: bool) -> None:
        take_away()
        serve_safely(listening, with_worker=with_worker)

    server.serve_until_signal = serve_until_signal

    return run(sys.argv[2:])


if __name__ == "__main__":
    raise SystemExit(main())
