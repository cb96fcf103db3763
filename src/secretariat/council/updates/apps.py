"""The updates app. What it registers is found by `config.discovery`."""

from __future__ import annotations

from django.apps import AppConfig


class UpdatesConfig(AppConfig):
    name = "secretariat.council.updates"
    label = "updates"
    default_auto_field = "django.db.models.BigAutoField"
