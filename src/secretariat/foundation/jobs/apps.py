"""Registers the jobs app and its own recurring task."""

from __future__ import annotations

from datetime import timedelta

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "secretariat.foundation.jobs"
    label = "jobs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Not at the top: tasks need the models of all apps.
        from .recurring import register_recurring
        from .tasks import forget_finished_tasks

        register_recurring("jobs.forget_finished", forget_finished_tasks, every=timedelta(days=1))
