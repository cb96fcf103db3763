"""Registers the events app."""

from __future__ import annotations

from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "secretariat.council.events"
    label = "events"
    default_auto_field = "django.db.models.BigAutoField"
