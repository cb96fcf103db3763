"""Consultations and statements: when they are called and published, and their deadlines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from secretariat.council.relations.exports import deadline_events
from secretariat.council.relations.queries import consultations_at
from secretariat.documents.rendering.feed_files import FeedItem
from secretariat.documents.rendering.ical import CalendarEvent
from secretariat.foundation.people.feeds import day_since, days, news, page_address, start_of
from secretariat.foundation.people.models import Body
from secretariat.foundation.records import clock
from secretariat.rules.visibility import Actor


def consultations(reader: Actor, body: Body, since: datetime) -> Iterator[FeedItem]:
    """What was called or published since the day of an instant."""
    first = day_since(since, body)
    for row in consultations_at(body.slug, clock.now(), reader):
        for what, on in (("called", row.called_on), ("published", row.published_on)):
            if on is not None and on >= first:
                yield FeedItem(
                    name=f"{row.ref}#{what}",
                    title=f"{row.title}: {what}",
                    at=start_of(on, body),
                    url=page_address(row.ref),
                    summary=row.about,
                    kind="consultation",
                )


def deadlines(reader: Actor, body: Body, from_on: date, until_on: date) -> list[CalendarEvent]:
    """The deadlines between two days."""
    rows = consultations_at(body.slug, clock.now(), reader)
    near = [row for row in rows if row.closes_on and from_on <= row.closes_on <= until_on]
    return deadline_events(body, near)


news(consultations)
days(deadlines)
