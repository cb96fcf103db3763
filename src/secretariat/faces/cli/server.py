"""Pages and background work in one process, until a signal asks it to end."""

from __future__ import annotations

import os
import signal
import socket
import threading
from contextlib import suppress

from secretariat.documents.rendering.ahead import load_ahead
from secretariat.rules.errors import Refused

# How long open pages may finish after a signal. Live streams never end by themselves.
GRACE_S = 3
BACKLOG = 2048
# The first page goes before libraries that only files need.
LOAD_AHEAD_AFTER_S = 3


def bound_socket(host: str, port: int) -> socket.socket:
    """A listening socket. Refuses ("port_taken", "wrong_host") in words."""
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family, backlog=BACKLOG)
    except socket.gaierror as error:
        raise Refused("wrong_host", f"“{host}” is not an address of this machine.") from error
    except OSError as error:
        raise Refused(
            "port_taken",
            f"Port {port} of {host} cannot be used: {os.strerror(error.errno or 0)}. Stop the "
            "program that has it, or choose another port with --port.",
        ) from error


def address_of(listening: socket.socket) -> str:
    """The address a browser on this machine can open."""
    host, port = listening.getsockname()[:2]
    if host in {"0.0.0.0", "::"}:  # noqa: S104 - compared, not bound
        host = "127.0.0.1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def serve_until_signal(listening: socket.socket, *, with_worker: bool) -> None:
    """Answer pages on the socket and, if wanted, run background tasks; return after a signal."""
    import uvicorn

    from secretariat.foundation.jobs.worker import BackgroundWorker

    config = uvicorn.Config(
        "secretariat.faces.web.asgi:application",
        loop="asyncio",
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=GRACE_S,
    )
    worker = BackgroundWorker() if with_worker else None
    # The page server passes the signal on when it has ended; then the worker still has to.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if worker:
        worker.start()
    ahead = threading.Timer(LOAD_AHEAD_AFTER_S, load_ahead)
    ahead.daemon = True
    ahead.start()
    try:
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listening])
    finally:
        ahead.cancel()
        if worker:
            worker.stop()
