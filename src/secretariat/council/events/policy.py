"""Who may keep the events of a body, note what follows from them, and read what is for members."""

from __future__ import annotations

from secretariat.council.events.models import Event, EventNote
from secretariat.council.meetings.policy import may_run
from secretariat.council.meetings.queries.finding import item_of_ref
from secretariat.foundation.people.models import Body
from secretariat.rules.visibility import (
    MEMBER_ROLES,
    Actor,
    Audience,
    Decision,
    Role,
    allow,
    may_act_as,
    may_see,
)

KEEPERS = frozenset({Role.CHAIR, Role.SECRETARY, Role.STAFF, Role.LIAISON})
SPEAKERS = KEEPERS | MEMBER_ROLES


def may_keep_events(actor: Actor, body: Body) -> Decision:
    """Adding and changing events, sessions and deadlines, reading calendars in: officers, staff and
    liaisons.
    """
    return may_act_as(actor, body.slug, KEEPERS, "keep the events of this body")


def may_keep(actor: Actor, event: Event) -> Decision:
    """The same, of one event."""
    return may_keep_events(actor, event.body)


def may_note(actor: Actor, event: Event) -> Decision:
    """Noting what is to follow, answering, and saying that one goes: the people of the body."""
    return may_act_as(actor, event.body.slug, SPEAKERS, "note what follows from an event")


def may_follow_up(actor: Actor, event: Event, item_ref: str = "") -> Decision:
    """Saying what came of an event: who keeps the events, and whoever runs the meeting in which it
    was dealt with.
    """
    if item_ref.startswith(f"{event.body.slug}/") and may_run(actor, item_of_ref(item_ref).meeting):
        return allow()
    return may_keep(actor, event)


def may_see_inside(actor: Actor, body: Body) -> Decision:
    """Whether the actor may read notes for the members, and who is going before an event."""
    if actor.has(body.slug, Role.LIAISON):
        return allow()
    return may_see(actor, body.slug, Audience.MEMBERS)


def may_read_note(actor: Actor, note: EventNote) -> Decision:
    """A note for the members is for them alone."""
    if note.audience == Audience.PUBLIC.value:
        return allow()
    return may_see_inside(actor, note.event.body)
