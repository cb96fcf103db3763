"""Reads about background work: what waits, what was lost, what failed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from secretariat.foundation.jobs.models import Worker

# A worker says that it lives every TEND_EVERY; after this long without a word it counts as lost.
LOST_AFTER = timedelta(seconds=60)


def is_work_waiting() -> bool:
    """Whether a task is ready to run now. A plain read: an idle worker takes no lock."""
    return DBTaskResult.objects.ready().exists()


def lost_workers(at: datetime) -> QuerySet[Worker]:
    """Workers that have been silent for too long."""
    return Worker.objects.filter(seen_at__lt=at - LOST_AFTER)


def lost_tasks(at: datetime) -> list[DBTaskResult[..., Any]]:
    """Tasks that a worker began and no living worker is at."""
    alive = set(Worker.objects.filter(seen_at__gte=at - LOST_AFTER).values_list("worker_id"))
    running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
    return [task for task in running if (task.worker_ids[-1],) not in alive]


def failed_tasks() -> QuerySet[DBTaskResult[..., Any]]:
    """Tasks that ended with an error, newest first."""
    return DBTaskResult.objects.filter(status=TaskResultStatus.FAILED).order_by("-finished_at")
