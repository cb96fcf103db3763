"""What hangs of events: over without follow-up, deadlines passed, questions, sessions without
speakers.
"""

from __future__ import annotations

from datetime import datetime

from secretariat.council.events import policy
from secretariat.council.events.models import EventGoer
from secretariat.council.events.queries import EventHanging, events_hanging
from secretariat.foundation.people.loose_ends import Act, LooseEnd, register
from secretariat.foundation.people.models import Body
from secretariat.rules.events import EventState
from secretariat.rules.visibility import Actor
from secretariat.rules.wording import joined

KIND = "event"


def events_left(actor: Actor, body: Body, at: datetime) -> list[LooseEnd]:
    """Every event of which something waits, with all that does. As many queries for any number."""
    may_keep = bool(policy.may_keep_events(actor, body))
    return [_end(each, may_keep=may_keep) for each in events_hanging(body, at)]


def _end(each: EventHanging, *, may_keep: bool) -> LooseEnd:
    event = each.event
    acts = []
    if event.state is EventState.OVER:
        acts.append(Act("Say what came of it", f"/{event.ref}#follow-up", is_form=True))
    if event.facts.open_since:
        acts.append(Act("Answer", f"/{event.ref}#notes", is_form=True))
    if event.facts.bare_since:
        acts.append(Act("Name the speakers", f"/{event.ref}#sessions", is_form=True))
    return LooseEnd(
        ref=event.ref,
        words=event.name,
        href=f"/{event.ref}",
        kind=KIND,
        why="; ".join(hang.why for hang in each.hangs),
        since_on=min(hang.since_on for hang in each.hangs),
        owner=joined(event.names(EventGoer.State.WENT.value, EventGoer.State.GOES.value)),
        acts=tuple(acts) if may_keep else (),
    )


register("events", events_left)
