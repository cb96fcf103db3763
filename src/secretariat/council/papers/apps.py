"""The papers app. What it registers is found by `config.discovery`."""

from __future__ import annotations

from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "secretariat.council.papers"
    label = "papers"
    default_auto_field = "django.db.models.BigAutoField"
