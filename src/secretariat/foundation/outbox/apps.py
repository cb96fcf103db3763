"""The outbox app. What it registers is found by `config.discovery`."""

from __future__ import annotations

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "secretariat.foundation.outbox"
    label = "outbox"
    default_auto_field = "django.db.models.BigAutoField"
