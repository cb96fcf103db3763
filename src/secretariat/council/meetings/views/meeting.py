"""One meeting for everybody, and what officers change about it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from secretariat.council.meetings import commands, policy
from secretariat.council.meetings.coming_forms import ComingForm
from secretariat.council.meetings.forms import (
    JointForm,
    MeetingForm,
    MoveForm,
    PeopleForm,
    ReasonForm,
    TimesForm,
    at_time,
)
from secretariat.council.meetings.live_parts import View, drawn
from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.queries.course import holidays_ahead, next_step, state_steps
from secretariat.council.meetings.queries.live import moment_on_page, stream_of
from secretariat.council.meetings.queries.topics import own_topics
from secretariat.council.meetings.queries.viewing import meeting_view
from secretariat.council.meetings.queries.whom import person_meant
from secretariat.council.meetings.sight import joint_slugs
from secretariat.council.meetings.views.frame import (
    tell,
    tell_remarks,
    to_page,
    with_meeting,
)
from secretariat.foundation.people.editing import edited
from secretariat.foundation.people.http import (
    actor_of,
    refusals_on,
    render_page,
    require_valid,
)
from secretariat.foundation.records import clock
from secretariat.rules.edits import state_number
from secretariat.rules.meetings import MeetingSnapshot
from secretariat.rules.times import turn_of
from secretariat.rules.visibility import Actor, Audience, may_see, require

BEFORE = timedelta(hours=2)
"""So long before its start the page of a meeting begins to follow it."""


@require_safe
@with_meeting
def page(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """The meeting: agenda, state, quorum, and what comes next."""
    actor, now = actor_of(request), clock.now()
    shown = _shown(meeting, actor, now)
    context = {
        "body": meeting.body,
        "row": meeting,
        **shown,
        "steps": state_steps(meeting),
        "step": next_step(actor, meeting, now),
        "holidays": holidays_ahead(actor, meeting),
        **_rights(actor, meeting),
        "topics": own_topics(actor.person, meeting),
        "answer": _answer_form(actor, meeting, shown["view"].whole),
    }
    return render_page(request, "meetings/meeting.html", context)


def _is_followed(meeting: Meeting, now: datetime) -> bool:
    """Whether the page follows the meeting: from two hours before its start until its end."""
    if meeting.called_at is not None:
        return meeting.adjourned_at is None
    return _is_ahead(meeting) and meeting.starts_at - BEFORE <= now <= meeting.ends_at


def _shown(meeting: Meeting, actor: Actor, now: datetime) -> dict[str, Any]:
    """The meeting as it stands, and while it is followed the parts that change by themselves."""
    if not _is_followed(meeting, now):
        return {"view": meeting_view(meeting, actor, now)}
    live = stream_of(meeting, View.PAGE)
    view = meeting_view(meeting, actor, now)
    moment = moment_on_page(meeting, view, actor, now)
    parts = drawn(moment, but="lines")
    may_take_part = moment.is_member
    return {"view": view, "live": live, "parts": parts, "may_take_part": may_take_part}


def _rights(actor: Actor, meeting: Meeting) -> dict[str, object]:
    return {
        "may_prepare": policy.may_prepare(actor, meeting),
        "sees_hand_over": may_see(actor, meeting.body.slug, Audience.MEMBERS),
        "may_plan": policy.may_plan(actor, meeting.body),
        "may_run": policy.may_run(actor, meeting),
        "may_propose": _is_ahead(meeting) and policy.may_propose(actor, meeting),
    }


def _answer_form(actor: Actor, meeting: Meeting, snapshot: MeetingSnapshot) -> ComingForm | None:
    """Whether one comes, for members, until the call to order."""
    if not actor.person or not _is_ahead(meeting):
        return None
    may = policy.may_say_coming(actor, meeting, actor.person)
    rosters = [party.roster for party in snapshot.parties]
    return ComingForm(meeting, actor.person, rosters) if may else None


def _is_ahead(meeting: Meeting) -> bool:
    return meeting.state in (Meeting.State.PLANNED, Meeting.State.PUBLISHED)


@require_http_methods(["GET", "POST"])
@with_meeting
def edit(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Title, link, passcode, recording."""
    actor = actor_of(request)
    require(policy.may_prepare(actor, meeting))
    initial = _as_kept(meeting)
    edit = edited(request, meeting.revision, lambda sent: MeetingForm(sent, initial=initial))
    form = edit.form
    if form.is_valid():
        with refusals_on(form):
            commands.edit_meeting(actor, meeting, _edit_of(form), seen=edit.seen)
            tell(request, "The meeting is changed.")
            return to_page(f"/{meeting.ref}")
    return render_page(request, "meetings/edit.html", _edit_context(request, meeting, form))


def _as_kept(meeting: Meeting) -> dict[str, Any]:
    return {name: getattr(meeting, name) for name in MeetingForm.base_fields}


