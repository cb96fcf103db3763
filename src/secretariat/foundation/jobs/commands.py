"""Every write about background work. It is not business of a council: no audit entry, no feed."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from secretariat.foundation.jobs.models import Schedule, Worker
from secretariat.foundation.jobs.queries import lost_tasks, lost_workers
from secretariat.foundation.jobs.recurring import Recurring, all_recurring

log = logging.getLogger("secretariat.jobs")

ATTEMPTS = 3
KEEP_FINISHED = timedelta(days=14)


def report_alive(worker_id: str, at: datetime) -> None:
    """Say that a worker lives; the first time makes it known."""
    Worker.objects.update_or_create(
        worker_id=worker_id,
        defaults={"seen_at": at},
        create_defaults={"seen_at": at, "started_at": at},
    )


def retire_worker(worker_id: str) -> None:
    """Forget a worker that ended in order; a task it left running is lost at once."""
    Worker.objects.filter(worker_id=worker_id).delete()


def requeue_lost_tasks(at: datetime) -> int:
    """Put tasks of lost workers back into the queue and forget those workers; how many tasks.

    A task that was lost `ATTEMPTS` times fails for good: it may be what kills its worker.
    """
    with transaction.atomic():
        tasks = lost_tasks(at)
        for task in tasks:
            is_hopeless = len(task.worker_ids) >= ATTEMPTS
            status = TaskResultStatus.FAILED if is_hopeless else TaskResultStatus.READY
            unchanged = DBTaskResult.objects.filter(
                pk=task.pk, status=TaskResultStatus.RUNNING, worker_ids=task.worker_ids
            )
            unchanged.update(status=status, finished_at=at if is_hopeless else None)
            log.warning("task %s was lost with its worker: now %s", task.task_path, status)
        lost_workers(at).delete()
    return len(tasks)


def enqueue_due(at: datetime) -> list[str]:
    """Enqueue the recurring tasks whose time has come; their names."""
    return [each.name for each in all_recurring() if _enqueue_if_due(each, at)]


def _enqueue_if_due(recurring: Recurring, at: datetime) -> bool:
    due = Schedule.objects.filter(name=recurring.name)
    if due.filter(next_run_at__gt=at).exists():
        return False
    with transaction.atomic():
        Schedule.objects.bulk_create(
            [Schedule(name=recurring.name, next_run_at=at)], ignore_conflicts=True
        )
        row = due.select_for_update().get()
        if row.next_run_at > at:
            return False
        row.next_run_at = at + recurring.every
        row.save(update_fields=["next_run_at"])
        recurring.task.enqueue()
    return True


def run_soon(name: str) -> None:
    """Enqueue a recurring task before its time, unless it waits to run already.

    It runs after the transaction of the caller, and never if that is rolled back.
    """
    for recurring in all_recurring():
        waiting = DBTaskResult.objects.filter(
            task_path=recurring.task.module_path, status=TaskResultStatus.READY
        )
        if recurring.name == name and not waiting.exists():
            recurring.task.enqueue()


def forget_finished_tasks(at: datetime) -> int:
    """Delete tasks that ended well more than two weeks ago; how many."""
    old = DBTaskResult.objects.filter(
        status=TaskResultStatus.SUCCESSFUL, finished_at__lt=at - KEEP_FINISHED
    )
    return old.delete()[0]
