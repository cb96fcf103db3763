"""Asking for updates and reminding in the background; safe to repeat."""

from __future__ import annotations

from datetime import timedelta

from django_tasks import task

from secretariat.council.updates.commands import ask_and_remind
from secretariat.foundation.jobs.recurring import register_recurring
from secretariat.foundation.outbox.automatic import register
from secretariat.foundation.records import clock


@task()
def ask() -> int:
    """Ask for and remind of the updates whose time has come; how many letters."""
    return ask_and_remind(clock.now())


register("updates.ask", ask_and_remind)
register_recurring("updates.ask", ask, every=timedelta(hours=3))
