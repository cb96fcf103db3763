"""Reading the facts, and the instants they belong to."""

from __future__ import annotations

import csv
import tomllib
from datetime import date, datetime, time
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("America/Los_Angeles")
MORNING_OF = datetime(2021, 10, 7, 6, 30, tzinfo=ZONE)


def facts(name: str) -> dict[str, Any]:
    """One file of facts as plain values."""
    return tomllib.loads(text_of(f"{name}.toml"))


def text_of(name: str) -> str:
    """The text of one file of facts."""
    return files(__package__).joinpath("data", name).read_text(encoding="utf-8")


def attendance() -> dict[date, list[str]]:
    """Who was in which meeting, by handle, in the order of the record."""
    found: dict[date, list[str]] = {}
    for row in csv.DictReader(text_of("attendance.csv").splitlines()):
        found.setdefault(date.fromisoformat(row["meeting"]), []).append(row["person"])
    return found


def local(day: date, hour: time) -> datetime:
    """An instant of the council's own zone."""
    return datetime.combine(day, hour, tzinfo=ZONE)
