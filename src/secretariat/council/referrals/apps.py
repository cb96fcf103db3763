"""Registers the referrals app, its kind of business and its exports."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "secretariat.council.referrals"
    label = "referrals"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Registering happens on import."""
        import_module("secretariat.council.referrals.kinds")
        import_module("secretariat.council.referrals.exports")
