"""Recurring upkeep of the queue itself, and of the record beneath it."""

from __future__ import annotations

from datetime import timedelta

from django_tasks import task

from secretariat.foundation.jobs import commands
from secretariat.foundation.jobs.recurring import register_recurring
from secretariat.foundation.records.clock import wall_now
from secretariat.foundation.records.commands import forget_old_keys


@task()
def forget_finished_tasks() -> int:
    return commands.forget_finished_tasks(wall_now())


@task()
def forget_keys() -> int:
    """Drop the keys of forms that nobody sends again; how many."""
    return forget_old_keys(wall_now().date())


register_recurring("jobs.forget_finished", forget_finished_tasks, every=timedelta(days=1))
register_recurring("records.forget_keys", forget_keys, every=timedelta(days=1))
