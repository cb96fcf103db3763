"""The time of business. This module is the only reader of a clock outside sign-in and delivery.

A live installation reads the wall clock. The example council has a clock of its own, set off from
it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta

from django.conf import settings

from .models import ExampleClock

_fixed: ContextVar[datetime | None] = ContextVar("fixed_time", default=None)


def wall_now() -> datetime:
    """The time on the wall, aware UTC: for sign-in, links, keys and delivery of mail."""
    return datetime.now(UTC)


def now() -> datetime:
    """The time of business, aware UTC."""
    fixed = _fixed.get()
    if fixed is not None:
        return fixed
    return wall_now() + example_offset()


def example_offset() -> timedelta:
    """How far the example council's clock lies from the wall; zero on a live installation."""
    if not settings.IS_DEMO:
        return timedelta()
    row = ExampleClock.objects.first()
    return row.offset if row else timedelta()


@contextmanager
def fixed(instant: datetime) -> Iterator[None]:
    """Stop the time of business at an instant, for filling an example and for tests."""
    if instant.tzinfo is None:
        raise ValueError("the time of business is an aware instant")
    token = _fixed.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _fixed.reset(token)
