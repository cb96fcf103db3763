"""What of events needs a person: deadlines near, and events one went to that wait for a word."""

from __future__ import annotations

from datetime import datetime

from secretariat.council.events import policy
from secretariat.council.events.queries import deadlines_near, left_by
from secretariat.council.events.snapshots import deadline_facts
from secretariat.foundation.people.attention import Attention, Place, register, shortened
from secretariat.foundation.people.models import Body
from secretariat.rules.visibility import Actor

KIND = "event"


def events_waiting(actor: Actor, body: Body, at: datetime) -> list[Attention]:
    """Calls for papers that close within four weeks, for the people of the body; events over, for
    who was there. Three queries at most.
    """
    if not actor.has(body.slug, *policy.SPEAKERS):
        return []
    found = [
        Attention(
            shortened(f"Send something to {each.event}, or say that nobody will: {each.label}"),
            f"/{each.event.ref}#deadlines",
            KIND,
            due_on=deadline_facts(each).closes_on,
            place=Place.GOOD_TO_KNOW,
        )
        for each in deadlines_near(body, at)
    ]
    return found + [
        Attention(
            shortened(f"Note what follows from {event}"),
            f"/{event.ref}#notes",
            KIND,
            place=Place.SOON,
        )
        for event in left_by(actor, body, at)
    ]


register("events", events_waiting)
