"""What the home page of a body shows, read from the apps: what comes, what was, what waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.policy import sight_of
from secretariat.council.meetings.queries.access import access_to
from secretariat.council.meetings.queries.calendar import last_meetings, next_meeting
from secretariat.council.meetings.queries.coming import forecast_words
from secretariat.council.meetings.queries.course import Step, next_step
from secretariat.council.meetings.snapshot_parts import departures_of
from secretariat.council.meetings.snapshots import day_of
from secretariat.council.minutes import policy as minutes_policy
from secretariat.council.minutes.queries import minutes_at
from secretariat.council.motions.queries import DecisionFilter, decisions
from secretariat.council.motions.queries.register import Decision
from secretariat.faces.web import trail
from secretariat.foundation.people import attention
from secretariat.foundation.people import policy as people_policy
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import day_in
from secretariat.foundation.people.snapshots import host_of
from secretariat.foundation.records import exports
from secretariat.rules.visibility import MEMBER_ROLES, Actor, Audience, may_see

DECISIONS = 5
State = Meeting.State
MINUTES_WORDS = {
    State.CALLED: ("progress", "In session"),
    State.ADJOURNED: ("attention", "Minutes not drafted yet"),
    State.DRAFTED: ("progress", "Minutes being drafted"),
    State.RELEASED: ("open", "Minutes open for corrections"),
    State.APPROVED: ("settled", "Minutes approved"),
}


@dataclass(frozen=True, slots=True)
class Next:
    """The meeting that comes next, or is in session; `join` only for those who may see it.
    `remarks` say what is out of the ordinary about it, `coming` how many seats have said that they
    come, for members.
    """

    meeting: Meeting
    on: date
    in_days: int
    is_in_session: bool
    sees_agenda: bool
    join: str
    passcode: str
    remarks: tuple[str, ...]
    step: Step
    coming: str = ""


@dataclass(frozen=True, slots=True)
class Last:
    """The last meeting and how far its minutes are."""

    meeting: Meeting
    on: date
    state: str
    words: str
    may_read: bool


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that waits for the reader."""

    what: attention.Attention
    is_late: bool


@dataclass(frozen=True, slots=True)
class Home:
    """The page. `needs` is empty for the public."""

    next: Next | None
    last: Last | None
    decisions: Sequence[Decision]
    needs: Sequence[Need]
    changes: Sequence[trail.Line]
    sees_history: bool
    may_run: bool
    has_calendar: bool
    host: str


def home_of(actor: Actor, body: Body, at: datetime) -> Home:
    """Everything on the home page of a body, as the actor may see it at an instant."""
    today = day_in(body, at)
    needs = attention.needs(actor, body, at)
    latest = decisions(actor, body, DecisionFilter())[:DECISIONS]
    return Home(
        next=_next(actor, body, at),
        last=_last(actor, body, at),
        decisions=latest,
        needs=[Need(each, attention.is_late(each, today)) for each in needs],
        changes=trail.recent(actor, body),
        sees_history=bool(may_see(actor, body.slug, Audience.MEMBERS)),
        may_run=bool(people_policy.may_run_body(actor, body)),
        host=_host(body, at),
        has_calendar="ics" in exports.formats_of(f"{body.slug}/calendar"),
    )


def _next(actor: Actor, body: Body, at: datetime) -> Next | None:
    meeting = next_meeting(body, at)
    if meeting is None:
        return None
    access = access_to(actor, meeting)
    on = day_of(meeting)
    return Next(
        meeting=meeting,
        on=on,
        in_days=(on - day_in(body, at)).days,
        is_in_session=meeting.state == State.CALLED,
        sees_agenda=sight_of(actor, meeting).sees_agenda,
        join=access.link,
        passcode=access.passcode,
        remarks=departures_of(meeting).lines,
        step=next_step(actor, meeting, at),
        coming=forecast_words(meeting) if actor.has(body.slug, *MEMBER_ROLES) else "",
    )


def _last(actor: Actor, body: Body, at: datetime) -> Last | None:
    held = last_meetings(body, at, 2)
    meeting = next((each for each in held if each.state != State.CALLED), None)
    if meeting is None:
        return None
    state, words = MINUTES_WORDS.get(State(meeting.state), ("plain", meeting.get_state_display()))
    minutes = minutes_at(meeting)
    may_read = minutes is not None and bool(minutes_policy.may_read(actor, minutes))
    return Last(meeting, day_of(meeting), state, words, may_read)


@dataclass(frozen=True, slots=True)
class BodyLine:
    """One body on the start page, with its host today and its next meeting."""

    body: Body
    host: str
    meeting: Meeting | None


def body_lines(bodies: Sequence[Body], at: datetime) -> list[BodyLine]:
    """The bodies with the next meeting of each, by organization. One query."""
    soon = Meeting.objects.filter(
        body__in=bodies, ends_at__gt=at, starts_at__lt=at + timedelta(days=400)
    )
    rows = soon.exclude(state=State.CANCELLED).select_related("body").order_by("-starts_at")
    following = {row.body_id: row for row in rows}
    lines = [BodyLine(body, _host(body, at), following.get(body.pk)) for body in bodies]
    return sorted(lines, key=lambda line: (line.host.casefold(), line.body.name.casefold()))


def _host(body: Body, at: datetime) -> str:
    """The name of the organization the body belongs to now; no query unless it was merged."""
    return host_of(body, day_in(body, at)).name
