"""Workers that are alive, and when each recurring task runs next. Times are the wall's."""

from __future__ import annotations

from django.db import models


class Worker(models.Model):
    """One running worker. It says that it lives every few seconds; silence means it was lost."""

    worker_id = models.CharField(max_length=64, unique=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.worker_id


class Schedule(models.Model):
    """When a recurring task runs next. Its row lock lets only one of several workers enqueue it."""

    name = models.CharField(max_length=100, unique=True)
    next_run_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
