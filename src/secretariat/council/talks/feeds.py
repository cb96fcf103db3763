"""Talks that were accepted and given, for the feed; their places in meetings, for the calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from secretariat.council.talks.exports import slot_events
from secretariat.council.talks.models import Talk
from secretariat.council.talks.queries import talks_since, talks_with_slots
from secretariat.council.talks.snapshots import label_of, speakers_of
from secretariat.documents.rendering.feed_files import FeedItem
from secretariat.documents.rendering.ical import CalendarEvent
from secretariat.foundation.people.feeds import day_since, days, news, page_address, start_of
from secretariat.foundation.people.models import Body
from secretariat.rules.visibility import Actor


def steps_told(reader: Actor, body: Body, since: datetime) -> Iterator[FeedItem]:
    """The talks accepted and those given since the day of an instant. One that was given before it
    was entered was never to come, and is told as given only.
    """
    first = day_since(since, body)
    for talk in talks_since(reader, body, first):
        given_on, accepted_on = talk.given_on, talk.accepted_on
        was_to_come = talk.suggested_on is not None and (
            given_on is None or accepted_on is None or accepted_on <= given_on
        )
        if accepted_on is not None and accepted_on >= first and was_to_come:
            yield _told(talk, "accepted", accepted_on)
        if given_on is not None and given_on >= first:
            yield _told(talk, "given", given_on)


def _told(talk: Talk, what: str, on: date) -> FeedItem:
    who = speakers_of(talk)
    return FeedItem(
        name=f"{talk.ref}#{what}",
        title=f"Talk {what}: {label_of(talk)}",
        at=start_of(on, talk.body),
        url=page_address(talk.ref),
        summary="\n".join(filter(None, (who, talk.about))),
        kind="talk",
    )


def slots(reader: Actor, body: Body, from_on: date, until_on: date) -> Iterator[CalendarEvent]:
    """The talks that have a meeting between two days."""
    for event in slot_events(talks_with_slots(reader, body)):
        if from_on <= day_since(event.starts_at, body) <= until_on:
            yield event


news(steps_told)
days(slots)
