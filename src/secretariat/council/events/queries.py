"""Every read of events."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from django.db.models import Prefetch, QuerySet

from secretariat.council.events import policy
from secretariat.council.events.models import (
    Event,
    EventDeadline,
    EventGoer,
    EventNote,
    EventSession,
    SessionSpeaker,
)
from secretariat.council.events.snapshots import EventAt, event_at
from secretariat.council.meetings.models import AgendaItem
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import day_in
from secretariat.rules.agenda import ItemState
from secretariat.rules.errors import Refused
from secretariat.rules.event_files import Known
from secretariat.rules.events import COMING, NEAR, what_hangs
from secretariat.rules.hanging import Hanging
from secretariat.rules.visibility import Actor, Audience

Row = TypeVar("Row", EventSession, EventDeadline, EventNote, EventGoer)
_SPEAKERS = Prefetch("speakers", SessionSpeaker.objects.select_related("person"))


@dataclass(frozen=True, slots=True)
class EventHanging:
    """An event and what of it hangs, the gravest first."""

    event: EventAt
    hangs: tuple[Hanging, ...]


def events(body_slug: str) -> QuerySet[Event]:
    """The events of a body with all their parts, the earliest first. Six queries."""
    return _with_parts(Event.objects.filter(body__slug=body_slug))


def _with_parts(rows: QuerySet[Event]) -> QuerySet[Event]:
    return rows.select_related("body__host").prefetch_related(
        "deadlines",
        Prefetch("sessions", EventSession.objects.prefetch_related(_SPEAKERS)),
        Prefetch("goers", EventGoer.objects.select_related("person")),
        Prefetch("follow_ups", EventNote.objects.select_related("event__body")),
    )


def items_carrying(body_slug: str) -> dict[str, list[str]]:
    """The public agenda items that deal with notes of the body's events, by the reference of the
    note. One query.
    """
    rows = AgendaItem.objects.filter(
        source_ref__startswith=f"{body_slug}/events/", source_ref__contains="/notes/"
    )
    rows = rows.exclude(state=ItemState.WITHDRAWN.value).filter(audience=Audience.PUBLIC.value)
    found: dict[str, list[str]] = {}
    for row in rows.select_related("meeting__body").order_by("meeting__starts_at", "id"):
        ref = f"{row.meeting.ref}/{row.number or row.slug}"
        found.setdefault(row.source_ref, []).append(ref)
    return found


def events_at(body: Body, at: datetime, *, sees_inside: bool = False) -> list[EventAt]:
    """The events of a body as they stood at an instant, the earliest first. As many queries for any
    number of them.
    """
    items, today = items_carrying(body.slug), day_in(body, at)
    rows = (row for row in events(body.slug) if row.added_at <= at)
    return [event_at(row, at, today, items, sees_inside=sees_inside) for row in rows]


def events_for(actor: Actor, body: Body, at: datetime) -> list[EventAt]:
    """The same as this reader may see them."""
    return events_at(body, at, sees_inside=bool(policy.may_see_inside(actor, body)))


def event_seen(actor: Actor, row: Event, at: datetime) -> EventAt:
    """One event as this reader may see it."""
    items, today = items_carrying(row.body.slug), day_in(row.body, at)
    inside = bool(policy.may_see_inside(actor, row.body))
    return event_at(row, at, today, items, sees_inside=inside)


def event_named(body: Body, slug: str) -> Event:
    """The event of this short name, with its parts. Refuses ("not_found")."""
    found = events(body.slug).filter(slug=slug).first()
    if found is None:
        raise Refused("not_found", f"{body.name} has no event “{slug}”. The list names them all.")
    found.body = body
    return found


def event_of_ref(ref: str) -> Event | None:
    """The event of `tac/events/lpc-2021`, with its parts; None if the reference names none."""
    body_slug, is_one, slug = ref.partition("/events/")
    return events(body_slug).filter(slug=slug).first() if is_one and "/" not in slug else None


def events_by_ref(refs: Sequence[str]) -> dict[str, Event]:
    """The events these references name, with their parts. Six queries."""
    named = [ref.partition("/events/") for ref in refs]
    rows = _with_parts(Event.objects.filter(body__slug__in={body for body, _, _ in named}))
    found = {row.ref: row for row in rows.filter(slug__in={slug for _, _, slug in named})}
    return {ref: found[ref] for ref in refs if ref in found}


def session_numbered(event: Event, number: int) -> EventSession:
    """The session of this number. Refuses ("not_found")."""
    found = next((each for each in event.sessions.all() if each.number == number), None)
    return _found(found, event, "session", number)


def deadline_numbered(event: Event, number: int) -> EventDeadline:
    """The deadline of this number. Refuses ("not_found")."""
    found = next((each for each in event.deadlines.all() if each.number == number), None)
    return _found(found, event, "deadline", number)


def note_numbered(actor: Actor, event: Event, number: int) -> EventNote:
    """The note of this number, if the actor may read it. Refuses ("not_found")."""
    found = next((each for each in event.follow_ups.all() if each.number == number), None)
    if found is not None:
        found.event = event
        found = found if policy.may_read_note(actor, found) else None
    return _found(found, event, "note", number)


def goer_placed(event: Event, place: int) -> EventGoer:
    """Who goes, by the place in the list, counted from 1. Refuses ("not_found")."""
    rows = list(event.goers.all())
    found = rows[place - 1] if 1 <= place <= len(rows) else None
    return _found(found, event, "person", place)


def _found(row: Row | None, event: Event, what: str, number: int) -> Row:
    if row is None:
        raise Refused("not_found", f"{event.name} has no {what} {number}. Its page has them all.")
    row.event = event
    return row


def coming(known: Iterable[EventAt]) -> list[EventAt]:
    """Those that are announced or under way."""
    return [each for each in known if each.state in COMING]


def deadlines_near(body: Body, at: datetime) -> list[EventDeadline]:
    """The deadlines that come near and that nobody settled, the next first. One query."""
    rows = EventDeadline.objects.filter(
        event__body=body,
        event__cancelled_at__isnull=True,
        ended_on__isnull=True,
        closes_at__gte=at,
        closes_at__lte=at + NEAR,
    )
    return list(rows.select_related("event__body"))


def left_by(actor: Actor, body: Body, at: datetime) -> list[Event]:
    """The events over and not followed up to which this person went or meant to go. At most two
    queries.
    """
    today = day_in(body, at)
    rows = Event.objects.filter(
        body=body,
        from_on__lt=today,
        cancelled_at__isnull=True,
        followed_up_at__isnull=True,
        goers__person__handle=actor.person or "-",
        goers__state__in=[EventGoer.State.GOES, EventGoer.State.WENT],
    )
    known = rows.select_related("body").prefetch_related("sessions")
    return [row for row in known if row.last_on < today]


def events_hanging(body: Body, at: datetime) -> list[EventHanging]:
    """What waits of all events of a body: what loose ends list and the agenda is proposed from."""
    return hanging_of(events_at(body, at, sees_inside=True), at, day_in(body, at))


def hanging_of(
    known: Sequence[EventAt], at: datetime, today: date, said_at: datetime | None = None
) -> list[EventHanging]:
    """What waits of these events at an instant, as it is said at an earlier one. No query."""
    found = ((each, tuple(what_hangs(each.facts, at, today, said_at))) for each in known)
    return [EventHanging(each, hangs) for each, hangs in found if hangs]


def known_sessions(event: Event) -> list[Known]:
    """The sessions of an event, as a calendar file is compared with them."""
    return [
        Known(
            key=str(row.number), uid=row.uid, title=row.title, starts_at=row.starts_at,
            ends_at=row.ends_at, place=row.room,
        )
        for row in event.sessions.all()
        if not row.dropped_reason
    ]  # fmt: skip


def known_events(body: Body) -> list[Known]:
    """The events of a body, as a calendar file is compared with them. One query."""
    return [
        Known(
            key=row.slug, uid=row.uid, title=row.name, place=row.place, first_on=row.from_on,
            last_on=row.to_on or row.from_on,
        )
        for row in Event.objects.filter(body=body, cancelled_at__isnull=True)
    ]  # fmt: skip


def event_like(body: Body, uid: str, name: str) -> Event | None:
    """The event that a calendar file is about: of this UID, else of this name. One query or two."""
    rows = events(body.slug)
    by_uid = rows.filter(uid=uid).first() if uid else None
    return by_uid or rows.filter(name__iexact=name, cancelled_at__isnull=True).first()
