"""Reading calendar files (RFC 5545) as conferences and calendars write them.

Every time becomes an instant: by the zone it names, by the zone definition in the file, or, where
it names none, by the zone the caller gives. What cannot be told is said so, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from secretariat.rules.errors import Refused
from secretariat.rules.event_files import CalendarFile, FileEntry

MAX_BYTES = 2 * 1024 * 1024
MOST_ENTRIES = 1000
LONGEST_TITLE, LONGEST_PLACE, LONGEST_ABOUT = 300, 200, 4000


def read_calendar(content: bytes, zone: str) -> CalendarFile:
    """The entries of a calendar file. `zone` is that of times which name none and of whole days.

    Refuses ("unreadable_calendar") what is no calendar, ("file_too_large"), ("too_many_entries").
    """
    from icalendar import Calendar  # 0.1 s of import: only who imports pays for it

    if len(content) > MAX_BYTES:
        raise Refused(
            "file_too_large", "The calendar is larger than 2 MB. Nothing was read.",
            {"field": "text"},
        )  # fmt: skip
    try:
        calendars = Calendar.from_ical(_text(content), multiple=True)
        entries = tuple(_entry(part, zone) for part in _events(calendars))
        name, own_zone = _head(calendars)
    except (ValueError, KeyError, IndexError, AttributeError, TypeError) as error:
        raise _unreadable() from error
    if not calendars:
        raise _unreadable()
    return CalendarFile(name, own_zone, entries)


def zone_of(content: bytes) -> str:
    """The zone that the file names for all of it, or for its first time; "" for none."""
    from icalendar import Calendar

    try:
        calendars = Calendar.from_ical(_text(content), multiple=True)
        _name, zone = _head(calendars)
        return zone or next(filter(None, map(_first_zone, _events(calendars))), "")
    except (ValueError, KeyError, IndexError, AttributeError, TypeError):
        return ""


def _text(content: bytes) -> str:
    text = content.decode("utf-8-sig", errors="replace").strip()
    if "BEGIN:VCALENDAR" not in text.upper():
        raise _unreadable()
    # A file pasted into a form has lost the line ends that the format asks for.
    return "\r\n".join(text.splitlines()) + "\r\n"


def _events(calendars: list[Any]) -> Iterator[Any]:
    for place, part in enumerate(part for file in calendars for part in file.walk("VEVENT")):
        if place >= MOST_ENTRIES:
            raise Refused(
                "too_many_entries",
                f"The calendar has more than {MOST_ENTRIES} entries. Cut it to those of the event; "
                "nothing was read.",
                {"field": "text"},
            )
        yield part


def _head(calendars: list[Any]) -> tuple[str, str]:
    first = calendars[0] if calendars else {}
    name = _words(first.get("x-wr-calname") or first.get("name"), 200)
    zone = _words(first.get("x-wr-timezone"), 60)
    return name, zone if zone in available_timezones() else ""


def _first_zone(part: Any) -> str:
    start = part.get("dtstart")
    key = getattr(getattr(start.dt, "tzinfo", None), "key", "") if start else ""
    return key if key in available_timezones() else ""


def _entry(part: Any, zone: str) -> FileEntry:
    state = str(part.get("status") or "").upper()
    entry = FileEntry(
        uid=_words(part.get("uid"), 255),
        title=_words(part.get("summary"), LONGEST_TITLE) or "Without a title",
        place=_words(part.get("location"), LONGEST_PLACE),
        url=_address(part.get("url")),
        about=str(part.get("description") or "").strip()[:LONGEST_ABOUT],
        sequence=int(part.get("sequence") or 0),
        is_cancelled=state == "CANCELLED",
    )
    return _timed(part, entry, zone)


def _timed(part: Any, entry: FileEntry, zone: str) -> FileEntry:
    start = part.get("dtstart")
    if start is None:
        return replace(entry, why_not="tells no time")
    if part.get("rrule") or part.get("rdate") or part.get("recurrence-id"):
        return replace(entry, why_not="repeats: write its days down one by one")
    begin, end = start.dt, _end(part, start.dt)
    if not isinstance(begin, datetime):
        last = end - timedelta(days=1) if isinstance(end, date) and end > begin else begin
        return replace(entry, first_on=begin, last_on=last)
    starts_at = _instant(begin, zone)
    ends_at = _instant(end, zone) if isinstance(end, datetime) else None
    if ends_at is not None and ends_at <= starts_at:
        ends_at = None
    return replace(entry, starts_at=starts_at, ends_at=ends_at)


def _end(part: Any, begin: Any) -> Any:
    if part.get("dtend") is not None:
        return part.get("dtend").dt
    if part.get("duration") is not None:
        return begin + part.get("duration").dt
    return None


def _instant(value: datetime, zone: str) -> datetime:
    aware = value if value.tzinfo is not None else value.replace(tzinfo=ZoneInfo(zone))
    return aware.astimezone(UTC)


def _words(value: Any, longest: int) -> str:
    return " ".join(str(value or "").split())[:longest]


def _address(value: Any) -> str:
    address = _words(value, 500)
    return address if address.startswith(("https://", "http://")) else ""


def _unreadable() -> Refused:
    return Refused(
        "unreadable_calendar",
        "This is no calendar that can be read: a calendar file begins with BEGIN:VCALENDAR and "
        "often ends in .ics. Nothing was read.",
        {"field": "text"},
    )
