"""Upkeep of sign-ins in the background; safe to repeat."""

from __future__ import annotations

from datetime import timedelta

from django_tasks import task

from secretariat.foundation.jobs.recurring import register_recurring
from secretariat.foundation.people import commands


@task()
def forget_ended_sign_ins() -> int:
    """Drop sessions that ran out, and their lines in the lists; how many lines."""
    return commands.forget_ended_sign_ins()


register_recurring("people.forget_sign_ins", forget_ended_sign_ins, every=timedelta(days=1))
