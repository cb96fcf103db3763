"""Registers the relations app."""

from __future__ import annotations

from django.apps import AppConfig


class RelationsConfig(AppConfig):
    name = "secretariat.council.relations"
    label = "relations"
    default_auto_field = "django.db.models.BigAutoField"
