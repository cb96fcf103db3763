"""Times on pages: on the clock of the meeting, and on the reader's where that shows another.

A reader who chose a zone gets it from here; for anybody else, and in what is drawn once for many
readers, `own-time.js` fills the same empty element. Words and rule are those of `rules.times`.
"""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from secretariat.rules import times
from secretariat.rules.days import WEEKDAYS, day_words


def date(value: dt.date | None, zone: str = "") -> SafeString:
    """A day in the one form of the house, `7 Oct 2021`. An instant is taken in `zone` (UTC)."""
    if value is None:
        return SafeString("")
    if isinstance(value, dt.datetime):
        value = value.astimezone(ZoneInfo(zone or "UTC")).date()
    return format_html('<time datetime="{}">{}</time>', f"{value:%Y-%m-%d}", day_words(value))


def local_time(value: dt.datetime | None, zone: str = "UTC") -> SafeString:
    """The time of an instant in a zone, `07:05 PDT`, with UTC as its title; for what is on record
    and for the clock of the room.
    """
    return _time(value, times.clock_words(value, zone)) if value else SafeString("")


def moment(value: dt.datetime | None, zone: str = "UTC") -> SafeString:
    """Day and time of an instant in a zone, `7 Oct 2021, 07:05 PDT`, with UTC as its title; for
    what is on record.
    """
    return _time(value, times.instant_words(value, zone)) if value else SafeString("")


def appointment(
    context: Context,
    starts_at: dt.datetime | None,
    ends_at: dt.datetime | None = None,
    zone: str = "UTC",
    *,
    form: str = "moment",
) -> SafeString:
    """When something takes place or closes, for readers anywhere: "07:00 to 09:00 PDT · 16:00 to
    18:00, your time (Europe/Berlin)". `form` says how much of it stands there: "moment" with its
    day, "weekday" with the day of the week too, "time", or with an own one that
    leaves its zone out, "session" as in a programme and "brief".
    """
    if starts_at is None:
        return SafeString("")
    return format_html(
        "{}{}",
        _clock(starts_at, ends_at, zone, form),
        _own(context, starts_at, ends_at, zone, is_brief=form in ("brief", "session")),
    )


def own_time(
    context: Context,
    starts_at: dt.datetime | None,
    ends_at: dt.datetime | None = None,
    zone: str = "UTC",
) -> SafeString:
    """The reader's own time alone, where the council's stands before other words or in a link."""
    return _own(context, starts_at, ends_at, zone) if starts_at else SafeString("")


def last_day(context: Context, day: dt.date | None, zone: str) -> SafeString:
    """The last day of something that closes when the day ends where the body meets, with the time
    at which that is for the reader.
    """
    if day is None:
        return SafeString("")
    ends_at = times.local_instant(day, dt.time(23, 59), zone)
    return format_html("{}{}", date(day), _own(context, ends_at, None, zone))


def _clock(starts_at: dt.datetime, ends_at: dt.datetime | None, zone: str, form: str) -> SafeString:
    if form == "session":
        return _time(starts_at, times.session_words(starts_at, ends_at, zone))
    local = starts_at.astimezone(ZoneInfo(zone))
    day = f"{day_words(local.date())}, " if form in ("moment", "weekday") else ""
    if form == "weekday":
        day = f"{WEEKDAYS[local.weekday()]} {day}"
    if ends_at is None:
        return _time(starts_at, day + times.clock_words(starts_at, zone))
    first = times.span_start(starts_at, ends_at, zone)
    last = times.clock_words(ends_at, zone)
    return format_html("{} to {}", _time(starts_at, day + first), _time(ends_at, last))


def _time(at: dt.datetime, words: str) -> SafeString:
    utc = at.astimezone(dt.UTC)
    return format_html(
        '<time datetime="{}" title="{}">{}</time>', _iso(at), times.instant_words(utc, "UTC"), words
    )


def _own(
    context: Context,
    starts_at: dt.datetime,
    ends_at: dt.datetime | None,
    zone: str,
    *,
    is_brief: bool = False,
) -> SafeString:
    """The reader's own time, or the element that the browser fills; nothing in files, which have
    no one reader. What is drawn once for many readers (`for_many`) is left to the browsers.
    """
    request = context.get("request")
    if request is None and "for_many" not in context:
        return SafeString("")
    chosen = getattr(getattr(request, "user", None), "zone", "")
    if chosen:
        words = times.own_words(starts_at, ends_at, zone, chosen)
        return _chosen(words, times.zone_name(chosen), is_brief=is_brief)
    marks: list[Any] = [_iso(starts_at), _shown(starts_at, zone)]
    form = ' <own-time data-at="{}" data-local="{}"'
    if ends_at is not None:
        form, marks = f'{form} data-until="{{}}" data-local-until="{{}}"', [
            *marks, _iso(ends_at), _shown(ends_at, zone)
        ]  # fmt: skip
    return format_html(f"{form}{' data-brief' if is_brief else ''}></own-time>", *marks)


def _chosen(words: str, name: str, *, is_brief: bool) -> SafeString:
    if not words:
        return SafeString("")
    if is_brief:
        form = ' <own-time data-chosen data-brief title="{}">{}, your time</own-time>'
        return format_html(form, name, words)
    form = " <own-time data-chosen>{}, your time ({})</own-time>"
    return format_html(form, words, name)


def _iso(at: dt.datetime) -> str:
    return f"{at.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"


def _shown(at: dt.datetime, zone: str) -> str:
    return f"{at.astimezone(ZoneInfo(zone)):%Y-%m-%dT%H:%M}"
