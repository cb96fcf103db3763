"""The definition of a time zone inside a calendar file (RFC 5545, 3.6.5), for the time around its
events.

Made from the zone database of this machine: every change of the clock in the span, with the hour
the clock showed before the change, as the RFC wants it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

AROUND = timedelta(days=400)
"""Beyond the first and last event, so that a calendar that repeats or moves one finds its hour."""
_DAY, _SECOND = timedelta(days=1), timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Clock:
    """What the clocks of a zone show for a time."""

    offset: timedelta
    name: str
    is_summer: bool


@dataclass(frozen=True, slots=True)
class ClockChange:
    """The instant from which clocks show something else."""

    at: datetime
    before: Clock
    after: Clock


def clock_changes(zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[ClockChange]:
    """Every change of the clock after one instant and up to another."""
    at, shown = start, _clock(zone, start)
    while at < end:
        later = min(at + _DAY, end)
        after = _clock(zone, later)
        if after != shown:
            yield ClockChange(_first(zone, at, later, shown), shown, after)
        at, shown = later, after


def zone_definitions(instants: Iterable[tuple[str, datetime]]) -> list[Any]:
    """A VTIMEZONE for each zone but UTC that occurs, around the instants that name it."""
    spans: dict[str, tuple[datetime, datetime]] = {}
    for name, at in instants:
        first, last = spans.get(name, (at, at))
        spans[name] = (min(first, at), max(last, at))
    return [_definition(name, *span) for name, span in sorted(spans.items()) if name != "UTC"]


def _definition(name: str, first: datetime, last: datetime) -> Any:
    from icalendar import Timezone

    zone = ZoneInfo(name)
    start = (first - AROUND).astimezone(UTC).replace(microsecond=0)
    shown = _clock(zone, start)
    whole = Timezone()
    whole.add("tzid", name)
    whole.add_component(_observance(shown.offset, shown, [start]))
    alike: dict[tuple[timedelta, Clock], list[datetime]] = {}
    for change in clock_changes(zone, start, last + AROUND):
        alike.setdefault((change.before.offset, change.after), []).append(change.at)
    for (before, after), instants in alike.items():
        whole.add_component(_observance(before, after, instants))
    return whole


def _observance(before: timedelta, after: Clock, instants: list[datetime]) -> Any:
    """From these instants on clocks show this. They are written as the clock showed them before."""
    from icalendar import TimezoneDaylight, TimezoneStandard

    part = TimezoneDaylight() if after.is_summer else TimezoneStandard()
    shown = [(each + before).replace(tzinfo=None) for each in instants]
    part.add("dtstart", shown[0])
    if shown[1:]:
        part.add("rdate", shown[1:])
    part.add("tzname", after.name)
    part.add("tzoffsetfrom", before)
    part.add("tzoffsetto", after.offset)
    return part


def _clock(zone: ZoneInfo, at: datetime) -> Clock:
    local = at.astimezone(zone)
    return Clock(local.utcoffset() or timedelta(), local.tzname() or "", bool(local.dst()))


def _first(zone: ZoneInfo, at: datetime, later: datetime, shown: Clock) -> datetime:
    """The first second between two instants at which clocks no longer show this."""
    while later - at > _SECOND:
        middle = (at + (later - at) / 2).replace(microsecond=0)
        at, later = (middle, later) if _clock(zone, middle) == shown else (at, middle)
    return later
