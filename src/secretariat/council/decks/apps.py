"""Registers the decks app with its files."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class DecksConfig(AppConfig):
    name = "secretariat.council.decks"
    label = "decks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Registering happens on import."""
        import_module("secretariat.council.decks.exports")
