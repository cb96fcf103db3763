"""Registers the papers app with its kind of business, its chapter of reports and its files."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "secretariat.council.papers"
    label = "papers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Registering happens on import."""
        import_module("secretariat.council.papers.kinds")
        import_module("secretariat.council.papers.chapters")
        import_module("secretariat.council.papers.hearing")
        import_module("secretariat.council.papers.exports")
