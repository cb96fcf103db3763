"""What of events needs a person: deadlines near, and events one went to that wait for a word."""

from __future__ import annotations

from datetime import datetime

from secretariat.council.events import policy
from secretariat.council.events.models import EventGoer
from secretariat.council.events.queries import events_at
from secretariat.council.events.snapshots import EventAt
from secretariat.foundation.people.attention import Attention, Place, register, shortened
from secretariat.foundation.people.models import Body
from secretariat.rules.events import EventState, is_near
from secretariat.rules.visibility import Actor

KIND = "event"
THERE = (EventGoer.State.GOES.value, EventGoer.State.WENT.value)


def events_waiting(actor: Actor, body: Body, at: datetime) -> list[Attention]:
    """Calls for papers that close within four weeks, for the people of the body; events over, for
    who was there. As many queries for any number of events.
    """
    if not actor.has(body.slug, *policy.SPEAKERS):
        return []
    known = events_at(body, at, sees_inside=True)
    return [*_closing(known, at), *_to_follow_up(actor, known)]


def _closing(known: list[EventAt], at: datetime) -> list[Attention]:
    return [
        Attention(
            shortened(f"Send something to {event.name}, or say that nobody will: {each.label}"),
            f"/{event.ref}#deadlines",
            KIND,
            due_on=each.facts.closes_on,
            place=Place.GOOD_TO_KNOW,
        )
        for event in known
        for each in event.deadlines
        if event.state is not EventState.CANCELLED and is_near(each.facts, at)
    ]


def _to_follow_up(actor: Actor, known: list[EventAt]) -> list[Attention]:
    return [
        Attention(
            shortened(f"Note what follows from {event.name}"),
            f"/{event.ref}#notes",
            KIND,
            place=Place.SOON,
        )
        for event in known
        if event.state is EventState.OVER
        and any(handle == actor.person and state in THERE for _, handle, state in event.goers)
    ]


register("events", events_waiting)
