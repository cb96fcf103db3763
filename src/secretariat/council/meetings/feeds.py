"""Agendas that were published and notices that came to hold, for the feed of the body; its
meetings, for the calendar.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db.models import Q

from secretariat.council.meetings.calendar_files import calendar_events, event_title
from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.queries.calendar import calendar_of
from secretariat.council.meetings.queries.notices import COMING, all_versions
from secretariat.council.meetings.sight import sight_of
from secretariat.documents.rendering.feed_files import FeedItem
from secretariat.documents.rendering.ical import CalendarEvent
from secretariat.foundation.people.feeds import MOST, days, news, page_address
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import today
from secretariat.rules.days import day_words
from secretariat.rules.visibility import Actor


def agendas(reader: Actor, body: Body, since: datetime) -> Iterator[FeedItem]:
    """The agendas published since an instant, those of joint meetings included."""
    mine = Q(body=body) | Q(pk__in=body.joint_meetings.values("pk"))
    rows = Meeting.objects.filter(mine, published_at__gte=since)
    rows = rows.select_related("body", "series", "chair", "secretary").prefetch_related("moves")
    for row in rows.order_by("-published_at")[:MOST]:
        if row.published_at is not None and sight_of(reader, row).sees_agenda:
            day = day_words(date.fromisoformat(row.slug[:10]))
            yield FeedItem(
                name=f"{row.ref}#agenda",
                title=f"Agenda of {day}: {event_title(row)}",
                at=row.published_at,
                url=page_address(row.ref),
                kind="agenda",
            )


def notices(_reader: Actor, body: Body, since: datetime) -> Iterator[FeedItem]:
    """The versions of notices that came to hold since an instant, at the beginning of their day."""
    zone = ZoneInfo(body.zone)
    for row in all_versions(body, today(body)):
        notice = row.notice
        at = datetime.combine(notice.from_on, time(), zone)
        if at >= since and row.state != COMING:
            yield FeedItem(
                name=row.ref,
                title=f"{notice.title}, version {notice.version}, holds",
                at=at,
                url=page_address(row.ref),
                kind="notice",
            )


def meetings(reader: Actor, body: Body, from_on: date, until_on: date) -> Iterator[CalendarEvent]:
    """Meetings, and the days to come of the series that have none yet."""
    now = today(body)
    lines = calendar_of(body, from_on, until_on)
    shown = [line for line in lines if line.meeting is not None or line.on >= now]
    yield from calendar_events(shown, reader, body)


news(agendas)
news(notices)
days(meetings)
