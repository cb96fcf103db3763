"""The projects app. What it registers is found by `config.discovery`."""

from __future__ import annotations

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "secretariat.council.projects"
    label = "projects"
    default_auto_field = "django.db.models.BigAutoField"
