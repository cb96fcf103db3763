"""The list of recurring tasks. Apps add theirs when they are loaded (`AppConfig.ready`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django_tasks.base import Task


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
    return [_recurring[name] for name in sorted(_recurring)]
