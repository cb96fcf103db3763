"""Events for other programs, as far as the reader may see them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from ninja import Field, Schema

from secretariat.council.events.queries import events_for
from secretariat.council.events.snapshots import EventAt, SessionAt
from secretariat.foundation.people.api.frame import (
    Asked,
    AsOf,
    BodySlug,
    Limit,
    Listed,
    Named,
    Offset,
    Reads,
    Slug,
    listed,
)
from secretariat.rules.errors import Refused

reads = Reads("Events", has_hours=True)
router = reads.router


class EventSpeakerOut(Schema):
    """A speaker with the organization of that day."""

    name: str
    organization: str


class SessionOut(Schema):
    """A session of an event."""

    title: str
    starts_at: datetime | None
    ends_at: datetime | None
    when: str = Field(description="On the clock of the event.")
    room: str
    url: str
    about: str
    speakers: list[EventSpeakerOut]
    more_speakers: str
    dropped_reason: str


class DeadlineOut(Schema):
    """A deadline, such as that of a call for papers."""

    label: str
    closes_at: datetime
    zone: str
    url: str
    outcome: str


class EventOut(Named):
    """An event with its sessions and deadlines, as it stood on the day."""

    name: str
    from_on: date
    last_on: date
    place: str
    zone: str
    url: str
    about: str
    state: str
    cancelled_reason: str
    followed_up_on: date | None
    follow_up_words: str
    deadlines: list[DeadlineOut]
    sessions: list[SessionOut]


@reads.read("/{body}/events", Listed[EventOut], "Events")
def events(
    request: HttpRequest, body: BodySlug, as_of: AsOf = None, limit: Limit = 50, offset: Offset = 0
) -> Any:
    """The earliest first."""
    asked = Asked(request, body, as_of)
    part = listed(events_for(asked.actor, asked.body, asked.at), limit, offset)
    return {**part, "items": [_plain(each) for each in part["items"]]}


@reads.read("/{body}/events/{event}", EventOut, "One event")
def one_event(request: HttpRequest, body: BodySlug, event: Slug, as_of: AsOf = None) -> Any:
    """As it stood at the end of the day."""
    asked = Asked(request, body, as_of)
    known = events_for(asked.actor, asked.body, asked.at)
    found = next((each for each in known if each.slug == event), None)
    if found is None:
        raise Refused("not_found", f"{asked.body.name} has no event “{event}”.")
    return _plain(found)


def _plain(event: EventAt) -> dict[str, Any]:
    skipped = {"page", "deadlines", "sessions"}
    return {
        **{n: getattr(event, n) for n in EventOut.model_fields if n not in skipped},
        "deadlines": [
            {n: getattr(each, n) for n in DeadlineOut.model_fields} for each in event.deadlines
        ],
        "sessions": [_session(each) for each in event.sessions],
    }


def _session(row: SessionAt) -> dict[str, Any]:
    names = [n for n in SessionOut.model_fields if n != "speakers"]
    speakers = [{"name": each.name, "organization": each.organization} for each in row.speakers]
    return {**{n: getattr(row, n) for n in names}, "speakers": speakers}
