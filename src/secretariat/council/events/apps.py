"""The events app. What it registers is found by `config.discovery`."""

from __future__ import annotations

from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "secretariat.council.events"
    label = "events"
    default_auto_field = "django.db.models.BigAutoField"
