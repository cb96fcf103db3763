"""What forms can do to an event: each act reads its form, runs one command, and says what came of
it.
"""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.http import QueryDict

from secretariat.council.events import commands, queries
from secretariat.council.events.forms import (
    AgendaForm,
    AnswerForm,
    DeadlineForm,
    GoerForm,
    MoveDeadlineForm,
    NoteForm,
    OutcomeForm,
    RaiseForm,
    ReasonForm,
    SessionForm,
    WordsForm,
)
from secretariat.council.events.models import Event, EventGoer
from secretariat.council.meetings.queries.finding import meeting_named
from secretariat.foundation.people.http import require_valid, typed_in
from secretariat.foundation.people.models import Person
from secretariat.foundation.people.queries import person_named
from secretariat.foundation.people.queries.persons import namesakes
from secretariat.rules.errors import Refused
from secretariat.rules.times import typed_instant
from secretariat.rules.visibility import Actor

EventAct = Callable[[Actor, Event, QueryDict], str]


def _session(actor: Actor, event: Event, typed: QueryDict) -> str:
    form = SessionForm(typed)
    require_valid(form)
    made = commands.add_session(actor, event, form.fields_typed(event.zone))
    return f"“{made.title}” is in the programme."


def _drop(actor: Actor, event: Event, typed: QueryDict) -> str:
    row = queries.session_numbered(event, _number(typed))
    commands.drop_session(actor, row, reason=typed_in(ReasonForm(typed))["reason"])
    return f"“{row.title}” is not held."


def _deadline(actor: Actor, event: Event, typed: QueryDict) -> str:
    form = DeadlineForm(typed)
    values = typed_in(form)
    made = commands.set_deadline(
        actor,
        event,
        label=values["label"],
        closes_at=form.closes_at(),
        zone=values["zone"],
        url=values["url"],
    )
    return f"{made.label} is kept."


def _move_deadline(actor: Actor, event: Event, typed: QueryDict) -> str:
    values = typed_in(MoveDeadlineForm(typed))
    row = queries.deadline_numbered(event, values["number"])
    at = values["at"] or row.closes_at.astimezone(ZoneInfo(row.zone)).time()
    closes_at = typed_instant(values["on"], at, row.zone, values["turn"], field="at")
    commands.move_deadline(actor, row, closes_at=closes_at)
    return f"{row.label} is moved."


def _end_deadline(actor: Actor, event: Event, typed: QueryDict) -> str:
    values = typed_in(OutcomeForm(typed))
    row = queries.deadline_numbered(event, values["number"])
    commands.end_deadline(actor, row, outcome=values["outcome"])
    return "It is recorded."


def _goer(actor: Actor, event: Event, typed: QueryDict) -> str:
    values = typed_in(GoerForm(typed))
    made = commands.say_who_goes(
        actor,
        event,
        person=_person(values["name"]),
        name=values["name"],
        organization=values["organization"],
        state=values["state"],
    )
    return f"{made.name} {made.get_state_display()}."


def _i_go(actor: Actor, event: Event, typed: QueryDict) -> str:
    if actor.person is None:
        raise Refused("not_allowed", "Sign in first, so that it is known who goes.")
    state = typed.get("state", EventGoer.State.GOES.value)
    commands.say_who_goes(actor, event, person=person_named(actor.person), state=state)
    return "It is recorded."


def _note(actor: Actor, event: Event, typed: QueryDict) -> str:
    form = NoteForm(typed, notes=[(str(n.number), n.text) for n in event.follow_ups.all()])
    require_valid(form)
    commands.note_follow_up(actor, event, form.fields_typed())
    return "It is noted."


def _answer(actor: Actor, event: Event, typed: QueryDict) -> str:
    values = typed_in(AnswerForm(typed))
    row = queries.note_numbered(actor, event, values["number"])
    commands.answer_note(actor, row, answer=values["answer"])
    return "It is answered."


def _raise(actor: Actor, event: Event, typed: QueryDict) -> str:
    values = typed_in(RaiseForm(typed))
    row = queries.note_numbered(actor, event, values["number"])
    action = commands.raise_from_note(
        actor, row, owners=values["owners"], due=values["due"], raised_ref=values["item"]
    )
    return f"It is the action {action.number}."


def _agenda(actor: Actor, event: Event, typed: QueryDict) -> str:
    values = typed_in(AgendaForm(typed))
    row = queries.note_numbered(actor, event, values["number"])
    meeting = meeting_named(event.body.slug, values["meeting"])
    item = commands.put_note_on_agenda(actor, row, meeting)
    return f"“{item.title}” is on the agenda."


def _follow_up(actor: Actor, event: Event, typed: QueryDict) -> str:
    commands.follow_up_event(actor, event, words=typed_in(WordsForm(typed))["words"])
    return "The event is followed up."


def _take_up(actor: Actor, event: Event, typed: QueryDict) -> str:
    commands.take_up_event(actor, event, reason=typed_in(ReasonForm(typed))["reason"])
    return "The event waits again."


def _cancel(actor: Actor, event: Event, typed: QueryDict) -> str:
    commands.cancel_event(actor, event, reason=typed_in(ReasonForm(typed))["reason"])
    return "The event is cancelled."


def _revive(actor: Actor, event: Event, typed: QueryDict) -> str:
    commands.revive_event(actor, event, reason=typed_in(ReasonForm(typed))["reason"])
    return "The event is held."


ACTS: dict[str, EventAct] = {
    "session": _session,
    "drop-session": _drop,
    "deadline": _deadline,
    "move-deadline": _move_deadline,
    "end-deadline": _end_deadline,
    "goer": _goer,
    "i-go": _i_go,
    "note": _note,
    "answer": _answer,
    "raise": _raise,
    "agenda": _agenda,
    "follow-up": _follow_up,
    "take-up": _take_up,
    "cancel": _cancel,
    "revive": _revive,
}


def _number(typed: QueryDict) -> int:
    text = typed.get("number", "")
    return int(text) if text.isdecimal() else 0


def _person(name: str) -> Person | None:
    """The one person of the record who is called so; None for somebody else."""
    found = namesakes(name)
    return person_named(found[0].handle) if len(found) == 1 else None
