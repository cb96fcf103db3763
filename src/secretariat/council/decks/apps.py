"""The decks app. What it registers is found by `config.discovery`."""

from __future__ import annotations

from django.apps import AppConfig


class DecksConfig(AppConfig):
    name = "secretariat.council.decks"
    label = "decks"
    default_auto_field = "django.db.models.BigAutoField"
