"""The referrals app. What it registers is found by `config.discovery`."""

from __future__ import annotations

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "secretariat.council.referrals"
    label = "referrals"
    default_auto_field = "django.db.models.BigAutoField"
