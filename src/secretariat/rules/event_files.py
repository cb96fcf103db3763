"""What a calendar file would make of the record: an event with its sessions, or several events.

Nothing is written here: a person looks at the plan first. An entry is known again by its UID, else
by its title and time, so that a file read twice doubles nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from secretariat.rules.errors import Refused

LONG = timedelta(hours=20)
"""What lasts so long is no session but days of an event."""
SAME_TWICE = "stands in the file again, and the newer one counts"


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One entry of a calendar file. Of one that takes whole days, only those are given (`first_on`,
    `last_on`, both included); else instants. `why_not` says why it cannot be read.
    """

    uid: str
    title: str
    first_on: date | None = None
    last_on: date | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    place: str = ""
    url: str = ""
    about: str = ""
    sequence: int = 0
    is_cancelled: bool = False
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """A calendar file as it was read: its name, its zone ("" if it tells none), its entries."""

    name: str
    zone: str
    entries: tuple[FileEntry, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """A session or an event that the record has."""

    key: str
    uid: str
    title: str
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    place: str = ""
    first_on: date | None = None
    last_on: date | None = None


class Change(StrEnum):
    """What taking an entry in would do."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    CANCELLED = "cancelled"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class PlannedEntry:
    """One entry and what it would do; `key` is what it changes in the record, `why` says more."""

    entry: FileEntry
    change: Change
    key: str = ""
    why: str = ""

    @property
    def writes(self) -> bool:
        """Whether taking it in changes the record."""
        return self.change in (Change.NEW, Change.CHANGED, Change.CANCELLED)


@dataclass(frozen=True, slots=True)
class FilePlan:
    """What a file would make: sessions of one event (`event` is the entry that names it, if one
    does), or else events of their own.
    """

    name: str
    zone: str
    event: FileEntry | None
    sessions: tuple[PlannedEntry, ...]
    events: tuple[PlannedEntry, ...]
    left_out: tuple[PlannedEntry, ...]
    first_on: date | None = None
    last_on: date | None = None

    @property
    def is_one_event(self) -> bool:
        """Whether the file is about one event with sessions."""
        return bool(self.sessions)

    @property
    def writes(self) -> int:
        """How many entries would change the record."""
        return sum(1 for each in (*self.sessions, *self.events) if each.writes)


def plan_file(
    file: CalendarFile, zone: str, *, sessions: Iterable[Known] = (), events: Iterable[Known] = ()
) -> FilePlan:
    """What the file would make of what is known. A file with times is one event with sessions; one
    of whole days is a list of events.

    Refuses ("empty_calendar") a file in which nothing can be used.
    """
    entries, left_out = _readable(file.entries, zone)
    if not entries:
        raise Refused(
            "empty_calendar",
            "No entry of this calendar can be read, so there is nothing to take in. "
            + (left_out[0].why if left_out else "It is empty."),
            {"field": "text"},
        )
    timed = [each for each in entries if each.starts_at is not None]
    if not timed:
        planned = _planned(entries, events)
        return FilePlan(file.name, zone, None, (), planned, tuple(left_out))
    whole = _whole(entries, timed, zone)
    left_out += [
        PlannedEntry(each, Change.LEFT_OUT, why="takes whole days, so it is no session")
        for each in entries
        if each.starts_at is None and each is not whole
    ]
    days = [each.starts_at.astimezone(ZoneInfo(zone)).date() for each in timed if each.starts_at]
    first_on, last_on = min(days), max(days)
    if whole is not None and whole.first_on and whole.last_on:
        first_on, last_on = min(first_on, whole.first_on), max(last_on, whole.last_on)
    return FilePlan(
        name=whole.title if whole else file.name,
        zone=zone,
        event=whole,
        sessions=_planned(timed, sessions),
        events=(),
        left_out=tuple(left_out),
        first_on=first_on,
        last_on=last_on,
    )


def _readable(
    entries: Sequence[FileEntry], zone: str
) -> tuple[list[FileEntry], list[PlannedEntry]]:
    """The entries that can be used, in the order of time, the newest of those with one UID; and
    the others with why not.
    """
    left_out = [PlannedEntry(e, Change.LEFT_OUT, why=e.why_not) for e in entries if e.why_not]
    newest: dict[object, FileEntry] = {}
    for each in (entry for entry in entries if not entry.why_not):
        key = each.uid or (each.title, each.starts_at, each.first_on)
        before = newest.get(key)
        older = each if before is not None and each.sequence < before.sequence else before
        if older is not each:
            newest[key] = _as_days(each, zone)
        if older is not None:
            left_out.append(PlannedEntry(older, Change.LEFT_OUT, why=SAME_TWICE))
    return sorted(newest.values(), key=_order), left_out


def _as_days(entry: FileEntry, zone: str) -> FileEntry:
    """A timed entry that lasts for days, as those days on the clock of the zone."""
    start, end = entry.starts_at, entry.ends_at
    if start is None or end is None or end - start < LONG:
        return entry
    first = start.astimezone(ZoneInfo(zone)).date()
    last = (end - timedelta(seconds=1)).astimezone(ZoneInfo(zone)).date()
    return replace(entry, first_on=first, last_on=last, starts_at=None, ends_at=None)


def _order(entry: FileEntry) -> tuple[str, str]:
    when = entry.starts_at.astimezone(ZoneInfo("UTC")) if entry.starts_at else entry.first_on
    return (when.isoformat() if when else "", entry.title)


def _whole(entries: Sequence[FileEntry], timed: Sequence[FileEntry], zone: str) -> FileEntry | None:
    """The entry of whole days within which all sessions are: the event itself."""
    days = [each.starts_at.astimezone(ZoneInfo(zone)).date() for each in timed if each.starts_at]
    for each in entries:
        if each.first_on is None or each.last_on is None:
            continue
        if all(each.first_on <= day <= each.last_on for day in days):
            return each
    return None


def _planned(entries: Sequence[FileEntry], known: Iterable[Known]) -> tuple[PlannedEntry, ...]:
    """What becomes of each entry, where one in the record belongs to one entry of the file."""
    left = list(known)
    found = {each: _claimed(left, _exactly, each) for each in entries}
    for each in entries:
        found[each] = found[each] or _claimed(left, _by_title, each)
    return tuple(_becomes(each, found[each]) for each in entries)


def _claimed(
    left: list[Known], is_same: Callable[[FileEntry, Known], bool], entry: FileEntry
) -> Known | None:
    for known in left:
        if is_same(entry, known):
            left.remove(known)
            return known
    return None


def _exactly(entry: FileEntry, known: Known) -> bool:
    return entry.uid == known.uid if entry.uid else _by_title(entry, known)


def _by_title(entry: FileEntry, known: Known) -> bool:
    """Of those that came without a UID, the one of the same title and beginning."""
    begins = (entry.starts_at, entry.first_on) == (known.starts_at, known.first_on)
    return not known.uid and begins and known.title.casefold() == entry.title.casefold()


def _becomes(entry: FileEntry, found: Known | None) -> PlannedEntry:
    if entry.is_cancelled:
        if found is None:
            return PlannedEntry(entry, Change.LEFT_OUT, why="cancelled, and not in the record")
        return PlannedEntry(entry, Change.CANCELLED, found.key, "cancelled in the file")
    if found is None:
        return PlannedEntry(entry, Change.NEW)
    differs = _differences(entry, found)
    if not differs:
        return PlannedEntry(entry, Change.SAME, found.key)
    return PlannedEntry(entry, Change.CHANGED, found.key, ", ".join(differs))


def _differences(entry: FileEntry, known: Known) -> list[str]:
    pairs = (
        ("title", entry.title, known.title),
        ("begin", entry.starts_at, known.starts_at),
        ("end", entry.ends_at, known.ends_at),
        ("first day", entry.first_on, known.first_on),
        ("last day", entry.last_on, known.last_on),
        ("place", entry.place, known.place),
    )
    return [name for name, file, record in pairs if file != record]
