"""What every command about an event shares: the frame, the lock, the index, checks of words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

from secretariat.council.events import policy
from secretariat.council.events.models import Event
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import day_in
from secretariat.foundation.records.commands import Act, act, locked, make_findable
from secretariat.rules.errors import Refused
from secretariat.rules.texts import day_that_came
from secretariat.rules.visibility import Actor, Audience, Decision, require

May = Callable[[Actor, Event], Decision]


@contextmanager
def event_act(
    actor: Actor, verb: str, event: Event, may: May = policy.may_keep
) -> Iterator[tuple[Act, Event]]:
    """Run a command on an event: authorise, lock its row, save it, keep it findable."""
    with act(actor, f"events.{verb}", event.ref, body_slug=event.body.slug) as this:
        require(may(actor, event))
        row = locked(event)
        row.body = event.body
        yield this, row
        row.save()
        index(row)


def index(row: Event) -> None:
    """Bring the event's line in the search index up to date: what everybody may read of it."""
    sessions = row.sessions.prefetch_related("speakers")
    notes = row.follow_ups.filter(audience=Audience.PUBLIC.value)
    parts = [row.place, row.about, row.follow_up_words]
    for each in sessions:
        speakers = [f"{who.name} {who.organization_words}" for who in each.speakers.all()]
        parts += [each.title, *speakers]
    parts += list(notes.values_list("text", flat=True))
    text = "\n".join(part for part in parts if part)
    make_findable(row.ref, kind="event", title=row.name, text=text, on=row.from_on)


def checked_day(this: Act, body: Body, on: date | None) -> date:
    """The day given, or today. Refuses ("in_future") a day that has not come."""
    return day_that_came(on, day_in(body, this.at))


def must_go_on(row: Event) -> None:
    """Refuse ("cancelled") what makes no sense for an event that was cancelled."""
    if row.cancelled_at is not None:
        raise Refused(
            "cancelled",
            f"“{row.name}” was cancelled: {row.cancelled_reason} Nothing has changed.",
        )
