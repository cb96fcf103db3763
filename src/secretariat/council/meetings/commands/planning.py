"""Planning single meetings: plan, move, cancel, and what stands beside the agenda.

A meeting keeps its first reference for ever: moving it leaves a redirect behind.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from secretariat.council.meetings import policy
from secretariat.council.meetings.commands.findability import forget_meeting, index_meeting
from secretariat.council.meetings.commands.frame import (
    BEFORE_CALL,
    State,
    meeting_act,
    must_be,
    reason_given,
)
from secretariat.council.meetings.commands.materials import checked_url
from secretariat.council.meetings.followers import let_follow
from secretariat.council.meetings.models import Meeting, MeetingMove, MeetingRedirect, Series
from secretariat.council.meetings.rhythm import holiday_warnings
from secretariat.foundation.people.models import Body
from secretariat.foundation.records.commands import Act, act, locked
from secretariat.rules.days import FIRST_YEAR, LAST_YEAR
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor, Decision, require


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPlan:
    """When a meeting is held and what kind it is. The zone is the body's unless given.

    `occasion` says why a meeting beside the rhythm is held. Other bodies make it a joint one.
    """

    starts_at: datetime
    ends_at: datetime
    zone: str = ""
    kind: str = Meeting.Kind.REGULAR.value
    title: str = ""
    occasion: str = ""
    link: str = ""
    passcode: str = ""
    series: Series | None = None
    occurrence_on: date | None = None
    joint_with: Sequence[Body] = ()


@dataclass(frozen=True, slots=True)
class Planned:
    """A planned or moved meeting, with what the planner should know, such as a holiday."""

    meeting: Meeting
    warnings: tuple[str, ...] = ()


def plan_meeting(actor: Actor, body: Body, plan: MeetingPlan) -> Planned:
    """Plan one meeting. A second one on a day gets `-2`.

    Refuses ("bad_times", "unknown_zone", "not_allowed", "reason_missing" for an extra one without
    an occasion, "no_other_body" for a joint one of one body).
    """
    zone = known_zone(plan.zone or body.zone)
    _check_times(plan.starts_at, plan.ends_at)
    plan = _with_kind(plan, body)
    day = plan.starts_at.astimezone(ZoneInfo(zone)).date()
    with act(actor, "meetings.plan_meeting", f"{body.slug}/{day}", body_slug=body.slug) as this:
        require(policy.may_plan(actor, body))
        locked(body)
        meeting = Meeting.objects.create(
            body=body,
            series=plan.series,
            slug=free_slug(body, day),
            uid=_uid_of(plan),
            kind=plan.kind,
            title=" ".join(plan.title.split())[:200],
            occasion=plan.occasion,
            starts_at=plan.starts_at,
            ends_at=plan.ends_at,
            zone=zone,
            occurrence_on=plan.occurrence_on,
            link=_link_of(plan),
            passcode=plan.passcode or (plan.series.passcode if plan.series else ""),
        )
        meeting.joint_bodies.set(plan.joint_with)
        this.ref = meeting.ref
        this.now_is(starts_at=meeting.starts_at, ends_at=meeting.ends_at, kind=meeting.kind)
        this.now_is(**({"occasion": plan.occasion} if plan.occasion else {}))
        for other in plan.joint_with:
            this.touch(f"body:{other.slug}")
        index_meeting(meeting)
    return Planned(meeting, holiday_warnings(meeting))


def move_meeting(
    actor: Actor, meeting: Meeting, *, starts_at: datetime, ends_at: datetime, reason: str
) -> Planned:
    """Move a meeting that was not called to order. Its old reference leads to the new one, and it
    says from now on when it was to be held before and why it moved.

    Refuses ("bad_times", "reason_missing", "same_time", "wrong_state", "not_allowed").
    """
    _check_times(starts_at, ends_at)
    words = reason_given(reason, "the meeting is moved")
    with meeting_act(actor, "move_meeting", meeting, _may_plan, summary=words) as (this, row):
        must_be(row, BEFORE_CALL, "it cannot be moved")
        _check_moves(row, starts_at, ends_at)
        this.was(ref=row.ref, starts_at=row.starts_at, ends_at=row.ends_at)
        forget_meeting(row)
        _keep_move(this, row, words)
        _take_day(row, starts_at.astimezone(ZoneInfo(row.zone)).date())
        row.starts_at, row.ends_at = starts_at, ends_at
        row.revision += 1
        row.save(update_fields=["slug", "starts_at", "ends_at", "revision"])
        index_meeting(row)
        this.now_is(ref=row.ref, starts_at=starts_at, ends_at=ends_at)
        this.ref = row.ref
        this.touch(f"meeting:{row.ref}")
    return Planned(row, holiday_warnings(row))


def cancel_meeting(actor: Actor, meeting: Meeting, *, reason: str) -> Meeting:
    """Cancel a meeting that was not called to order; it stays in the calendar with the reason."""
    words = reason_given(reason, "the meeting is cancelled")
    with meeting_act(actor, "cancel_meeting", meeting, _may_plan, summary=words) as (this, row):
        must_be(row, BEFORE_CALL, "it cannot be cancelled")
        this.was(state=row.state)
        row.state, row.cancelled_reason = State.CANCELLED, words
        row.revision += 1
        row.save(update_fields=["state", "cancelled_reason", "revision"])
        index_meeting(row)
        let_follow(actor, row)
        this.now_is(state=row.state, reason=words)
    return row


def reinstate_meeting(actor: Actor, meeting: Meeting) -> Meeting:
    """Take back a cancellation."""
    with meeting_act(actor, "reinstate_meeting", meeting, _may_plan) as (this, row):
        must_be(row, {State.CANCELLED}, "it need not be reinstated")
        this.was(state=row.state, reason=row.cancelled_reason)
        row.state = State.PUBLISHED if row.published_at else State.PLANNED
        row.cancelled_reason = ""
        row.revision += 1
        row.save(update_fields=["state", "cancelled_reason", "revision"])
        index_meeting(row)
        let_follow(actor, row)
        this.now_is(state=row.state)
    return row


def free_slug(body: Body, day: date, own: Meeting | None = None) -> str:
    """The reference of a meeting on a day: the date, `-2` from the second on."""
    start = day.isoformat()
    meetings = Meeting.objects.filter(body=body, slug__startswith=start)
    redirects = MeetingRedirect.objects.filter(body=body, slug__startswith=start)
    if own is not None:
        meetings, redirects = meetings.exclude(pk=own.pk), redirects.exclude(meeting=own)
    taken = {*meetings.values_list("slug", flat=True), *redirects.values_list("slug", flat=True)}
    number = 1
    while (slug := start if number == 1 else f"{start}-{number}") in taken:
        number += 1
    return slug


def known_zone(name: str) -> str:
    """The name of an IANA time zone. Refuses ("unknown_zone") any other text."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Refused(
            "unknown_zone",
            f"“{name}” is not a time zone. Write it as America/Los_Angeles or Europe/Berlin.",
            {"field": "zone"},
        ) from None
    return name


