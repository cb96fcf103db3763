"""Registers the meetings app, its kinds of business and its exports."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "secretariat.council.meetings"
    label = "meetings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Registering happens on import."""
        import_module("secretariat.council.meetings.kinds")
        import_module("secretariat.council.meetings.exports")
