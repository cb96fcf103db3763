"""The events of the example council, each recorded on the day a source first names it."""

from __future__ import annotations

from datetime import time
from typing import Any

from secretariat.council.events import commands
from secretariat.council.events.commands import EventFields, NoteFields, SessionFields
from secretariat.council.events.models import Event
from secretariat.exchange.example.facts import ZONE, facts, local
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import person_named
from secretariat.foundation.records import clock
from secretariat.rules.talks import parse_speaker
from secretariat.rules.visibility import Actor

AFTER_THE_CALL = time(12)


def fill_events(actor: Actor, body: Body) -> None:
    """Every event with its sessions, who was there, and what the slides note of it."""
    for told in facts("events")["events"]:
        with clock.fixed(local(told["added_on"], AFTER_THE_CALL)):
            event = commands.add_event(actor, body, _fields(told))
        with clock.fixed(local(told["said_on"], AFTER_THE_CALL)):
            _parts(actor, event, told)


def _fields(told: dict[str, Any]) -> EventFields:
    return EventFields(
        name=told["name"],
        from_on=told["from_on"],
        to_on=told.get("to_on"),
        about=told.get("about", ""),
        source_words=told["source"],
    )


def _parts(actor: Actor, event: Event, told: dict[str, Any]) -> None:
    for each in told.get("sessions", ()):
        commands.add_session(
            actor,
            event,
            SessionFields(
                title=each["title"],
                starts_at=each["starts"].replace(tzinfo=ZONE),
                ends_at=each["ends"].replace(tzinfo=ZONE),
                speakers=[parse_speaker(line) for line in each["speakers"]],
                more_speakers=each.get("more_speakers", ""),
            ),
        )
    for handle in told.get("went", ()):
        commands.say_who_goes(actor, event, person=person_named(handle), state="went")
    for each in told.get("notes", ()):
        fields = NoteFields(
            text=each["text"],
            kind=each.get("kind", "note"),
            url=each.get("url", ""),
            under=each.get("under", 0),
        )
        commands.note_follow_up(actor, event, fields)
