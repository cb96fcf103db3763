"""What of the meetings waits for a person: an agenda to read, one to prepare, a day to plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from secretariat.council.meetings import policy
from secretariat.council.meetings.models import FollowUp, Meeting
from secretariat.council.meetings.queries.afterwards import open_follow_ups
from secretariat.council.meetings.queries.calendar import (
    CalendarLine,
    days_of,
    next_meeting,
)
from secretariat.council.meetings.queries.coming import answer_of
from secretariat.council.meetings.snapshots import day_of
from secretariat.foundation.outbox.queries import asked_of, read_by
from secretariat.foundation.people.attention import Attention, Place, register
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import day_in
from secretariat.rules.days import day_words
from secretariat.rules.visibility import MEMBER_ROLES, Actor

State = Meeting.State
BEFORE_CALL = frozenset({State.PLANNED, State.PUBLISHED})
LOOK_BACK, READ_AHEAD = timedelta(days=30), timedelta(days=14)
PLAN_AHEAD, WARN_AHEAD = timedelta(days=21), timedelta(days=60)


def agenda_waiting(actor: Actor, body: Body, at: datetime) -> list[Attention]:
    """For members: the meeting in session, or the published agenda they have not read or
    answered yet. Up to four queries.
    """
    meeting = next_meeting(body, at) if actor.has(body.slug, *MEMBER_ROLES) else None
    if meeting is None:
        return []
    if meeting.state == State.CALLED:
        words = f"Join the meeting of {_day(meeting)}: it is in session"
        return [Attention(words, f"/{meeting.ref}", "meeting", place=Place.NOW)]
    is_near = meeting.starts_at <= at + READ_AHEAD
    if meeting.state != State.PUBLISHED or not is_near:
        return []
    if actor.person and meeting.ref in read_by(actor.person, meeting.body.slug):
        return _answer_waiting(actor, meeting)
    words = f"Read the agenda of the meeting of {_day(meeting)}"
    return [Attention(words, f"/{meeting.ref}", "agenda", day_of(meeting), Place.SOON)]


def _answer_waiting(actor: Actor, meeting: Meeting) -> list[Attention]:
    asked = asked_of(actor.person, meeting.ref)
    if asked is None or asked.answered_at or answer_of(meeting, actor.person or ""):
        return []
    words = f"Say whether you come to the meeting of {_day(meeting)}"
    return [Attention(words, f"/{meeting.ref}#answer", "meeting", day_of(meeting), Place.SOON)]


def meetings_to_prepare(actor: Actor, body: Body, at: datetime) -> list[Attention]:
    """For officers and staff: agendas to publish, days to plan, meetings nobody held, holidays.
    Two queries.
    """
    if not policy.may_plan(actor, body):
        return []
    today = day_in(body, at)
    lines = days_of(body, today - LOOK_BACK, today + WARN_AHEAD)
    held = [line for line in lines if line.takes_place and _is_ours(line, body)]
    return [each for line in held for each in _of_line(body, line, today, at)]


def _is_ours(line: CalendarLine, body: Body) -> bool:
    """Whether the body prepares it; a joint meeting is prepared by the body that convenes it."""
    return line.meeting is None or line.meeting.body_id == body.pk


def _of_line(body: Body, line: CalendarLine, today: date, at: datetime) -> Iterator[Attention]:
    day, calendar = day_words(line.on), f"/{body.slug}/calendar"
    if line.warning:
        href = f"/{line.meeting.ref}" if line.meeting else calendar
        words = f"Look at the meeting of {day}: {line.warning}"
        yield Attention(words, href, "warning", line.on, Place.GOOD_TO_KNOW)
    if line.meeting is not None:
        yield from _of_meeting(line.meeting, day, today, at)
    elif today <= line.on <= today + PLAN_AHEAD:
        yield Attention(f"Plan the meeting of {day}", calendar, "meeting", line.on)


def _of_meeting(meeting: Meeting, day: str, today: date, at: datetime) -> Iterator[Attention]:
    ref, on = f"/{meeting.ref}", day_of(meeting)
    if meeting.state in BEFORE_CALL and meeting.ends_at < at:
        words = f"Say what became of the meeting of {day}: hold it late, move it or cancel it"
        yield Attention(words, ref, "meeting", on, Place.SOON)
    elif meeting.state == State.PLANNED and on <= today + READ_AHEAD:
        words = f"Prepare and publish the agenda of the meeting of {day}"
        yield Attention(words, f"{ref}/prepare", "agenda", on, Place.SOON)
    elif meeting.state == State.CALLED and meeting.ends_at < at:
        words = f"Adjourn the meeting of {day}: it should have ended"
        yield Attention(words, f"{ref}/room", "meeting", place=Place.NOW)


def _day(meeting: Meeting) -> str:
    return day_words(day_of(meeting))


def to_do_waiting(actor: Actor, body: Body, _at: datetime) -> list[Attention]:
    """For officers and staff: the to-do lists of meetings with something open. One query."""
    if not policy.may_plan(actor, body):
        return []
    left: dict[str, list[FollowUp]] = {}
    for row in open_follow_ups(actor, body):
        left.setdefault(row.meeting.ref, []).append(row)
    return [
        Attention(
            f"Do what follows from the meeting of {_day(rows[0].meeting)}: {len(rows)} left",
            f"/{ref}/to-do",
            "meeting",
        )
        for ref, rows in left.items()
    ]


register("agenda", agenda_waiting)
register("meetings", meetings_to_prepare)
register("to_do", to_do_waiting)
