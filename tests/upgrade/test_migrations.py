"""The real migrations make the tables that the models want; other tests skip them for speed.

Runs as a process, with a database of its own on the server of the test run (SQLite: in memory).
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import django
django.setup()
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from secretariat.faces.cli.database import pending_migrations

connection.settings_dict["TEST"].update(NAME=NAME, MIGRATE=True)
connection.creation.create_test_db(verbosity=0, autoclobber=True)
try:
    assert pending_migrations() == [], "pending after migrating"
    for model in apps.get_models():
        list(model._default_manager.all()[:1])
    call_command("makemigrations", "--check", "--dry-run", verbosity=1)
    print("tables fit")
finally:
    connection.creation.destroy_test_db(NAME, verbosity=0)
"""


@pytest.mark.slow
def test_migrations_make_the_tables_that_the_models_want(root: Path) -> None:
    url = os.environ.get("SECRETARIAT_DATABASE_URL", "")
    name = "secretariat_upgrade" if url.startswith("postgres") else ":memory:"

    done = subprocess.run(
        [sys.executable, "-c", f"NAME = {name!r}\n{PROGRAM}"],
        cwd=root,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.stdout.splitlines()[-1:], done.returncode) == (["tables fit"], 0), done.stderr
