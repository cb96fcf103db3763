"""Registers the relations app with its kind of business, its chapter of reports and its files."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class RelationsConfig(AppConfig):
    name = "secretariat.council.relations"
    label = "relations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Registering happens on import."""
        import_module("secretariat.council.relations.kinds")
        import_module("secretariat.council.relations.chapters")
        import_module("secretariat.council.relations.hearing")
        import_module("secretariat.council.relations.exports")
