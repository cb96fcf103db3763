"""The list of recurring tasks. Apps add theirs in their `tasks.py`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django_tasks.base import Task

from secretariat.foundation.config.discovery import load_from_apps


@dataclass(frozen=True, slots=True)
class Recurring:
    """A task without arguments and how often it runs."""

    name: str
    task: Task[[], Any]
    every: timedelta


_recurring: dict[str, Recurring] = {}


def register_recurring(name: str, task: Task[[], Any], *, every: timedelta) -> None:
    """Run `task` about every `every` while a worker runs. A missed time is made up for once."""
    _recurring[name] = Recurring(name, task, every)


def all_recurring() -> list[Recurring]:
    """Every recurring task, by name."""
    load_from_apps("tasks")
    return [_recurring[name] for name in sorted(_recurring)]
