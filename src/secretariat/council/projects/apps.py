"""Registers the projects app with its kind of business and its files."""

from __future__ import annotations

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "secretariat.council.projects"
    label = "projects"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the kind and the exports known."""
        from . import exports, kinds  # noqa: F401
