"""The reports app. What it registers is found by `config.discovery`."""

from __future__ import annotations

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "secretariat.council.reports"
    label = "reports"
    default_auto_field = "django.db.models.BigAutoField"
