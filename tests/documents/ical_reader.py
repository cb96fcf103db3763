"""A calendar program that knows no zones but those the file defines, by the rules of RFC 5545."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

LONGEST = 75
"""Octets of a line without its end (3.1)."""
_LOCAL = "%Y%m%dT%H%M%S"


@dataclass(frozen=True)
class Observance:
    """From an instant on, the zone is this far from UTC."""

    from_at: datetime
    offset: timedelta


def broken_lines(file: bytes) -> list[bytes]:
    """Lines that are too long or end otherwise than they should."""
    lines = file.split(b"\r\n")
    wrong = [line for line in lines if len(line) > LONGEST or b"\n" in line or b"\r" in line]
    return wrong if lines[-1] == b"" else [*wrong, lines[-1]]


def starts(file: bytes) -> dict[str, datetime]:
    """The instant at which each event begins, by its UID; all-day events are left out."""
    text = _unfolded(file)
    zones = {_value(each, "TZID"): list(_observances(each)) for each in _parts(text, "VTIMEZONE")}
    found = {}
    for event in _parts(text, "VEVENT"):
        timed = re.search(r"^DTSTART;TZID=([^:]+):(\d{8}T\d{6})$", event, re.MULTILINE)
        plain = re.search(r"^DTSTART:(\d{8}T\d{6})Z$", event, re.MULTILINE)
        if timed:
            found[_value(event, "UID")] = _instant(_moment(timed[2]), zones[timed[1]])
        elif plain:
            found[_value(event, "UID")] = _moment(plain[1]).replace(tzinfo=UTC)
    return found


def _instant(local: datetime, zone: list[Observance]) -> datetime:
    """The instant a clock of the zone shows this; the first one if it shows it twice (3.3.5)."""
    for before, after in zip(zone, [*zone[1:], None], strict=True):
        at = (local - before.offset).replace(tzinfo=UTC)
        if before.from_at <= at and (after is None or at < after.from_at):
            return at
    raise AssertionError(f"the file does not say what {local} means")


def _observances(zone: str) -> Iterator[Observance]:
    found = []
    for kind in ("STANDARD", "DAYLIGHT"):
        for part in _parts(zone, kind):
            before, after = _offset(part, "TZOFFSETFROM"), _offset(part, "TZOFFSETTO")
            onsets = [_value(part, "DTSTART")]
            onsets += (_value(part, "RDATE").split(",")) if "\nRDATE" in part else []
            # An onset is written as clocks showed it before the change (3.6.5).
            found += [
                Observance((_moment(each) - before).replace(tzinfo=UTC), after) for each in onsets
            ]
    yield from sorted(found, key=lambda each: each.from_at)


def _unfolded(file: bytes) -> str:
    return file.replace(b"\r\n ", b"").replace(b"\r\n", b"\n").decode()


def _parts(text: str, kind: str) -> list[str]:
    return re.findall(rf"^BEGIN:{kind}\n(.*?)^END:{kind}\n", text, re.MULTILINE | re.DOTALL)


def _value(part: str, name: str) -> str:
    found = re.search(rf"^{name}(?:;[^:\n]*)?:(.*)$", part, re.MULTILINE)
    assert found is not None, f"no {name} in {part}"
    return found[1]


def _offset(part: str, name: str) -> timedelta:
    sign, hours, minutes = re.fullmatch(r"([+-])(\d\d)(\d\d)(?:\d\d)?", _value(part, name)).groups()  # type: ignore[union-attr]
    length = timedelta(hours=int(hours), minutes=int(minutes))
    return length if sign == "+" else -length


def _moment(text: str) -> datetime:
    return datetime.strptime(text, _LOCAL)  # noqa: DTZ007
