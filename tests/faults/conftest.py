"""A council in session, filled once per module and copied for every test."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.faults.server import PROGRAM, Server
from tests.faults.stores import Store, fill, new_store

DATABASE_URL = os.environ.get("SECRETARIAT_DATABASE_URL", "")


@dataclass(frozen=True)
class Site:
    """A server on a record of its own, and what is in it."""

    server: Server
    store: Store
    council: dict[str, Any]


Serve = Callable[..., Site]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, dict[str, Any]]]:
    """The record to copy. Its sign-in links last half an hour, so each module has its own."""
    store = new_store(tmp_path_factory.mktemp("faults") / "data", DATABASE_URL)
    yield store, fill(store)
    store.drop()


@contextmanager
def serving(filled: tuple[Store, dict[str, Any]], folder: Path) -> Iterator[Serve]:
    """Serves copies of a record; whatever still runs at the end is killed."""
    sites: list[Site] = []

    def started(module: str = PROGRAM, *arguments: str) -> Site:
        store = filled[0].copy(folder / f"data{len(sites)}")
        site = Site(Server(store, module, arguments), store, filled[1])
        sites.append(site)
        return site

    yield started
    for site in sites:
        site.server.kill()
        site.store.drop()


@pytest.fixture
def serve(filled: tuple[Store, dict[str, Any]], tmp_path: Path) -> Iterator[Serve]:
    """Serves copies of the record for one test."""
    with serving(filled, tmp_path) as started:
        yield started


@pytest.fixture(scope="module")
def serve_all(
    filled: tuple[Store, dict[str, Any]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Serve]:
    """Serves copies of the record for all tests of a module."""
    with serving(filled, tmp_path_factory.mktemp("served")) as started:
        yield started


@pytest.fixture
def on_sqlite() -> None:
    """Skips where the record is not a file of ours."""
    if DATABASE_URL:
        pytest.skip("the record lies on a PostgreSQL server; this is about the file of SQLite")


@pytest.fixture
def on_postgresql() -> str:
    """The address of the PostgreSQL server; skips without one."""
    if not DATABASE_URL:
        pytest.skip("needs SECRETARIAT_DATABASE_URL, the address of a PostgreSQL server")
    return DATABASE_URL
