"""Registers the motions app."""

from __future__ import annotations

from django.apps import AppConfig


class MotionsConfig(AppConfig):
    name = "secretariat.council.motions"
    label = "motions"
    default_auto_field = "django.db.models.BigAutoField"
