"""The relations app. What it registers is found by `config.discovery`."""

from __future__ import annotations

from django.apps import AppConfig


class RelationsConfig(AppConfig):
    name = "secretariat.council.relations"
    label = "relations"
    default_auto_field = "django.db.models.BigAutoField"
