"""Digests and the upkeep of sign-ins in the background; safe to repeat."""

from __future__ import annotations

from datetime import timedelta

from django_tasks import task

from secretariat.foundation.jobs.recurring import register_recurring
from secretariat.foundation.people import commands
from secretariat.foundation.people.commands import digest
from secretariat.foundation.records import clock


@task()
def forget_ended_sign_ins() -> int:
    """Drop sessions that ran out, and their lines in the lists; how many lines."""
    return commands.forget_ended_sign_ins()


@task()
def send_digests() -> int:
    """Write to everybody for whom it is the morning of a digest; how many letters."""
    return digest.send_digests(clock.now())


# Seven o'clock comes at another time in each zone, half and quarter hours included.
register_recurring("people.digests", send_digests, every=timedelta(minutes=15))
register_recurring("people.forget_sign_ins", forget_ended_sign_ins, every=timedelta(days=1))
