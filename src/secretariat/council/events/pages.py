"""What the pages of events show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from secretariat.council.actions.policy import may_raise
from secretariat.council.events import policy, queries
from secretariat.council.events.forms import (
    DeadlineForm,
    GoerForm,
    NoteForm,
    ReasonForm,
    SessionForm,
    WordsForm,
)
from secretariat.council.events.models import Event, EventGoer
from secretariat.council.events.snapshots import EventAt
from secretariat.council.meetings.policy import may_prepare
from secretariat.council.meetings.queries.calendar import next_to_prepare
from secretariat.council.meetings.snapshots import day_of as meeting_day
from secretariat.documents.reading.ical import read_calendar, zone_of
from secretariat.foundation.people.commands.bodies import known_zone
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import day_in
from secretariat.foundation.records import clock
from secretariat.foundation.records.queries import history
from secretariat.rules.event_files import FilePlan, plan_file
from secretariat.rules.events import EventState, is_near, what_hangs
from secretariat.rules.visibility import Actor

HISTORY_LINES = 10
CHIPS = {
    EventState.ANNOUNCED: "open",
    EventState.UNDER_WAY: "progress",
    EventState.OVER: "attention",
    EventState.FOLLOWED_UP: "settled",
    EventState.CANCELLED: "refused",
}


@dataclass(frozen=True, slots=True)
class EventLine:
    """One line of the list: the event, how its state is drawn, its deadlines with whether each is
    near, what waits.
    """

    event: EventAt
    chip: str
    deadlines: tuple[tuple[str, str, bool], ...]
    why: str
    going: tuple[str, ...]


def frame(body: Body, **values: Any) -> dict[str, Any]:
    """What every page of this app knows: its body and the addresses above it."""
    return {"body": body, "zone": body.zone, "events_url": f"/{body.slug}/events", **values}


def events_page(actor: Actor, body: Body) -> dict[str, Any]:
    """Events ahead, those that wait for a follow-up, and the others. As many queries for any
    number.
    """
    at = clock.now()
    today = day_in(body, at)
    lines = [_line(each, today) for each in queries.events_for(actor, body, at)]
    ahead = [each for each in lines if each.event in queries.coming([each.event])]
    over = [each for each in lines if each.event.state is EventState.OVER]
    rest = [each for each in lines if each not in ahead and each not in over]
    return frame(
        body,
        groups=[
            ("Coming", "coming", ahead),
            ("Over, not followed up", "over", over),
            ("Followed up or cancelled", "done", list(reversed(rest))),
        ],
        total=len(lines),
        ahead=len(ahead),
        waiting=len(over),
        may_keep=bool(policy.may_keep_events(actor, body)),
    )


def _line(event: EventAt, today: date) -> EventLine:
    now = clock.now()
    deadlines = tuple(
        (each.label, each.outcome or each.when, is_near(each.facts, now))
        for each in event.deadlines
    )
    hangs = what_hangs(event.facts, now, today)
    why = "; ".join(hang.why for hang in hangs)
    return EventLine(event, CHIPS[event.state], deadlines, why, tuple(_there(event)))


def _there(event: EventAt) -> list[str]:
    return event.names(EventGoer.State.GOES.value, EventGoer.State.WENT.value)


def event_page(actor: Actor, row: Event) -> dict[str, Any]:
    """One event: deadlines, sessions, who goes, what is to follow, what may be done. About twelve
    queries.
    """
    body, at = row.body, clock.now()
    today = day_in(body, at)
    event = queries.event_seen(actor, row, at)
    sees_inside = bool(policy.may_see_inside(actor, body))
    mine = next((state for _, handle, state in event.goers if handle == actor.person), "")
    agenda = _agenda(actor, body, at) if sees_inside else None
    return frame(
        body,
        event=event,
        chip=CHIPS[event.state],
        why="; ".join(hang.why for hang in what_hangs(event.facts, at, today)),
        is_past=event.state in (EventState.OVER, EventState.FOLLOWED_UP),
        is_cancelled=event.state is EventState.CANCELLED,
        is_ahead=event.state is EventState.ANNOUNCED,
        deadlines=[
            (each, is_near(each.facts, at), each.closes_at < at) for each in event.deadlines
        ],
        goers=[(name, handle, EventGoer.State(s).label, s) for name, handle, s in event.goers],
        mine=mine if actor.person else "",
        agenda=agenda,
        on_agenda=_carried(event, f"{body.slug}/{agenda[0]}/") if agenda else (),
        sees_inside=sees_inside,
        may_keep=bool(policy.may_keep(actor, row)),
        may_note=bool(policy.may_note(actor, row)),
        may_raise=bool(may_raise(actor, body.slug)),
        session_form=SessionForm(initial={"on": row.from_on}, auto_id="session-%s"),
        deadline_form=DeadlineForm(
            initial={"label": "Call for papers", "zone": row.zone}, auto_id="deadline-%s"
        ),
        goer_form=GoerForm(auto_id="goer-%s"),
        note_form=NoteForm(notes=_notes_to_choose(event), auto_id="note-%s"),
        words_form=WordsForm(auto_id="follow-%s"),
        reason_form=ReasonForm(auto_id="reason-%s"),
        history=list(history(row.ref, limit=HISTORY_LINES)) if sees_inside else [],
    )


def _agenda(actor: Actor, body: Body, at: datetime) -> tuple[str, date] | None:
    """The next agenda on which the actor may put something: its meeting's short name and day."""
    found = next_to_prepare(body, at)
    if found is None or not may_prepare(actor, found):
        return None
    return found.slug, meeting_day(found)


def _carried(event: EventAt, start: str) -> set[str]:
    """The notes that stand on an agenda already; `start` is how references of its items begin."""
    notes = [each for note in event.notes for each in (note, *note.under)]
    return {each.ref for each in notes if any(ref.startswith(start) for ref in each.item_refs)}


def _notes_to_choose(event: EventAt) -> list[tuple[str, str]]:
    return [(str(note.number), note.text[:80]) for note in event.notes]


@dataclass(frozen=True, slots=True)
class Reading:
    """A calendar file as it was read: what it would make, in which event, on which clock."""

    plan: FilePlan
    into: Event | None
    name: str
    text: str

    @property
    def zone(self) -> str:
        return self.plan.zone


def reading_of(
    body: Body, content: bytes, *, zone: str = "", into: str = "", name: str = ""
) -> Reading:
    """What a calendar file would make of the body's events. Nothing is written.

    Refuses ("unreadable_calendar", "empty_calendar", "unknown_zone", "not_found").
    """
    event = queries.event_named(body, into) if into else None
    clock_of = known_zone(zone) if zone else zone_of(content)
    where = clock_of or (event.zone if event else body.zone)
    file = read_calendar(content, where)
    plan = plan_file(file, where, events=queries.known_events(body))
    wanted = name.strip() or plan.name
    if plan.is_one_event and event is None:
        uid = plan.event.uid if plan.event else ""
        event = queries.event_like(body, uid, wanted)
    if plan.is_one_event and event is not None:
        plan = plan_file(file, event.zone, sessions=queries.known_sessions(event))
    text = content.decode("utf-8-sig", errors="replace")
    return Reading(plan, event, wanted, text)
