"""What a fixture did to the record, done again by its bare statements: many times as fast as by its
commands, and with the same rows.

The first test of a process that comes to a fixture runs its commands. A later one that has written
exactly the same until there, at the same business time and with the same values given, gets the
statements those commands sent, in their order, so that both databases hold the same rows under the
same numbers. Where anything else could differ (patched code, other settings, another clock,
transactions that are really committed, something that was rolled back), the commands run again.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, time, timedelta
from enum import Enum
from hashlib import sha256
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

import pytest
import time_machine
from django.apps import apps
from django.conf import UserSettingsHolder, settings
from django.db import connection, models
from django.db.backends.sqlite3.base import SQLiteCursorWrapper

from secretariat.foundation.records import clock

P = ParamSpec("P")
R = TypeVar("R")
Statement = tuple[str, Any]
PLAIN = (str, int, float, bytes, date, time, timedelta, UUID, Enum, type(None))
NOT_OURS = frozenset({"contenttypes", "auth"})
HARMLESS = frozenset({"SELECT", "BEGIN", "SAVEPOINT", "RELEASE", "PRAGMA", "SET"})
"""What statements begin with that leave every row as it is."""
DEPTH = 0
"""How deep a test stands in transactions when nothing but pytest-django has opened one."""


class _UnknownError(Exception):
    """A value of which two cannot be told apart by what they print."""


@dataclass
class _Written:
    """What a test has written so far. `mark` stands for all of it; empty where that is unknown."""

    mark: str = ""
    is_untouched: bool = True
    may_be_played: bool = True
    statements: list[Statement] = field(default_factory=list)


@dataclass(frozen=True)
class _Score:
    """What a fixture wrote, what it was given and gave afterwards, and the mark it led to."""

    statements: list[Statement]
    script: str
    given: dict[str, Any]
    result: Any
    mark: str

    def play(self, given: dict[str, Any]) -> Any:
        """Write it again. What was given is changed as the commands changed it."""
        _send(self)
        _written.statements.extend(self.statements)
        _written.mark = self.mark
        memo: dict[int, Any] = {}
        pairs = list(_pairs(self.given, given))
        memo.update((id(kept), live) for kept, live in pairs)
        for kept, live in pairs:
            if isinstance(kept, models.Model):
                live.__dict__.update(deepcopy(kept.__dict__, memo))
        return deepcopy(self.result, memo)


_written = _Written()
_scores: dict[tuple[Any, ...], _Score] = {}


def begin_test(item: pytest.Item) -> None:
    """Forget what the test before has written, and watch what this one writes."""
    global _written  # noqa: PLW0603 - one test at a time
    _written = _Written(may_be_played=not _patches(item))
    if _watch not in connection.execute_wrappers:
        connection.execute_wrappers.append(_watch)


def _patches(item: pytest.Item) -> bool:
    """Whether the test or one of its fixtures puts other code in the place of ours."""
    info: Any = getattr(item, "_fixtureinfo", None)
    if info is None:
        return True
    ours = [each for found in info.name2fixturedefs.values() for each in found if each.baseid]
    return any("monkeypatch" in each.argnames for each in (info, *ours))


def replayed(build: Callable[P, R]) -> Callable[P, R]:
    """Let a function that writes to the record, a fixture perhaps, be replayed where it can."""

    @functools.wraps(build)
    def again(*args: P.args, **kwargs: P.kwargs) -> R:
        given = inspect.signature(build).bind(*args, **kwargs).arguments
        key = _key(build, given)
        if key is None:
            return build(*args, **kwargs)
        if key in _scores:
            result: R = _scores[key].play(given)
            return result
        start = len(_written.statements)
        result = build(*args, **kwargs)
        if _written.mark:
            statements = _written.statements[start:]
            kept_given, kept = deepcopy((given, result))
            _scores[key] = _Score(statements, _script(statements), kept_given, kept, _written.mark)
        return result

    return again


def _key(build: Callable[..., Any], given: dict[str, Any]) -> tuple[Any, ...] | None:
    """What must be the same for two runs to be the same; None where that cannot be known."""
    if (
        not _written.may_be_played
        or not connection.in_atomic_block
        or len(connection.savepoint_ids) != DEPTH
        or isinstance(getattr(settings, "_wrapped", None), UserSettingsHolder)
        or time_machine.escape_hatch.is_travelling()
    ):
        return None
    if _written.is_untouched:
        _number_rows_anew()
        _written.is_untouched, _written.mark = False, "begun"
    if not _written.mark:
        return None
    try:
        values = _plain(given)
    except _UnknownError:
        return None
    return (build.__module__, build.__qualname__, _written.mark, clock._fixed.get(), values)


def _watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    """Note every statement that may change something."""
    result = execute(sql, params, many, context)
    word = sql.split(None, 1)[0].lstrip("(")
    if word not in HARMLESS:
        _note(word, sql, params, many)
    return result


def _note(word: str, sql: str, params: Any, many: bool) -> None:
    _written.is_untouched = False
    if not _written.mark:
        return
    try:
        is_known = word in {"INSERT", "UPDATE", "DELETE"} and not many
        values = _plain(params) if is_known else None
    except _UnknownError:
        is_known = False
    if is_known:
        _written.statements.append((sql, params))
        _written.mark = sha256(f"{_written.mark}{sql}{values}".encode()).hexdigest()
    else:
        _written.mark = ""


def _plain(value: Any) -> Any:
    """The value as text and tuples, equal for equal values; refuses what it does not know."""
    if isinstance(value, PLAIN):
        return (type(value).__name__, repr(value))
    if type(value).__name__ == "Jsonb":
        # How psycopg, which is not always there, wraps a value.
        return ("Jsonb", _plain(value.obj))
    if isinstance(value, memoryview):
        return ("bytes", bytes(value).hex())
    if isinstance(value, models.Model):
        known = value.__dict__
        names = [each.attname for each in value._meta.concrete_fields]
        return (value._meta.label, *(_plain(known[name]) for name in names if name in known))
    if isinstance(value, list | tuple):
        return (type(value).__name__, *(_plain(each) for each in value))
    if isinstance(value, dict):
        return ("dict", *((_plain(name), _plain(each)) for name, each in value.items()))
    if isinstance(value, frozenset | set):
        return ("set", *sorted(_plain(each) for each in value))
    if is_dataclass(value) and not isinstance(value, type):
        return (type(value).__name__, *(_plain(getattr(value, f.name)) for f in fields(value)))
    raise _UnknownError


def _pairs(kept: Any, live: Any) -> Iterator[tuple[Any, Any]]:
    """What was given then and what is given now, row by row."""
    if isinstance(kept, models.Model):
        yield kept, live
    elif isinstance(kept, dict):
        yield kept, live
        for name, each in kept.items():
            yield from _pairs(each, live[name])
    elif isinstance(kept, list | tuple):
        for one, other in zip(kept, live, strict=True):
            yield from _pairs(one, other)
    elif is_dataclass(kept):
        yield kept, live
        for each in fields(kept):
            yield from _pairs(getattr(kept, each.name), getattr(live, each.name))


def _script(statements: list[Statement]) -> str:
    """On PostgreSQL, all statements in one, which is sent at once."""
    if connection.vendor != "postgresql":
        return ""
    with connection.cursor() as cursor:
        return ";".join(cursor.cursor.mogrify(sql, params) for sql, params in statements)


def _send(score: _Score) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            if score.script:
                cursor.cursor.execute(score.script)
            return
        raw: SQLiteCursorWrapper = cursor.cursor
        for sql, params in score.statements:
            raw.execute(sql, params)


def _number_rows_anew() -> None:
    """Let rows be numbered from 1 on, as in every test."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.cursor.execute(_setvals())
        else:
            cursor.cursor.execute("DELETE FROM sqlite_sequence")


@functools.cache
def _setvals() -> str:
    tables = [
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if isinstance(model._meta.pk, models.AutoField) and model._meta.app_label not in NOT_OURS
    ]
    return ";".join(
        f"SELECT setval(pg_get_serial_sequence('\"{table}\"', 'id'), 1, false)" for table in tables
    )
