"""Registers the motions app, its part of the room, its facts in the minutes and its exports."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class MotionsConfig(AppConfig):
    name = "secretariat.council.motions"
    label = "motions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Registering happens on import."""
        import_module("secretariat.council.motions.room")
        import_module("secretariat.council.motions.exports")
