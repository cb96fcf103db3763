"""Saying whether one comes, checking in, and what the secretary makes of it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from secretariat.council.meetings import commands, policy
from secretariat.council.meetings.coming_forms import ComingForm
from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.queries.coming import rosters_of
from secretariat.council.meetings.views.frame import act_in_room, tell, to_page, with_meeting
from secretariat.foundation.people.http import (
    actor_of,
    redirect_page,
    require_valid,
)
from secretariat.foundation.people.queries.persons import person_named
from secretariat.rules.visibility import require


@require_POST
@with_meeting
def answer(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Say whether one comes: the same answer as by the personal link in the letter."""
    actor = actor_of(request)
    handle = actor.person or ""
    require(policy.may_say_coming(actor, meeting, handle))
    form = ComingForm(meeting, handle, rosters_of(meeting), request.POST)
    require_valid(form)
    said = commands.say_coming(actor, meeting, person_named(handle), **form.parts())
    tell(request, f"Noted: “{said.get_answer_display()}”.")
    return redirect_page(request, f"/{meeting.ref}")


@require_POST
@with_meeting
def check_in(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Say that one is there, or take that back."""
    actor = actor_of(request)
    if "back" in request.POST:
        commands.take_check_in_back(actor, meeting)
        tell(request, "Your check-in is taken back.")
    else:
        commands.check_in(actor, meeting)
        tell(request, "You have checked in. You count as soon as the secretary confirms it.")
    return to_page(f"/{meeting.ref}/seat")


@act_in_room(focus="roll")
def confirm(request: HttpRequest, meeting: Meeting) -> str | None:
    """Confirm one check-in, or all that wait."""
    actor, handle = actor_of(request), request.POST.get("person", "")
    require(policy.may_run(actor, meeting))
    if not handle:
        found = commands.confirm_all(actor, meeting)
        return f"Confirmed: {', '.join(each.person.name for each in found)}."
    commands.confirm_check_in(actor, meeting, person_named(handle))
    return None


@act_in_room(focus="roll")
def turn_away(request: HttpRequest, meeting: Meeting) -> str | None:
    """Do not confirm a check-in."""
    actor, handle = actor_of(request), request.POST.get("person", "")
    require(policy.may_run(actor, meeting))
    reason = request.POST.get("reason", "")
    found = commands.turn_away(actor, meeting, person_named(handle), reason=reason)
    return f"{found.person.name} is not marked present: {found.turned_away}."


@act_in_room(focus="roll")
def introduced(request: HttpRequest, meeting: Meeting) -> str | None:
    """Somebody has been introduced, or is still to be."""
    actor, handle = actor_of(request), request.POST.get("person", "")
    require(policy.may_run(actor, meeting))
    act = commands.take_introduction_back if "back" in request.POST else commands.introduce
    act(actor, meeting, person_named(handle))
    return None