def _edit_of(form: MeetingForm) -> commands.MeetingEdit:
    values: dict[str, Any] = dict(form.cleaned_data)
    for name in ("link_audience", "passcode_audience", "recording_audience"):
        values[name] = Audience(values[name])
    return commands.MeetingEdit(**values)


def _edit_context(request: HttpRequest, meeting: Meeting, form: MeetingForm) -> dict[str, Any]:
    actor = actor_of(request)
    return _side_forms(meeting) | {
        "body": meeting.body,
        "row": meeting,
        "form": form,
        "is_ahead": meeting.called_at is None,
        "may_run": policy.may_run(actor, meeting),
        "may_plan": policy.may_plan(actor, meeting.body),
    }


def _side_forms(meeting: Meeting) -> dict[str, Any]:
    zone = ZoneInfo(meeting.zone)
    start, end = meeting.starts_at.astimezone(zone), meeting.ends_at.astimezone(zone)
    when = {"on": start.date(), "start_time": start.time(), "end_time": end.time()}
    when |= {"turn": turn_of(meeting.starts_at, meeting.zone)}
    named = _people_named(meeting)
    return {
        "people_stand": state_number(*named.values()),
        "move": MoveForm(initial=when),
        "people": PeopleForm(initial=named),
        "cancel": ReasonForm(prefix="cancel"),
        "times": TimesForm(),
        "joint": JointForm(meeting.body, initial={"joint_with": joint_slugs(meeting)}),
    }


@require_POST
@with_meeting
def move(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Move the meeting to another day or time."""
    require(policy.may_plan(actor_of(request), meeting.body))
    form = MoveForm(request.POST)
    require_valid(form)
    with refusals_on(form):
        return _moved(request, meeting, form)
    form_beside = MeetingForm(initial=_as_kept(meeting))
    context = _edit_context(request, meeting, form_beside) | {"move": form}
    return render_page(request, "meetings/edit.html", context)


def _moved(request: HttpRequest, meeting: Meeting, form: MoveForm) -> HttpResponse:
    starts_at, ends_at = form.instants(meeting.zone)
    reason = form.cleaned_data["reason"]
    moved = commands.move_meeting(
        actor_of(request), meeting, starts_at=starts_at, ends_at=ends_at, reason=reason
    )
    tell(request, " ".join(["The meeting is moved; its old address leads here.", *moved.warnings]))
    return to_page(f"/{moved.meeting.ref}")


@require_POST
@with_meeting
def cancel(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Cancel the meeting, with a reason."""
    reason = request.POST.get("cancel-reason", "")
    commands.cancel_meeting(actor_of(request), meeting, reason=reason)
    tell(request, "The meeting is cancelled. It stays in the calendar with the reason.")
    return to_page(f"/{meeting.ref}")


@require_POST
@with_meeting
def reinstate(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Take a cancellation back."""
    commands.reinstate_meeting(actor_of(request), meeting)
    tell(request, "The meeting takes place again.")
    return to_page(f"/{meeting.ref}")


@require_POST
@with_meeting
def joint(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Say which other bodies hold the meeting."""
    form = JointForm(meeting.body, request.POST)
    require_valid(form)
    others = list(form.cleaned_data["joint_with"])
    commands.hold_jointly(actor_of(request), meeting, others)
    names = ", ".join(other.name for other in others)
    tell(request, f"Held jointly with: {names}." if names else "The meeting is yours alone.")
    return to_page(f"/{meeting.ref}")


def _people_named(meeting: Meeting) -> dict[str, str]:
    named = {"chair": meeting.chair, "secretary": meeting.secretary}
    return {field: str(person or "") for field, person in named.items()}


@require_POST
@with_meeting
def people(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Set chair and secretary of the day."""
    actor, initial = actor_of(request), _people_named(meeting)
    require(policy.may_run(actor, meeting))
    stands = state_number(*initial.values())
    form = edited(request, stands, lambda sent: PeopleForm(sent, initial=initial)).form
    require_valid(form)
    for field, command in (
        ("chair", commands.set_chair_of_the_day),
        ("secretary", commands.set_secretary_of_the_day),
    ):
        name = form.cleaned_data[field].strip()
        if name != initial[field]:
            command(actor, meeting, person_meant(name, meeting.body) if name else None)
    tell(request, "Chair and secretary of the day are noted.")
    return to_page(f"/{meeting.ref}")


@require_POST
@with_meeting
def times(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Correct when the meeting was called to order and adjourned."""
    require(policy.may_run(actor_of(request), meeting))
    form = TimesForm(request.POST)
    require_valid(form)
    commands.correct_times(
        actor_of(request),
        meeting,
        reason=form.cleaned_data["reason"],
        called_at=at_time(meeting, form.cleaned_data["called"]),
        adjourned_at=at_time(meeting, form.cleaned_data["adjourned"]),
    )
    tell(request, "The times are corrected.")
    tell_remarks(request, meeting)
    return to_page(f"/{meeting.ref}")
