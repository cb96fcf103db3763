"""Recurring upkeep of the queue itself."""

from __future__ import annotations

from datetime import timedelta

from django_tasks import task

from secretariat.foundation.jobs import commands
from secretariat.foundation.jobs.recurring import register_recurring
from secretariat.foundation.records.clock import wall_now


@task()
def forget_finished_tasks() -> int:
    return commands.forget_finished_tasks(wall_now())


register_recurring("jobs.forget_finished", forget_finished_tasks, every=timedelta(days=1))
