"""The actions app. What it registers is found by `config.discovery`."""

from __future__ import annotations

from django.apps import AppConfig


class ActionsConfig(AppConfig):
    name = "secretariat.council.actions"
    label = "actions"
    default_auto_field = "django.db.models.BigAutoField"
