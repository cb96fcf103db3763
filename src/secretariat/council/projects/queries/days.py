"""Instants of business in a body's own zone."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from secretariat.foundation.people.models import Body


def end_of_day(body: Body, day: date) -> datetime:
    """The last instant of a day in the body's own zone."""
    midnight = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(body.zone))
    return midnight - timedelta(microseconds=1)
