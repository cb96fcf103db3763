"""Comparing released minutes with the record in the background; safe to repeat."""

from __future__ import annotations

from datetime import timedelta

from django_tasks import task

from secretariat.council.minutes import commands
from secretariat.foundation.jobs.recurring import register_recurring


@task()
def compare_minutes_again() -> int:
    """How many were compared."""
    return commands.compare_again()


register_recurring("minutes.compare_again", compare_minutes_again, every=timedelta(minutes=1))
