"""Registers the actions app, its kind of business, its part of the room and its exports."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class ActionsConfig(AppConfig):
    name = "secretariat.council.actions"
    label = "actions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Registering happens on import."""
        import_module("secretariat.council.actions.kinds")
        import_module("secretariat.council.actions.room")
        import_module("secretariat.council.actions.exports")
