"""The people app. What it registers is found by `config.discovery`."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "secretariat.foundation.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
