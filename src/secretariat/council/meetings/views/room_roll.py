"""The roll call in the room: mark, leave, guests, proxies, corrections of a line."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from secretariat.council.meetings import commands, policy
from secretariat.council.meetings.commands.roll_call import line_of
from secretariat.council.meetings.forms import LineForm, StaysForm
from secretariat.council.meetings.models import Attendance, Meeting
from secretariat.council.meetings.queries.finding import body_in
from secretariat.council.meetings.queries.roll import arrival_of
from secretariat.council.meetings.queries.roll_lines import Meant, meant_in_line
from secretariat.council.meetings.queries.stays import read_stays, stays_words, whole_meeting
from secretariat.council.meetings.queries.whom import person_meant
from secretariat.council.meetings.roll_forms import AddedForm
from secretariat.council.meetings.views.frame import (
    act_in_room,
    tell,
    tell_remarks,
    to_page,
    to_room,
    typed_at,
    with_meeting,
)
from secretariat.foundation.people.editing import edited
from secretariat.foundation.people.http import actor_of, refusals_on, render_page
from secretariat.foundation.people.queries.persons import person_named
from secretariat.foundation.people.returning import came_from, return_page
from secretariat.rules.edits import state_number
from secretariat.rules.roll_line import RollAct
from secretariat.rules.times import hour_words
from secretariat.rules.visibility import Actor, require


@act_in_room(focus="roll")
def mark(request: HttpRequest, meeting: Meeting) -> str | None:
    """Mark somebody present by a button."""
    actor, handle = actor_of(request), request.POST.get("person", "")
    require(policy.may_run(actor, meeting))
    at = arrival_of(meeting, handle) or typed_at(request, meeting)
    commands.mark_present(actor, meeting, person_named(handle), arrived_at=at)
    return None


@require_POST
@with_meeting
def add(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Do what a line of the roll call says, as `meant_in_line` reads it; ask who is meant."""
    line, shown = request.POST.get("who", ""), request.POST.get("shown", "")
    actor, choice = actor_of(request), request.POST.get("choice", "")
    require(policy.may_run(actor, meeting))
    if not line.strip():
        return to_room(meeting, item=shown, focus="roll")
    meant = meant_in_line(meeting, line)
    if meant.whom.must_mean_somebody().is_open and not choice:
        return to_room(meeting, item=shown, who=line)
    typed = typed_at(request, meeting)
    tell(request, _done(actor, meeting, meant, choice or meant.whom.handle, typed))
    return to_room(meeting, item=shown, focus="roll")


def _done(
    actor: Actor, meeting: Meeting, meant: Meant, who: str, typed: datetime | None
) -> str | None:
    """Do it, and say so where the roll call does not show it by itself."""
    if meant.act is RollAct.ARRIVES:
        _arrives(actor, meeting, meant, who, arrival_of(meeting, who) or typed)
        return None
    person = person_named(who)
    if meant.act is RollAct.LEAVES:
        commands.mark_left(actor, meeting, person, left_at=meant.at or typed)
        return f"{person.name} has left."
    if meant.at is None:
        commands.take_leaving_back(actor, meeting, person)
        return f"{person.name} stays."
    commands.announce_leaving(actor, meeting, person, meant.at)
    return f"{person.name} leaves at {hour_words(meant.at, meeting.zone)}."


def _arrives(
    actor: Actor, meeting: Meeting, meant: Meant, who: str, expected: datetime | None
) -> None:
    at = meant.at or expected
    commands.add_guest(actor, meeting, meant.line.who, choice=who, arrived_at=at)


@act_in_room()
def leave(request: HttpRequest, meeting: Meeting) -> str | None:
    """Somebody leaves now."""
    actor, handle = actor_of(request), request.POST.get("person", "")
    require(policy.may_run(actor, meeting))
    person = person_named(handle)
    commands.mark_left(actor, meeting, person, left_at=typed_at(request, meeting))
    return f"{person.name} has left."


