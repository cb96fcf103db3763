"""Closing ballots by mail and reminding in the background; safe to repeat."""

from __future__ import annotations

from datetime import timedelta

from django_tasks import task

from secretariat.council.motions.commands import tend_ballots
from secretariat.foundation.jobs.recurring import register_recurring
from secretariat.foundation.records import clock


@task()
def tend() -> int:
    """Close the ballots that are over, and remind the seats that are missing; how many closed."""
    return tend_ballots(clock.now())


register_recurring("motions.tend_ballots", tend, every=timedelta(minutes=1))
