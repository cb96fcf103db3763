"""The real migrations make the tables that the models want; other tests skip them for speed.

Runs as a process, with a database of its own on the server of the test run (SQLite: in memory).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

pytestmark = pytest.mark.slow

# Prints all tables of a new database, with columns, constraints and indexes.
PROGRAM = """
import json
import django
django.setup()
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from secretariat.faces.cli.database import make_tables, pending_migrations


def tables():
    with connection.cursor() as cursor:
        names = sorted(connection.introspection.table_names(cursor))
        return {name: description(cursor, name) for name in names}


def description(cursor, table):
    columns = connection.introspection.get_table_description(cursor, table)
    constraints = connection.introspection.get_constraints(cursor, table)
    return {
        "columns": sorted(
            [column.name, str(column.type_code), column.display_size, column.null_ok]
            for column in columns
        ),
        "constraints": sorted(
            json.dumps([each["columns"], each["primary_key"], each["unique"], each["foreign_key"],
                        each["index"], each["check"], each.get("orders")])
            for each in constraints.values()
        ),
    }


connection.settings_dict["TEST"].update(NAME=NAME, MIGRATE=WAY == "migrate")
if WAY == "migrate":
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
else:
    connection.creation._create_test_db(verbosity=0, autoclobber=True)
    connection.close()
    connection.settings_dict["NAME"] = NAME
    make_tables()
try:
    assert pending_migrations() == [], "pending after migrating"
    for model in apps.get_models():
        list(model._default_manager.all()[:1])
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
    print(json.dumps(tables()))
finally:
    connection.creation.destroy_test_db(NAME, verbosity=0)
"""


def tables_made(root: Path, way: str, url: str = "") -> Any:
    """The tables of a new database that was made by one of the two ways."""
    name = f"secretariat_{way}" if url.startswith("postgres") else ":memory:"
    done = subprocess.run(
        [sys.executable, "-c", f"NAME, WAY = {name!r}, {way!r}\n{PROGRAM}"],
        cwd=root,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "SECRETARIAT_DATABASE_URL": url,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_migrations_make_what_the_models_read(root: Path) -> None:
    tables = tables_made(root, "migrate", os.environ.get("SECRETARIAT_DATABASE_URL", ""))

    assert {model._meta.db_table for model in apps.get_models()} - tables.keys() == set()


def test_tables_of_a_demo_are_those_of_the_migrations(root: Path) -> None:
    migrated = tables_made(root, "migrate")

    made_at_once = tables_made(root, "at_once")

    assert migrated.keys() == made_at_once.keys()
    differing = [table for table in migrated if migrated[table] != made_at_once[table]]
    assert [(table, migrated[table], made_at_once[table]) for table in differing] == []
