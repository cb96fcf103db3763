"""Rows whose numbers in the database are like no number that people use, so that one on a page is
noticed.
"""

from __future__ import annotations

from django.apps import apps
from django.db import connection, models

FIRST = 7_300_000
EACH = 1000
PATTERN = r"(?<![\w.#-])73\d{5}(?![\w-])"
"""Such a number, standing for itself."""


def number_rows_from_afar() -> None:
    """Let every table number its next rows from 7300000 on, and after those it has."""
    tables = apps.get_models(include_auto_created=True)
    for place, model in enumerate(tables):
        if isinstance(model._meta.pk, models.AutoField):
            last = model._base_manager.aggregate(last=models.Max("pk"))["last"] or 0
            _begin(model._meta.db_table, max(FIRST + place * EACH, last))


def _begin(table: str, number: int) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, number])
            return
        cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
        cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number])
