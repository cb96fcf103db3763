"""The worker: runs tasks in one thread, while another says it lives and tends the queue.

Two threads, so that a long task does not make its worker look lost. A task runs at least once:
after a crash it runs again, so tasks must be safe to repeat.
"""

from __future__ import annotations

import logging
import secrets
import socket
import threading
from collections.abc import Callable

from django.db import close_old_connections, connections
from django_tasks_db.management.commands.db_worker import Worker as QueueWorker

from secretariat.foundation.jobs import commands, queries
from secretariat.foundation.records.clock import wall_now

log = logging.getLogger("secretariat.jobs")

LOOK_EVERY_S = 0.5
TEND_EVERY_S = 10.0


def run_waiting_tasks(worker: QueueWorker) -> None:
    """Run every task that is ready now, one after the other."""
    if queries.is_work_waiting():
        worker.run()


def tend_queue(worker_id: str) -> None:
    """Say that the worker lives, take up lost tasks, enqueue what is due."""
    at = wall_now()
    commands.report_alive(worker_id, at)
    commands.requeue_lost_tasks(at)
    commands.enqueue_due(at)


def queue_worker(worker_id: str) -> QueueWorker:
    """A runner that empties all queues and then returns."""
    return QueueWorker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=worker_id,
        excluded_queue_names=[],
    )


class BackgroundWorker:
    """A worker beside other work of this process. `start`, later `stop`."""

    def __init__(self) -> None:
        self.worker_id = f"{socket.gethostname()[:40]}-{secrets.token_hex(6)}"
        self._queue = queue_worker(self.worker_id)
        self._stopping = threading.Event()
        self._threads = [
            self._thread("tend", lambda: tend_queue(self.worker_id), TEND_EVERY_S),
            self._thread("work", lambda: run_waiting_tasks(self._queue), LOOK_EVERY_S),
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self, timeout_s: float = 10.0) -> None:
        """End after the task at hand; a task that takes longer runs again at the next start."""
        self._stopping.set()
        self._queue.running = False
        for thread in self._threads:
            thread.join(timeout_s)
        commands.retire_worker(self.worker_id)

    def _thread(self, name: str, step: Callable[[], None], every_s: float) -> threading.Thread:
        return threading.Thread(
            target=self._repeat, args=(step, every_s), name=f"worker-{name}", daemon=True
        )

    def _repeat(self, step: Callable[[], None], every_s: float) -> None:
        while not self._stopping.is_set():
            close_old_connections()
            try:
                step()
            except Exception:
                # The database may be away for a while, and what was begun is rolled back. A thread
                # that ended here would starve the queue in silence.
                log.exception("the worker was stopped in its step and will try again")
            self._stopping.wait(every_s)
        connections.close_all()
