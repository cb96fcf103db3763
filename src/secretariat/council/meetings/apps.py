"""The meetings app. What it registers is found by `config.discovery`."""

from __future__ import annotations

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "secretariat.council.meetings"
    label = "meetings"
    default_auto_field = "django.db.models.BigAutoField"
