"""Where a meeting stands, and the one step that comes next for who asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from secretariat.council.meetings import policy
from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.queries.calendar import next_to_prepare
from secretariat.council.meetings.rhythm import holiday_warnings
from secretariat.council.meetings.snapshots import day_of
from secretariat.foundation.people.models import Body
from secretariat.rules.days import day_words
from secretariat.rules.visibility import Actor

State = Meeting.State
ROOM_OPENS = timedelta(hours=1)
_STEPS = (
    State.PLANNED,
    State.PUBLISHED,
    State.CALLED,
    State.ADJOURNED,
    State.DRAFTED,
    State.RELEASED,
    State.APPROVED,
)


@dataclass(frozen=True, slots=True)
class Step:
    """A button: what to do next and where."""

    label: str
    url: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Steps:
    """The states a meeting passes through, and the one it is in."""

    labels: tuple[str, ...]
    now: str


def state_steps(meeting: Meeting) -> Steps | None:
    """The course of a meeting; None for a cancelled one."""
    if meeting.state == State.CANCELLED:
        return None
    return Steps(tuple(str(state.label) for state in _STEPS), str(State(meeting.state).label))


def next_step(actor: Actor, meeting: Meeting, at: datetime) -> Step:
    """What the reader most likely wants to do now."""
    if meeting.state in {State.PLANNED, State.PUBLISHED}:
        return _step_before(actor, meeting, at)
    if meeting.state == State.CANCELLED and policy.may_plan(actor, meeting.body):
        return Step("Say it to the members", f"/{meeting.ref}/send", "s")
    if meeting.state == State.CALLED and policy.may_run(actor, meeting):
        return Step("Go to the room", f"/{meeting.ref}/room", "o")
    if not may_read_minutes(actor, meeting):
        return Step("All meetings", f"/{meeting.body.slug}/calendar")
    if meeting.state in {State.ADJOURNED, State.DRAFTED} and policy.may_note(actor, meeting):
        return Step("To the minutes", f"/{meeting.ref}/minutes", "o")
    return Step("Read the minutes", f"/{meeting.ref}/minutes", "o")


def step_to_a_vote(actor: Actor, body: Body, at: datetime) -> Step | None:
    """How somebody who prepares brings what waits for a vote before the next meeting: its agenda,
    or a meeting to plan. None for others. One query.
    """
    if not policy.may_plan(actor, body):
        return None
    meeting = next_to_prepare(body, at)
    if meeting is None:
        return Step("Plan a meeting", f"/{body.slug}/calendar/plan", "o")
    day = day_words(day_of(meeting))
    return Step(f"Prepare the agenda of {day}", f"/{meeting.ref}/prepare", "o")


def may_read_minutes(actor: Actor, meeting: Meeting) -> bool:
    """Whether the page of the minutes has something for the reader. A draft is for who writes it,
    released minutes are for those the body releases them to.
    """
    if meeting.state in {State.CALLED, State.CANCELLED}:
        return False
    if meeting.state == State.DRAFTED:
        return bool(policy.may_note(actor, meeting))
    return meeting.state != State.RELEASED or policy.sight_of(actor, meeting).sees_record


def _step_before(actor: Actor, meeting: Meeting, at: datetime) -> Step:
    if at >= meeting.starts_at - ROOM_OPENS and policy.may_run(actor, meeting):
        return Step("Open the room", f"/{meeting.ref}/room", "o")
    if policy.may_prepare(actor, meeting):
        return Step("Prepare the agenda", f"/{meeting.ref}/prepare", "o")
    return Step("Put it into my calendar", f"/{meeting.ref}.ics", "o")


def holidays_ahead(actor: Actor, meeting: Meeting) -> tuple[str, ...]:
    """That a meeting still to come falls on a holiday, for whoever prepares it. One query."""
    is_ahead = meeting.state in (State.PLANNED, State.PUBLISHED)
    may = is_ahead and policy.may_prepare(actor, meeting)
    return holiday_warnings(meeting) if may else ()
