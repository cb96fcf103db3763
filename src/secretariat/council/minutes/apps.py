"""The minutes app. What it registers is found by `config.discovery`."""

from __future__ import annotations

from django.apps import AppConfig


class MinutesConfig(AppConfig):
    name = "secretariat.council.minutes"
    label = "minutes"
    default_auto_field = "django.db.models.BigAutoField"
