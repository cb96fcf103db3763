"""Registers the talks app, its kinds of business, its chapter of a report, its exports and its
reminders.
"""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module

from django.apps import AppConfig


class TalksConfig(AppConfig):
    name = "secretariat.council.talks"
    label = "talks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Registering happens on import."""
        import_module("secretariat.council.talks.kinds")
        import_module("secretariat.council.talks.exports")
        # Not at the top: tasks need the models of all apps.
        from secretariat.council.talks.tasks import remind
        from secretariat.foundation.jobs.recurring import register_recurring

        register_recurring("talks.remind", remind, every=timedelta(hours=6))
