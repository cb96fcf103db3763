"""Timelines of elections: when they are adopted, and the day of each step."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from secretariat.documents.rendering.feed_files import FeedItem
from secretariat.documents.rendering.ical import CalendarEvent
from secretariat.elections.exports import step_events
from secretariat.elections.queries import timelines_at
from secretariat.foundation.people.feeds import day_since, days, news, page_address, start_of
from secretariat.foundation.people.models import Body
from secretariat.foundation.records import clock
from secretariat.rules.elections import STEP_WORDS, Step
from secretariat.rules.visibility import Actor


def timelines(_reader: Actor, body: Body, since: datetime) -> Iterator[FeedItem]:
    """The timelines adopted since the day of an instant. Everybody may read them."""
    first = day_since(since, body)
    for row in timelines_at(body.slug, clock.now()):
        for version in row.versions:
            if version.adopted_on is not None and version.adopted_on >= first:
                steps = (f"{STEP_WORDS[step]}: {version.days[step]}" for step in Step)
                yield FeedItem(
                    name=f"{version.ref}#adopted",
                    title=f"Timeline adopted: {row.title}",
                    at=start_of(version.adopted_on, body),
                    url=page_address(row.ref),
                    summary="\n".join(steps),
                    kind="election",
                )


def steps(_reader: Actor, body: Body, from_on: date, until_on: date) -> Iterator[CalendarEvent]:
    """The steps between two days."""
    for event in step_events(body, timelines_at(body.slug, clock.now())):
        if from_on <= day_since(event.starts_at, body) <= until_on:
            yield event


news(timelines)
days(steps)
