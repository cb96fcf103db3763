"""A rhythm of meetings: every n weeks on a weekday, at a local time of the series' own zone.

Local time is kept when clocks change. Moved, cancelled and extra meetings are applied by the day of
the series they stand for. Instants are UTC.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from secretariat.rules.days import WEEKDAYS
from secretariat.rules.errors import Refused
from secretariat.rules.holidays import holiday_warning, parse_calendars
from secretariat.rules.times import clock_change, is_zone, local_instant

_NUMBERS = {1: "every", 2: "every second", 3: "every third", 4: "every fourth"}


@dataclass(frozen=True, slots=True)
class SeriesRule:
    """When a body meets. `starts_on` is the first meeting and gives the weekday; `ends_on` the last
    day on which one may fall. `holidays` names the calendars to warn about ("us, de").
    """

    starts_on: date
    start_time: time
    end_time: time
    zone: str
    every_weeks: int = 2
    ends_on: date | None = None
    holidays: str = ""


class ChangeKind(StrEnum):
    """What became of a day of the series, or that a meeting was added to it."""

    MOVED = "moved"
    CANCELLED = "cancelled"
    EXTRA = "extra"


@dataclass(frozen=True, slots=True)
class SeriesChange:
    """One departure from the rhythm. `on` is the day of the series, or of the extra meeting;
    `starts_at` and `ends_at` say when a moved or extra meeting is.
    """

    on: date
    kind: ChangeKind
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One meeting of the series. `on` is its local day, `series_on` the day of the rhythm it stands
    for (None for an extra one). A cancelled one keeps its place, with the reason.
    """

    on: date
    series_on: date | None
    starts_at: datetime
    ends_at: datetime
    change: ChangeKind | None = None
    reason: str = ""
    warning: str = ""

    @property
    def takes_place(self) -> bool:
        """Whether there is a meeting."""
        return self.change is not ChangeKind.CANCELLED


def check_series(rule: SeriesRule) -> None:
    """Refuse (code "malformed_series") a rhythm that cannot be kept."""
    if not 1 <= rule.every_weeks <= 52:
        raise _malformed("Meetings come every 1 to 52 weeks")
    if rule.end_time <= rule.start_time:
        raise _malformed("A meeting ends after it begins, on the same day")
    if rule.ends_on is not None and rule.ends_on < rule.starts_on:
        raise _malformed("The last day of the series lies before the first")
    check_zone(rule.zone)
    parse_calendars(rule.holidays)


def check_zone(name: str) -> None:
    """Refuse (code "malformed_series") a time zone that is not known."""
    if not is_zone(name):
        raise _malformed(f"There is no time zone “{name}”; write it as America/Los_Angeles")


def series_words(rule: SeriesRule) -> str:
    """The rhythm: "every second Thursday, 07:00 to 09:00 (America/Los_Angeles)"."""
    weekday = WEEKDAYS[rule.starts_on.weekday()]
    rhythm = _NUMBERS.get(rule.every_weeks)
    days = f"{rhythm} {weekday}" if rhythm else f"{weekday} every {rule.every_weeks} weeks"
    return f"{days}, {rule.start_time:%H:%M} to {rule.end_time:%H:%M} ({rule.zone})"


def series_days(rule: SeriesRule, from_on: date, to_on: date) -> list[date]:
    """The days of the rhythm between two days, both included, changes left aside."""
    step = timedelta(weeks=rule.every_weeks)
    first = max(from_on, rule.starts_on)
    last = min(to_on, rule.ends_on or to_on)
    skipped = -(-(first - rule.starts_on) // step)
    day, found = rule.starts_on + skipped * step, []
    while day <= last:
        found.append(day)
        day += step
    return found


def occurrences(
    rule: SeriesRule, from_on: date, to_on: date, changes: Sequence[SeriesChange] = ()
) -> list[Occurrence]:
    """The meetings whose day lies between two days, both included, in order of time.

    Moved ones stand on their new day; cancelled ones stay with their reason.
    """
    by_day = {change.on: change for change in changes if change.kind is not ChangeKind.EXTRA}
    days = {*series_days(rule, from_on, to_on), *(d for d in by_day if _is_series_day(rule, d))}
    found = [_occurrence(rule, day, by_day.get(day)) for day in days]
    found += [_extra(rule, change) for change in changes if change.kind is ChangeKind.EXTRA]
    found = [one for one in found if from_on <= one.on <= to_on]
    return sorted(found, key=lambda one: (one.starts_at, one.series_on or date.min))


def next_dates(
    rule: SeriesRule, after: datetime, count: int, changes: Sequence[SeriesChange] = ()
) -> list[Occurrence]:
    """The next meetings that take place and begin after an instant, at most `count`, within three
    years.
    """
    from_on = after.astimezone(ZoneInfo(rule.zone)).date()
    found = occurrences(rule, from_on, from_on + timedelta(days=3 * 366), changes)
    return [one for one in found if one.takes_place and one.starts_at > after][:count]


def _is_series_day(rule: SeriesRule, day: date) -> bool:
    return series_days(rule, day, day) == [day]


def _occurrence(rule: SeriesRule, day: date, change: SeriesChange | None) -> Occurrence:
    starts_at = local_instant(day, rule.start_time, rule.zone)
    ends_at = local_instant(day, rule.end_time, rule.zone)
    if ends_at <= starts_at:
        # The clocks skip its beginning, which is later then; it is as long as ever.
        ends_at = starts_at + (
            datetime.combine(day, rule.end_time) - datetime.combine(day, rule.start_time)
        )
    if change is not None and change.starts_at is not None:
        length = ends_at - starts_at
        starts_at = change.starts_at.astimezone(UTC)
        ends_at = (change.ends_at or starts_at + length).astimezone(UTC)
    on = starts_at.astimezone(ZoneInfo(rule.zone)).date()
    return Occurrence(
        on=on,
        series_on=day,
        starts_at=starts_at,
        ends_at=ends_at,
        change=change.kind if change else None,
        reason=change.reason if change else "",
        warning=_warning(rule, on, clocks=change is None),
    )


def _extra(rule: SeriesRule, change: SeriesChange) -> Occurrence:
    standard = _occurrence(rule, change.on, change)
    return Occurrence(
        on=standard.on,
        series_on=None,
        starts_at=standard.starts_at,
        ends_at=standard.ends_at,
        change=ChangeKind.EXTRA,
        reason=change.reason,
        warning=standard.warning,
    )


def _warning(rule: SeriesRule, day: date, *, clocks: bool = False) -> str:
    holiday = holiday_warning(day, parse_calendars(rule.holidays)) if rule.holidays else ""
    if not clocks:
        return holiday
    odd = (clock_change(day, at, rule.zone) for at in (rule.start_time, rule.end_time))
    return " ".join(filter(None, (holiday, next(filter(None, odd), ""))))


def _malformed(what: str) -> Refused:
    return Refused("malformed_series", f"{what}. Nothing has changed. Correct it and try again.")
