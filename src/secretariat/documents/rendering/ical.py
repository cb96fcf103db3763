"""Meetings as iCalendar (RFC 5545), with the zone they are held in and a steady UID each.

A moved or cancelled meeting keeps its UID and raises its sequence, so that calendars follow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from secretariat.documents.rendering.ical_zones import zone_definitions

PRODUCT = "-//Secretariat//Calendar//EN"


class Method(StrEnum):
    """What a file asks of the reader: to show, to put in the calendar, or to take out of it."""

    PUBLISH = "PUBLISH"
    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEvent:
    """One meeting, or a day such as a deadline. `uid` never changes; `sequence` grows with every
    change; instants are aware UTC, `zone` is where it is held. `place` may be the address of a
    call; nobody settled yet what is `is_tentative`. Of an all-day event only the days in its zone
    count; `ends_at` begins the day after it.
    """

    uid: str
    title: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    stamped_at: datetime
    sequence: int = 0
    description: str = ""
    place: str = ""
    url: str = ""
    is_cancelled: bool = False
    is_tentative: bool = False
    organizer_name: str = ""
    organizer_address: str = ""
    is_all_day: bool = False


def calendar(name: str, events: Iterable[CalendarEvent], method: Method = Method.PUBLISH) -> bytes:
    """The events as one .ics file with the definitions of their zones."""
    from icalendar import Calendar  # 0.1 s of import: only who exports pays for it

    file = Calendar()
    file.add("prodid", PRODUCT)
    file.add("version", "2.0")
    file.add("method", method.value)
    if method is Method.PUBLISH and name:
        file.add("x-wr-calname", name)
    told = list(events)
    for definition in zone_definitions(_instants(told)):
        file.add_component(definition)
    for event in told:
        file.add_component(_component(event))
    return bytes(file.to_ical())


def _instants(events: Iterable[CalendarEvent]) -> Iterator[tuple[str, datetime]]:
    """The instants that are written in the time of a zone."""
    for event in events:
        if not event.is_all_day:
            yield event.zone, event.starts_at
            yield event.zone, event.ends_at


def _component(event: CalendarEvent) -> Any:
    from icalendar import Event

    zone = ZoneInfo(event.zone)
    part = Event()
    part.add("uid", event.uid)
    part.add("summary", event.title)
    starts, ends = event.starts_at.astimezone(zone), event.ends_at.astimezone(zone)
    part.add("dtstart", starts.date() if event.is_all_day else starts)
    part.add("dtend", ends.date() if event.is_all_day else ends)
    part.add("dtstamp", event.stamped_at.astimezone(UTC))
    part.add("sequence", event.sequence)
    part.add("status", _status(event))
    texts = {"description": event.description, "location": event.place, "url": event.url}
    for field, text in texts.items():
        if text:
            part.add(field, text)
    if event.organizer_address:
        part["organizer"] = _organizer(event)
    return part


def _status(event: CalendarEvent) -> str:
    if event.is_cancelled:
        return "CANCELLED"
    return "TENTATIVE" if event.is_tentative else "CONFIRMED"


def _organizer(event: CalendarEvent) -> Any:
    from icalendar import vCalAddress

    address = vCalAddress(f"mailto:{event.organizer_address}")
    if event.organizer_name:
        address.params["cn"] = event.organizer_name
    return address
