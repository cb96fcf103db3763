"""Registers the outbox app and the recurring delivery of mail."""

from __future__ import annotations

from datetime import timedelta

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "secretariat.foundation.outbox"
    label = "outbox"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Not at the top: tasks need the models of all apps.
        from secretariat.foundation.jobs.recurring import register_recurring

        from .commands.queueing import DELIVERY
        from .tasks import deliver_mail

        register_recurring(DELIVERY, deliver_mail, every=timedelta(minutes=1))
