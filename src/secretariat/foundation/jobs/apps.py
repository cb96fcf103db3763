"""The jobs app. What it registers is found by `config.discovery`."""

from __future__ import annotations

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "secretariat.foundation.jobs"
    label = "jobs"
    default_auto_field = "django.db.models.BigAutoField"
