"""Registers the minutes app, its kind of business and its exports."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class MinutesConfig(AppConfig):
    name = "secretariat.council.minutes"
    label = "minutes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Registering happens on import."""
        import_module("secretariat.council.minutes.kinds")
        import_module("secretariat.council.minutes.exports")