def _may_plan(actor: Actor, meeting: Meeting) -> Decision:
    return policy.may_plan(actor, meeting.body)


def _with_kind(plan: MeetingPlan, body: Body) -> MeetingPlan:
    """The plan with the kind that follows from it: whoever names other bodies plans a joint one."""
    others = tuple(other for other in plan.joint_with if other.pk != body.pk)
    occasion = " ".join(plan.occasion.split())[:300]
    kind = Meeting.Kind.JOINT.value if others else plan.kind
    if kind == Meeting.Kind.JOINT and not others:
        raise Refused(
            "no_other_body",
            "Choose the other bodies that hold the joint meeting, or another kind of meeting. "
            "Nothing was planned.",
            {"field": "joint_with"},
        )
    if kind == Meeting.Kind.EXTRA and not occasion:
        raise Refused(
            "reason_missing",
            "Say in a few words why the extra meeting is held; its page and its invitations show "
            "it. Nothing was planned.",
            {"field": "occasion"},
        )
    return replace(plan, kind=kind, occasion=occasion, joint_with=others)


def _check_moves(row: Meeting, starts_at: datetime, ends_at: datetime) -> None:
    if (row.starts_at, row.ends_at) == (starts_at, ends_at):
        raise Refused(
            "same_time",
            "The meeting is planned for this time already. Nothing has changed; choose another "
            "day or another time.",
            {"field": "on"},
        )


def _keep_move(this: Act, row: Meeting, words: str) -> None:
    MeetingMove.objects.create(
        meeting=row,
        from_slug=row.slug,
        from_starts_at=row.starts_at,
        from_ends_at=row.ends_at,
        reason=words,
        moved_at=this.at,
        moved_by=this.actor.name,
    )


def _take_day(row: Meeting, day: date) -> None:
    if row.slug[:10] == day.isoformat():
        return
    before, row.slug = row.slug, free_slug(row.body, day, own=row)
    MeetingRedirect.objects.filter(body=row.body, slug=row.slug).delete()
    MeetingRedirect.objects.get_or_create(body=row.body, slug=before, defaults={"meeting": row})


def _uid_of(plan: MeetingPlan) -> uuid.UUID:
    """A planned day of a rhythm keeps the name that calendars know it by already."""
    if plan.series is None or plan.occurrence_on is None:
        return uuid.uuid4()
    return plan.series.uid_on(plan.occurrence_on)


def _link_of(plan: MeetingPlan) -> str:
    if plan.link:
        return checked_url(plan.link)
    return plan.series.link if plan.series else ""


def _check_times(starts_at: datetime, ends_at: datetime) -> None:
    if not FIRST_YEAR <= starts_at.year <= LAST_YEAR:
        raise Refused(
            "bad_times",
            f"A meeting is held between {FIRST_YEAR} and {LAST_YEAR}. Nothing has changed.",
            {"field": "on"},
        )
    if ends_at <= starts_at:
        raise Refused(
            "bad_times",
            "The meeting would end before it begins. Give an end after the start; nothing has "
            "changed.",
            {"field": "end_time"},
        )
