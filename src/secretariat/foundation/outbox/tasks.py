"""Handing mail over in the background; safe to repeat."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django_tasks import task

from secretariat.foundation.jobs.recurring import register_recurring
from secretariat.foundation.outbox.commands import deliver_due, take_in_mail
from secretariat.foundation.outbox.commands.queueing import DELIVERY


@task()
def deliver_mail() -> int:
    """Deliver what is due, until nothing more can be delivered now; how many mails."""
    total = 0
    while delivered := deliver_due():
        total += delivered
    return total


@task()
def read_mail_in() -> int:
    """Read what came back from mail servers; how many mails of ours it names."""
    return take_in_mail(settings.MAIL_IN)


register_recurring(DELIVERY, deliver_mail, every=timedelta(minutes=1))
register_recurring("outbox.mail_in", read_mail_in, every=timedelta(minutes=5))
