"""Instants in words, and times as people type them: the one place that says how a time is written.

A time is told on the clock of the meeting first and, to a reader whose clock shows another one, on
that clock too. Zones are named in words, never as an offset.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from secretariat.rules.days import WEEKDAYS, day_words, long_day_words
from secretariat.rules.errors import Refused

ANYWHERE = "Etc/GMT+12"
"""The last zone in which a day ends, as calls for papers mean it: "anywhere on Earth"."""

# Names that were given up; many browsers still say them.
_NAMES_NOW = {
    "Asia/Calcutta": "Asia/Kolkata",
    "Asia/Katmandu": "Asia/Kathmandu",
    "Asia/Rangoon": "Asia/Yangon",
    "Asia/Saigon": "Asia/Ho_Chi_Minh",
    "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
    "Europe/Kiev": "Europe/Kyiv",
}


class Turn(StrEnum):
    """Which one is meant of two equal times, in the night the clocks go back."""

    FIRST = "first"
    SECOND = "second"


TURN_WORDS = {
    Turn.FIRST: "The first, before the clocks go back",
    Turn.SECOND: "The second, after the clocks went back",
}


def is_zone(name: str) -> bool:
    """Whether this names an IANA time zone."""
    try:
        ZoneInfo(name)
    except (KeyError, OSError, ValueError):
        return False
    return bool(name)


def zone_name(zone: str) -> str:
    """A zone as readers know it: "Europe/Berlin", "America/Los Angeles"."""
    return _NAMES_NOW.get(zone, zone).replace("_", " ")


def is_given_up(zone: str) -> bool:
    """Whether a zone has another name now."""
    return zone in _NAMES_NOW


def clock_name(at: datetime, zone: str) -> str:
    """What the clock of a zone is called at an instant: "PDT", "Lord Howe time" where it has no
    name, "anywhere on Earth" in the last zone.
    """
    name = _local(at, zone).tzname() or ""
    if zone == ANYWHERE:
        return "anywhere on Earth"
    if name.isalpha():
        return name
    region, _, city = zone_name(zone).rpartition("/")
    return f"{city} time" if region and region != "Etc" else f"on the clock of {zone_name(zone)}"


def clock_words(at: datetime, zone: str) -> str:
    """The time of an instant: "07:05 PDT"."""
    return f"{hour_words(at, zone)} {clock_name(at, zone)}"


def hour_words(at: datetime, zone: str) -> str:
    """The time of an instant where its zone is said elsewhere: "07:05"."""
    return f"{_local(at, zone):%H:%M}"


def instant_words(at: datetime, zone: str) -> str:
    """Day and time of an instant: "31 Oct 2021, 23:59 PDT"."""
    return f"{day_words(_local(at, zone).date())}, {clock_words(at, zone)}"


def weekday_instant_words(at: datetime, zone: str) -> str:
    """Day and time with the weekday in short: "Thu 7 Oct 2021, 07:00 PDT"."""
    return f"{WEEKDAYS[_local(at, zone).weekday()][:3]} {instant_words(at, zone)}"


def long_instant_words(at: datetime, zone: str) -> str:
    """Day and time as a letter says them: "Thursday 7 October 2021 at 07:00 PDT"."""
    return f"{long_day_words(_local(at, zone).date())} at {clock_words(at, zone)}"


def span_words(starts_at: datetime, ends_at: datetime, zone: str) -> str:
    """From when to when: "07:00 to 09:00 PDT"; both clocks where they change in between."""
    return f"{span_start(starts_at, ends_at, zone)} to {clock_words(ends_at, zone)}"


def span_start(starts_at: datetime, ends_at: datetime, zone: str) -> str:
    """The beginning of a span whose end names the clock: "07:00"; with its own clock where that
    changes in between.
    """
    if clock_name(starts_at, zone) == clock_name(ends_at, zone):
        return hour_words(starts_at, zone)
    return clock_words(starts_at, zone)


def span_clock(starts_at: datetime, ends_at: datetime, zone: str) -> str:
    """What the clock of a span is called, where its times stand elsewhere: "PDT", "PDT, then PST"
    where clocks change in between.
    """
    before, after = clock_name(starts_at, zone), clock_name(ends_at, zone)
    return before if before == after else f"{before}, then {after}"


def long_span_words(starts_at: datetime, ends_at: datetime, zone: str) -> str:
    """Day and times as a letter says them: "Thursday 7 October 2021, 07:00 to 09:00 PDT"."""
    day = long_day_words(_local(starts_at, zone).date())
    return f"{day}, {span_words(starts_at, ends_at, zone)}"


def session_words(starts_at: datetime, ends_at: datetime | None, zone: str) -> str:
    """When a session is, on the clock of the event: "Mon 27 Sep, 14:30–15:20 PDT". Both clocks are
    named where they change in between.
    """
    words = f"{_short_day(_local(starts_at, zone))}, {hour_words(starts_at, zone)}"
    before = clock_name(starts_at, zone)
    if ends_at is None:
        return f"{words} {before}"
    if clock_name(ends_at, zone) != before:
        words = f"{words} {before}"
    start, end = _local(starts_at, zone), _local(ends_at, zone)
    if end.date() == start.date():
        return f"{words}–{clock_words(ends_at, zone)}"
    return f"{words} – {_short_day(end)}, {clock_words(ends_at, zone)}"


def utc_words(at: datetime, zone: str) -> str:
    """The same instant in UTC, unless the clock of the zone shows it: "14:00 UTC", with the day if
    that is another one.
    """
    local = _local(at, zone)
    if not local.utcoffset():
        return ""
    there = at.astimezone(UTC)
    day = "" if there.date() == local.date() else f" on {day_words(there.date())}"
    return f"{there:%H:%M} UTC{day}"


def own_words(starts_at: datetime, ends_at: datetime | None, zone: str, own: str) -> str:
    """The same on the reader's clock: "01:00 next day", "16:00 to 18:00", "23:30 to 01:30 next
    day"; "" where the reader's clock shows the same. The day is told against that of the zone.
    """
    ends = [starts_at] if ends_at is None else [starts_at, ends_at]
    if not own or all(_shown(at, zone) == _shown(at, own) for at in ends):
        return ""
    days = [_other_day(at, zone, own) for at in ends]
    # What holds for both ends is said once, after them.
    if len(set(days)) == 1:
        return " to ".join(hour_words(at, own) for at in ends) + days[0]
    return " to ".join(f"{hour_words(at, own)}{day}" for at, day in zip(ends, days, strict=True))


def own_sentence(starts_at: datetime, ends_at: datetime | None, zone: str, own: str) -> str:
    """The same as a line of a letter to one reader: "On your clock (Europe/Berlin): Thursday 7
    October 2021, 16:00 to 18:00."; "" where it would say nothing new.
    """
    if not own_words(starts_at, ends_at, zone, own):
        return ""
    start = _local(starts_at, own)
    words = f"{long_day_words(start.date())}, {start:%H:%M}"
    if ends_at is not None:
        end = _local(ends_at, own)
        day = "" if end.date() == start.date() else f"{long_day_words(end.date())}, "
        words = f"{words} to {day}{end:%H:%M}"
    return f"On your clock ({zone_name(own)}): {words}."


def local_instant(day: date, at: time, zone: str) -> datetime:
    """A local time as an instant in UTC, for what no person typed, such as a day of a rhythm: the
    first of two equal ones; one that a change of clocks skips is an hour later.
    """
    return datetime.combine(day, at, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def clock_change(day: date, at: time, zone: str) -> str:
    """What is odd about a time on a day, because clocks change: "" mostly, else a sentence."""
    if _is_skipped(day, at, zone):
        shown = hour_words(local_instant(day, at, zone), zone)
        return f"The clocks go forward that night: {at:%H:%M} is {shown}."
    if _is_twice(day, at, zone):
        return f"The clocks go back that night: {at:%H:%M} is the first of two."
    return ""


def typed_instant(
    day: date, at: time, zone: str, turn: str = "", *, field: str = "turn"
) -> datetime:
    """The instant of a time that somebody typed, on the clock of a zone; `turn` says which where
    the clock shows it twice.

    Refuses ("no_such_time") an hour that the clock leaves out when it is put forward, as an error
    of `field`, and ("time_comes_twice") one that it shows twice while nobody said which is meant.
    """
    if _is_skipped(day, at, zone):
        later = hour_words(local_instant(day, at, zone), zone)
        raise Refused(
            "no_such_time",
            f"On {day_words(day)} the clocks in {zone_name(zone)} go forward: there is no "
            f"{at:%H:%M}. Nothing has changed. Write a time that the clocks show, such as {later}.",
            {"field": field},
        )
    local = datetime.combine(day, at, ZoneInfo(zone))
    if not _is_twice(day, at, zone):
        return local.astimezone(UTC)
    first, second = (local.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    if turn not in set(Turn):
        raise Refused(
            "time_comes_twice",
            f"On {day_words(day)} the clocks in {zone_name(zone)} go back: {at:%H:%M} comes "
            f"twice, as {_both(first, second, zone)}. Nothing has changed. Say which one is "
            "meant, and send it again.",
            {"field": "turn"},
        )
    return second if turn == Turn.SECOND else first


def instant_near(day: date, at: time, zone: str, near: datetime) -> datetime:
    """The instant of a time that somebody typed about something that was; of two equal ones the
    one that lies nearer to this instant. Refuses ("no_such_time").
    """
    both = [typed_instant(day, at, zone, turn) for turn in Turn]
    return min(both, key=lambda each: abs(each - near))


def turn_of(at: datetime, zone: str) -> str:
    """Which of two equal times an instant is, as a form would begin with it; "" mostly."""
    local = _local(at, zone)
    if not _is_twice(local.date(), local.time(), zone):
        return ""
    return Turn.SECOND.value if local.fold else Turn.FIRST.value


def _both(first: datetime, second: datetime, zone: str) -> str:
    return f"{_with_utc(first, zone)} and as {_with_utc(second, zone)}"


def _with_utc(at: datetime, zone: str) -> str:
    utc = utc_words(at, zone)
    return f"{clock_words(at, zone)} ({utc})" if utc else clock_words(at, zone)


def _is_skipped(day: date, at: time, zone: str) -> bool:
    return _shown(local_instant(day, at, zone), zone) != datetime.combine(day, at)


def _is_twice(day: date, at: time, zone: str) -> bool:
    if _is_skipped(day, at, zone):
        return False
    local = datetime.combine(day, at, ZoneInfo(zone))
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()


def _other_day(at: datetime, zone: str, own: str) -> str:
    days = (_shown(at, own).date() - _shown(at, zone).date()).days
    if abs(days) > 1:
        return f" {abs(days)} days {'later' if days > 0 else 'earlier'}"
    return {1: " next day", -1: " previous day"}.get(days, "")


def _shown(at: datetime, zone: str) -> datetime:
    """What the clocks of a zone show, without the zone."""
    return _local(at, zone).replace(tzinfo=None, fold=0)


def _local(at: datetime, zone: str) -> datetime:
    return at.astimezone(ZoneInfo(zone or "UTC"))


def _short_day(local: datetime) -> str:
    return f"{WEEKDAYS[local.weekday()][:3]} {day_words(local.date()).rpartition(' ')[0]}"
