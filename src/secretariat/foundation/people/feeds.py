"""The registry of feeds: what became public, and everything that has a day.

Apps register in their `feeds.py`, one line each: `news(maker)` for what a reader of the feed should
hear of, `days(maker)` for what belongs in a calendar. Feeds are for everybody: a maker is given the
public as its reader, whoever asks, and gives what the public may see.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings

from secretariat.documents.rendering.feed_files import Feed, FeedItem
from secretariat.documents.rendering.ical import CalendarEvent
from secretariat.foundation.config.discovery import load_from_apps
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import day_in, today
from secretariat.foundation.records import clock
from secretariat.rules.visibility import PUBLIC_ACTOR, Actor

NewsMaker = Callable[[Actor, Body, datetime], Iterable[FeedItem]]
"""(reader, body, since): what became public since an instant."""
DaysMaker = Callable[[Actor, Body, date, date], Iterable[CalendarEvent]]
"""(reader, body, from_on, until_on): what stands in the calendar from one day to another."""

MOST = 60
NEWS_FOR, BACK, AHEAD = timedelta(days=366), timedelta(days=400), timedelta(days=400)

_news: list[NewsMaker] = []
_days: list[DaysMaker] = []


def news(maker: NewsMaker) -> None:
    """Add to the feeds of every body what this maker tells."""
    _news.append(maker)


def days(maker: DaysMaker) -> None:
    """Add to the calendar of every body what this maker tells."""
    _days.append(maker)


def feed_of(body: Body, ending: str) -> Feed:
    """What became public in the last year, newest first. `ending` says at which address it
    stands.
    """
    load_from_apps("feeds")
    now = clock.now()
    told = (item for maker in _news for item in maker(PUBLIC_ACTOR, body, now - NEWS_FOR))
    items = sorted((item for item in told if item.at <= now), key=_order, reverse=True)[:MOST]
    return Feed(
        name=f"{body.slug}/feed",
        title=f"News of the {body.name}",
        author=f"{body.name}, {body.host.name}",
        home_url=page_address(body.slug),
        own_url=page_address(f"{body.slug}/feed.{ending}"),
        host=feed_host(),
        empty_at=now,
        items=items,
    )


def calendar_events(body: Body) -> list[CalendarEvent]:
    """Everything with a day, from a year ago to a year ahead, in order of time; each once."""
    load_from_apps("feeds")
    day = today(body)
    span = (day - BACK, day + AHEAD)
    events = {e.uid: e for maker in _days for e in maker(PUBLIC_ACTOR, body, *span)}
    return sorted(events.values(), key=lambda event: (event.starts_at, event.uid))


def page_address(ref: str) -> str:
    """The address with which the page of a reference is reached from elsewhere."""
    return f"{settings.BASE_URL}/{ref}"


def feed_host() -> str:
    """The name of this installation in ids."""
    return urlsplit(settings.BASE_URL).hostname or "localhost"


def start_of(day: date, body: Body) -> datetime:
    """The first instant of a day in the body's zone, for what is known by its day alone."""
    return datetime.combine(day, time(), ZoneInfo(body.zone))


def day_since(since: datetime, body: Body) -> date:
    """The day of an instant in the body's zone."""
    return day_in(body, since)


def _order(item: FeedItem) -> tuple[datetime, str]:
    return item.at, item.name
