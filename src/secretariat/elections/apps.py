"""The elections app. What it registers is found by `config.discovery`."""

from __future__ import annotations

from django.apps import AppConfig


class ElectionsConfig(AppConfig):
    name = "secretariat.elections"
    label = "elections"
    default_auto_field = "django.db.models.BigAutoField"
