"""The motions app. What it registers is found by `config.discovery`."""

from __future__ import annotations

from django.apps import AppConfig


class MotionsConfig(AppConfig):
    name = "secretariat.council.motions"
    label = "motions"
    default_auto_field = "django.db.models.BigAutoField"
