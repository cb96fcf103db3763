"""Registers the records app and builds its search index after migrations."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class RecordsConfig(AppConfig):
    name = "secretariat.foundation.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from .search_index import build_search_index

        post_migrate.connect(build_search_index, sender=self)
