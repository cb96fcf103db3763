"""The web face."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "secretariat.faces.web"
    label = "web"