@act_in_room()
def unmark(request: HttpRequest, meeting: Meeting) -> str | None:
    """Take somebody out who was not there."""
    actor, handle = actor_of(request), request.POST.get("person", "")
    require(policy.may_run(actor, meeting))
    person = person_named(handle)
    is_gone = commands.unmark(actor, meeting, person, reason=request.POST.get("reason", ""))
    tell_remarks(request, meeting)
    if is_gone:
        return f"{person.name} is taken out of the roll call, and of the record, as a misprint."
    return f"{person.name} is taken out of the roll call."


@act_in_room()
def proxy(request: HttpRequest, meeting: Meeting) -> str | None:
    """Let somebody from elsewhere speak for a seat (`body/seat`), or end that."""
    actor, name = actor_of(request), request.POST.get("person", "").strip()
    require(policy.may_run(actor, meeting))
    of_body, _, seat = request.POST.get("seat", "").rpartition("/")
    body = body_in(meeting, of_body)
    if not name:
        commands.take_proxy_back(actor, meeting, seat, body=body)
        return "The proxy is ended."
    person = person_meant(name, body)
    given_by = request.POST.get("given_by", "")
    given = commands.give_proxy(actor, meeting, seat, person, given_by=given_by, body=body)
    return f"{person.name} speaks for {given.seat.label} in this meeting."


@require_http_methods(["GET", "POST"])
@with_meeting
def line(request: HttpRequest, meeting: Meeting, person: str) -> HttpResponse:
    """Correct how a line of the roll call is printed."""
    actor = actor_of(request)
    require(policy.may_run(actor, meeting))
    row = line_of(meeting, person_named(person))
    edit = edited(request, row.revision, lambda sent: LineForm(sent, initial=_initial(row)))
    form = edit.form
    if form.is_valid():
        with refusals_on(form):
            commands.correct_line(actor, row, seen=edit.seen, **form.cleaned_data)
            return to_room(meeting)
    stood = stays_words(meeting, row)
    stays = StaysForm(initial={"stays": stood})
    context = {"body": meeting.body, "row": meeting, "line": row, "form": form, "stays": stays}
    context["stays_stand"] = state_number(stood)
    return render_page(request, "meetings/line.html", context)


def _initial(row: Attendance) -> dict[str, str]:
    return {
        "name": row.printed_name,
        "organization": row.printed_organization,
        "note": row.note,
    }


@require_POST
@with_meeting
def stays(request: HttpRequest, meeting: Meeting, person: str) -> HttpResponse:
    """Correct from when to when somebody was there."""
    actor = actor_of(request)
    require(policy.may_run(actor, meeting))
    who = person_named(person)
    initial = {"stays": stays_words(meeting, line_of(meeting, who))}
    stands = state_number(initial["stays"])
    typed = edited(request, stands, lambda sent: StaysForm(sent, initial=initial)).form.data
    given = read_stays(meeting, typed.get("stays", ""))
    commands.correct_stays(actor, meeting, who, given, reason=typed.get("reason", ""))
    tell(request, "The times are corrected.")
    tell_remarks(request, meeting)
    return to_page(f"/{meeting.ref}/room/people/{person}")


@require_http_methods(["GET", "POST"])
@with_meeting
def add_later(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Add somebody who was there to the roll call of a meeting that has ended."""
    actor = actor_of(request)
    require(policy.may_run(actor, meeting))
    initial = {"stays": whole_meeting(meeting), "who": request.GET.get("who", "")}
    form = AddedForm(meeting, request.POST or None, initial=initial)
    if form.is_valid():
        with refusals_on(form):
            line = commands.add_to_roll_call(actor, meeting, **form.parts())
            tell(request, f"{line.printed_name} is in the roll call.")
            tell_remarks(request, meeting)
            return return_page(request, f"/{meeting.ref}/room")
    context = {"body": meeting.body, "row": meeting, "form": form, "next": came_from(request)}
    return render_page(request, "meetings/add_later.html", context)
