"""Reminders in the background; safe to repeat."""

from __future__ import annotations

from datetime import timedelta

from django_tasks import task

from secretariat.council.talks.commands import send_reminders
from secretariat.foundation.jobs.recurring import register_recurring
from secretariat.foundation.outbox.automatic import register
from secretariat.foundation.records import clock


@task()
def remind() -> int:
    """Write to everybody who has to act on a talk now; how many letters."""
    return send_reminders(clock.now())


register("talks.remind", send_reminders)
register_recurring("talks.remind", remind, every=timedelta(hours=6))
