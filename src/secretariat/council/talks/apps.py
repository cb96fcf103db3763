"""The talks app. What it registers is found by `config.discovery`."""

from __future__ import annotations

from django.apps import AppConfig


class TalksConfig(AppConfig):
    name = "secretariat.council.talks"
    label = "talks"
    default_auto_field = "django.db.models.BigAutoField"
