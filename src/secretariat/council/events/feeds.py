"""Events and their deadlines, for the calendar of the body."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from secretariat.council.events.exports import event_entries
from secretariat.council.events.queries import events_for
from secretariat.documents.rendering.ical import CalendarEvent
from secretariat.foundation.people.feeds import day_since, days
from secretariat.foundation.people.models import Body
from secretariat.foundation.records import clock
from secretariat.rules.visibility import Actor


def events(reader: Actor, body: Body, from_on: date, until_on: date) -> Iterator[CalendarEvent]:
    """What begins, or closes, between two days."""
    for event in events_for(reader, body, clock.now()):
        for entry in event_entries(event):
            if from_on <= day_since(entry.starts_at, body) <= until_on:
                yield entry


days(events)
