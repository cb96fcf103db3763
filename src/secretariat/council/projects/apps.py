"""Registers the projects app with its kind of business and its files."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "secretariat.council.projects"
    label = "projects"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Registering happens on import."""
        import_module("secretariat.council.projects.kinds")
        import_module("secretariat.council.projects.exports")
