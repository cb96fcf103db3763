"""More processes that answer pages on the socket of the first, which starts and watches them."""

from __future__ import annotations

import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from secretariat.faces.cli.server import GRACE_S

log = logging.getLogger("secretariat.server")

AGAIN_AFTER_S = 1
PATIENCE_S = GRACE_S + 7


class _Helper:
    """One more process, started anew whenever it ends by itself."""

    def __init__(self, listening: socket.socket) -> None:
        self._socket = listening.fileno()
        self._over = threading.Event()
        self._process = self._started()
        self._watch = threading.Thread(target=self._keep_alive, name="processes", daemon=True)
        self._watch.start()

    def _started(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-P", "-m", "secretariat", "serve", "--on-socket"]
        return subprocess.Popen(  # noqa: S603 - our own program
            [*command, str(self._socket)], stdin=subprocess.PIPE, pass_fds=[self._socket]
        )

    def _keep_alive(self) -> None:
        while not self._over.is_set():
            ended = self._process.wait()
            if self._over.wait(AGAIN_AFTER_S):
                return
            log.warning("A process that answers pages ended (%s). Another takes its place.", ended)
            self._process = self._started()

    def stop(self) -> None:
        """End it in order, as the first one ends."""
        self._over.set()
        self._process.terminate()
        try:
            self._process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


@contextmanager
def helping(listening: socket.socket, count: int) -> Iterator[None]:
    """Let `count` more processes answer on the socket. They end with this one, whatever ends it."""
    helpers = [_Helper(listening) for _ in range(count)]
    try:
        yield
    finally:
        for each in helpers:
            each.stop()


def end_with_the_first() -> None:
    """In such a process: stop as soon as the first one is gone, which holds its standard input."""

    def wait() -> None:
        sys.stdin.buffer.read()
        while True:  # Again, should the page server not have begun to listen for it.
            os.kill(os.getpid(), signal.SIGTERM)
            time.sleep(AGAIN_AFTER_S)

    threading.Thread(target=wait, name="first process", daemon=True).start()
