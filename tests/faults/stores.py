"""Where the record of a fault test lies: a folder with SQLite, and beside it perhaps PostgreSQL.

`query` reads the tables from outside, with a connection of its own, as nobody in the program does.
"""

from __future__ import annotations

import json
import secrets
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from tests.browser.site import ROOT
from tests.browser.site import environment as bare_environment

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Store:
    """The data folder of an installation on SQLite."""

    data: Path

    @property
    def environment(self) -> dict[str, str]:
        """The environment in which the program finds this record and the tests."""
        path = f"{ROOT / 'src'}:{ROOT}"
        return {**bare_environment(), "SECRETARIAT_DATA": str(self.data), "PYTHONPATH": path}

    @property
    def file(self) -> Path:
        """The database file."""
        return self.data / "secretariat.sqlite3"

    def query(self, statement: str) -> list[Row]:
        """The rows of a statement, read from outside."""
        with closing(sqlite3.connect(self.file, timeout=20)) as database:
            return database.execute(statement).fetchall()

    def damage(self) -> list[str]:
        """What the database itself says is wrong with its file."""
        rows = self.query("PRAGMA integrity_check") + self.query("PRAGMA foreign_key_check")
        return [str(row) for row in rows if row != ("ok",)]

    def wait_until_left(self) -> None:
        """Wait until what a killed server had begun is over. Here it is over with the process."""

    def copy(self, to: Path) -> Store:
        """The same record once more."""
        shutil.copytree(self.data, to)
        return Store(to)

    def drop(self) -> None:
        """Throw the record away."""
        shutil.rmtree(self.data, ignore_errors=True)


@dataclass(frozen=True)
class PostgresStore(Store):
    """The data folder of an installation whose record is a database of a PostgreSQL server."""

    url: str

    @property
    def environment(self) -> dict[str, str]:
        return {**super().environment, "SECRETARIAT_DATABASE_URL": self.url}

    @property
    def name(self) -> str:
        """The name of the database."""
        return urlsplit(self.url).path[1:]

    def query(self, statement: str) -> list[Row]:
        import psycopg

        with psycopg.connect(self.url, autocommit=True) as database:
            cursor = database.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def damage(self) -> list[str]:
        """Nothing: killing a client harms no server; constraints are checked as rows are read."""
        return []

    def wait_until_left(self) -> None:
        """Wait until the database has noticed that the killed server is gone."""
        others = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database()"
        while self.query(f"{others} AND pid <> pg_backend_pid()"):
            time.sleep(0.05)

    def copy(self, to: Path) -> PostgresStore:
        shutil.copytree(self.data, to)
        made = empty_database(self.url, template=self.name)
        return PostgresStore(to, made)

    def drop(self) -> None:
        super().drop()
        on_server(self.url, f'DROP DATABASE "{self.name}" WITH (FORCE)')


def empty_database(url: str, template: str = "template0") -> str:
    """The address of a new database on the same server, a copy of `template`."""
    name = f"secretariat_fault_{secrets.token_hex(6)}"
    on_server(url, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return _beside(url, name)


def on_server(url: str, statement: str) -> None:
    """Run a statement about databases, from the one that every server has."""
    import psycopg

    with psycopg.connect(_beside(url, "postgres"), autocommit=True) as server:
        server.execute(statement)


def _beside(url: str, name: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def new_store(data: Path, url: str) -> Store:
    """An empty record: on PostgreSQL if the address of a server is given, else on SQLite."""
    return PostgresStore(data, empty_database(url)) if url else Store(data)


def fill(store: Store, *arguments: str) -> dict[str, Any]:
    """Let the program fill the record with a council in session; what it says of it."""
    done = subprocess.run(
        [sys.executable, "-P", "-m", "tests.faults.fill", *arguments],
        env=store.environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told
