"""Invented values for the style guide. Nobody and nothing here is real."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

PAGES: dict[str, tuple[str, Callable[[], dict[str, Any]]]] = {}


def guide() -> dict[str, Any]:
    """What the style guide shows."""
    return {}
