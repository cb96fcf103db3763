"""The conduct app. What it registers is found by `config.discovery`."""

from __future__ import annotations

from django.apps import AppConfig


class ConductConfig(AppConfig):
    name = "secretariat.council.conduct"
    label = "conduct"
    default_auto_field = "django.db.models.BigAutoField"
