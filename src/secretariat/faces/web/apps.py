"""Registers the web face, and what each app says needs a person or is left hanging."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class WebConfig(AppConfig):
    name = "secretariat.faces.web"
    label = "web"

    def ready(self) -> None:
        """Registering happens on import."""
        autodiscover_modules("attention", "loose_ends")
