"""Talks that were accepted, for the feed; their places in meetings, for the calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from secretariat.council.talks.exports import slot_events
from secretariat.council.talks.queries import talks_accepted, talks_with_slots
from secretariat.council.talks.snapshots import label_of, speakers_of
from secretariat.documents.rendering.feed_files import FeedItem
from secretariat.documents.rendering.ical import CalendarEvent
from secretariat.foundation.people.feeds import day_since, days, news, page_address, start_of
from secretariat.foundation.people.models import Body
from secretariat.rules.visibility import Actor


def accepted(reader: Actor, body: Body, since: datetime) -> Iterator[FeedItem]:
    """The talks accepted since the day of an instant."""
    first = day_since(since, body)
    for talk in talks_accepted(reader, body, first):
        if talk.accepted_on is not None:
            who = speakers_of(talk)
            yield FeedItem(
                name=f"{talk.ref}#accepted",
                title=f"Talk accepted: {label_of(talk)}" + (f" ({who})" if who else ""),
                at=start_of(talk.accepted_on, body),
                url=page_address(talk.ref),
                summary=talk.about,
                kind="talk",
            )


def slots(reader: Actor, body: Body, from_on: date, until_on: date) -> Iterator[CalendarEvent]:
    """The talks that have a meeting between two days."""
    for event in slot_events(talks_with_slots(reader, body)):
        if from_on <= day_since(event.starts_at, body) <= until_on:
            yield event


news(accepted)
days(slots)
