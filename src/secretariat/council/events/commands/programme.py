"""The sessions of an event with their speakers, its deadlines, and who of ours goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Max

from secretariat.council.events import policy
from secretariat.council.events.commands.frame import event_act, must_go_on
from secretariat.council.events.models import (
    Event,
    EventDeadline,
    EventGoer,
    EventSession,
    SessionSpeaker,
)
from secretariat.council.events.snapshots import day_of as day_there
from secretariat.foundation.people.commands.bodies import known_zone
from secretariat.foundation.people.models import Person
from secretariat.foundation.people.queries import day_in
from secretariat.foundation.people.queries.persons import namesakes, organization_of
from secretariat.foundation.records.commands import guard_revision, locked
from secretariat.rules.errors import Refused
from secretariat.rules.events import check_times
from secretariat.rules.talks import SpeakerLine
from secretariat.rules.texts import fitting, given
from secretariat.rules.times import instant_words
from secretariat.rules.visibility import Actor, Decision, allow


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionFields:
    """What is known of a session. An organization left out is that of the person on that day."""

    title: str
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    room: str = ""
    url: str = ""
    about: str = ""
    speakers: Sequence[SpeakerLine] = field(default_factory=tuple)
    more_speakers: str = ""
    uid: str = ""


def add_session(actor: Actor, event: Event, fields: SessionFields) -> EventSession:
    """Put a session into the programme. Refuses ("words_missing", "wrong_period", "cancelled")."""
    with event_act(actor, "add_session", event) as (this, row):
        must_go_on(row)
        made = EventSession(
            event=row, number=_next(row, "sessions"), added_on=day_in(row.body, this.at)
        )
        made.uid = fields.uid[:255]
        _set_session(made, fields)
        made.save()
        _set_speakers(made, fields.speakers)
        this.summary = made.title[:300]
        this.now_is(session=made.title, starts_at=made.starts_at)
    return made


def change_session(
    actor: Actor, session: EventSession, fields: SessionFields, *, seen: int
) -> EventSession:
    """Change a session, its speakers included. Refuses ("changed_meanwhile") and what adding
    refuses.
    """
    with event_act(actor, "change_session", session.event) as (this, event):
        row = locked(session)
        row.event = event
        guard_revision(row, seen, {"title": fields.title, "about": fields.about})
        this.was(session=row.title, starts_at=row.starts_at, ends_at=row.ends_at, room=row.room)
        _set_session(row, fields)
        row.save()
        _set_speakers(row, fields.speakers)
        this.now_is(session=row.title, starts_at=row.starts_at, ends_at=row.ends_at, room=row.room)
    return row


def drop_session(actor: Actor, session: EventSession, *, reason: str) -> EventSession:
    """Record that a session is not held, and why; it stays in the programme, crossed out.

    Refuses ("words_missing", "dropped_already").
    """
    words = given(reason, "reason", "The reason", 300)
    with event_act(actor, "drop_session", session.event) as (this, event):
        row = locked(session)
        row.event = event
        if row.dropped_reason:
            raise Refused(
                "dropped_already",
                f"“{row.title}” is not held: {row.dropped_reason} Nothing has changed.",
            )
        row.dropped_reason = words
        row.revision += 1
        row.save()
        this.summary = words
        this.now_is(session=row.title, reason=words)
    return row


def set_deadline(
    actor: Actor, event: Event, *, label: str, closes_at: datetime, zone: str, url: str = ""
) -> EventDeadline:
    """Add a deadline, such as a call for papers: an instant on the clock of a zone.

    Refuses ("words_missing", "unknown_zone", "cancelled").
    """
    with event_act(actor, "set_deadline", event) as (this, row):
        must_go_on(row)
        made = EventDeadline.objects.create(
            event=row,
            number=_next(row, "deadlines"),
            label=given(label, "label", "What closes", 120),
            closes_at=closes_at,
            zone=known_zone(zone),
            url=url,
        )
        this.summary = f"{made.label}: {instant_words(closes_at, made.zone)}"
        this.now_is(label=made.label, closes_at=closes_at)
    return made


def move_deadline(actor: Actor, deadline: EventDeadline, *, closes_at: datetime) -> EventDeadline:
    """Move a deadline; the trail keeps when it was. Refuses ("ended_already")."""
    with event_act(actor, "move_deadline", deadline.event) as (this, _):
        row = _open_deadline(deadline)
        this.was(closes_at=row.closes_at)
        row.closes_at = closes_at
        row.revision += 1
        row.save()
        this.summary = f"{row.label}: {instant_words(closes_at, row.zone)}"
        this.now_is(closes_at=closes_at)
    return row


def end_deadline(actor: Actor, deadline: EventDeadline, *, outcome: str) -> EventDeadline:
    """Say what came of a deadline: what was sent in, or that nothing was. Refuses
    ("words_missing", "ended_already").
    """
    words = given(outcome, "outcome", "What came of it", 300)
    with event_act(actor, "end_deadline", deadline.event, policy.may_note) as (this, event):
        row = _open_deadline(deadline)
        row.outcome, row.ended_on = words, day_in(event.body, this.at)
        row.revision += 1
        row.save()
        this.summary = f"{row.label}: {words}"[:300]
        this.now_is(label=row.label, outcome=words)
    return row


def say_who_goes(
    actor: Actor,
    event: Event,
    *,
    person: Person | None = None,
    name: str = "",
    organization: str = "",
    state: str = EventGoer.State.GOES.value,
) -> EventGoer:
    """Record that somebody goes, went, or did not go after all: everybody of the body for
    themselves, those who keep the events for others.

    Refuses ("words_missing", "unknown_answer", "cancelled", "not_allowed").
    """
    words = person.name if person is not None else given(name, "name", "The name")
    if state not in EventGoer.State.values:
        raise Refused("unknown_answer", "Say whether somebody goes, went or did not go.")

    def may(who: Actor, what: Event) -> Decision:
        if person is not None and person.handle == who.person and policy.may_note(who, what):
            return allow()
        return policy.may_keep(who, what)

    with event_act(actor, "say_who_goes", event, may) as (this, row):
        must_go_on(row)
        of = fitting(organization, "organization", "The organization", 200)
        known = row.goers.filter(person=person) if person else row.goers.filter(name__iexact=words)
        made = known.first() or EventGoer(event=row, person=person, name=words)
        this.was(**({"state": made.get_state_display()} if made.pk else {}))
        made.state = state
        made.organization_words = of or (organization_of(person, row.from_on) if person else "")
        made.save()
        # Who is going is for the members before the event; the trail is read by more people.
        this.now_is(state=made.get_state_display())
    return made


def _next(row: Event, parts: str) -> int:
    last = getattr(row, parts).aggregate(last=Max("number"))["last"]
    return int(last or 0) + 1


def _open_deadline(deadline: EventDeadline) -> EventDeadline:
    row = locked(deadline)
    if row.ended_on is not None:
        raise Refused(
            "ended_already", f"{row.label}: {row.outcome} is recorded. Nothing has changed."
        )
    return row


def _set_session(row: EventSession, fields: SessionFields) -> None:
    check_times(fields.starts_at, fields.ends_at)
    row.title = given(fields.title, "title", "The title", 300)
    row.starts_at, row.ends_at = fields.starts_at, fields.ends_at
    row.room = fitting(fields.room, "room", "The room", 200)
    row.url = fields.url
    row.about = fitting(fields.about, "about", "What it is about", 4000)
    row.more_speakers = fitting(fields.more_speakers, "more_speakers", "Further speakers", 200)


def _set_speakers(row: EventSession, lines: Sequence[SpeakerLine]) -> None:
    before = {each.name.casefold(): each for each in row.speakers.select_related("person")}
    row.speakers.all().delete()
    SessionSpeaker.objects.bulk_create(
        _speaker(row, place, line, before.get(line.name.casefold()))
        for place, line in enumerate(lines, start=1)
    )


def _speaker(
    row: EventSession, place: int, line: SpeakerLine, before: SessionSpeaker | None
) -> SessionSpeaker:
    person = before.person if before else _person(line.name)
    of = line.organization
    if not of and person is not None:
        of = organization_of(person, _day(row))
    return SessionSpeaker(
        session=row, position=place, person=person, name=line.name, organization_words=of
    )


def _person(name: str) -> Person | None:
    found = namesakes(name)
    return Person.objects.get(handle=found[0].handle) if len(found) == 1 else None


def _day(row: EventSession) -> date:
    return day_there(row.event, row.starts_at) if row.starts_at else row.event.from_on
