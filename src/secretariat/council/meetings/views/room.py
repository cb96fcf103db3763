"""The secretary's room: one page, and every act in it a plain form."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from secretariat.council.meetings import commands, policy
from secretariat.council.meetings.live_parts import View
from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.queries.calendar import next_meeting_after
from secretariat.council.meetings.queries.left import left_in
from secretariat.council.meetings.queries.live import stream_of
from secretariat.council.meetings.queries.presiding import chair_in
from secretariat.council.meetings.queries.room import Room, before_the_end, room_of
from secretariat.council.meetings.queries.room_keys import keys_of
from secretariat.council.meetings.queries.whom import Whom, whom_in_room
from secretariat.council.meetings.views.frame import (
    act_in_room,
    item_posted,
    tell,
    to_page,
    to_room,
    with_meeting,
)
from secretariat.foundation.people.http import actor_of, render_page
from secretariat.foundation.records import clock
from secretariat.rules.visibility import require

NOTE_KINDS = (
    ("note", "note", "t"),
    ("decision", "decision", "d"),
    ("information", "information", "i"),
)
NOTE_MOVES = (
    ("in", "Set deeper"),
    ("out", "Set less deep"),
    ("up", "Move up"),
    ("down", "Move down"),
    ("remove", "Take away"),
)
NOTES = {"note_moves": NOTE_MOVES, "note_kinds": NOTE_KINDS}


@require_safe
@with_meeting
def page(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """The room. `?item=` shows another item than the current one, `?who=` asks who is meant."""
    require(policy.may_note(actor_of(request), meeting))
    return render_page(request, "meetings/room.html", _room(request, meeting), part="room")


def _room(request: HttpRequest, meeting: Meeting) -> dict[str, Any]:
    live = stream_of(meeting, View.ROOM)
    actor, now, shown = actor_of(request), clock.now(), request.GET.get("item", "")
    room, may_run = room_of(meeting, actor, now, shown), bool(policy.may_run(actor, meeting))
    asked = _asked(request, meeting) if may_run else None
    context = {"body": meeting.body, "row": meeting, "room": room, "now": now, "asked": asked}
    return context | {
        "live": live,
        "focus": "roll" if asked else request.GET.get("focus", ""),
        "may_run": may_run,
        "keys": keys_of(room, meeting, may_run=may_run, asked=asked),
        **_in_the_bar(room, meeting, now, may_run=may_run),
        **NOTES,
        **_passed_over(request, meeting, room),
    }


def _in_the_bar(room: Room, meeting: Meeting, now: datetime, *, may_run: bool) -> dict[str, Any]:
    chair = chair_in(room.meeting, now, may_run=may_run)
    return {"room_url": f"/{meeting.ref}/room", "chair": chair}


def _passed_over(request: HttpRequest, meeting: Meeting, room: Room) -> dict[str, Any]:
    """What settling would pass over, and the outcome typed for it, once somebody tried."""
    if not room.item or request.GET.get("focus") != "settle":
        return {}
    left = left_in(meeting, actor_of(request), room.item.slug, clock.now())
    return {"left": left, "words": request.GET.get("words", "")}


def _asked(request: HttpRequest, meeting: Meeting) -> Whom | None:
    """Whom the line in the address may mean, while that is still a question."""
    line = request.GET.get("who", "")
    found = whom_in_room(meeting, line) if line.strip() else None
    return found if found and found.is_open else None


@act_in_room()
def call_to_order(request: HttpRequest, meeting: Meeting) -> str | None:
    """Call the meeting to order."""
    commands.call_to_order(actor_of(request), meeting)
    return "The meeting is called to order. Take the roll call."


@act_in_room()
def undo_call(request: HttpRequest, meeting: Meeting) -> str | None:
    """Take the call to order back."""
    reason = request.POST.get("reason", "")
    commands.undo_call_to_order(actor_of(request), meeting, reason=reason)
    return "The call to order is taken back."


@require_POST
@with_meeting
def take_up(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Take an item up."""
    commands.open_item(actor_of(request), item_posted(request, meeting))
    return to_room(meeting, focus="item")


@require_POST
@with_meeting
def settle(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Settle an item and go on to the next; what it would pass over is named first."""
    words, is_named = request.POST.get("words", ""), "anyway" in request.POST
    actor, item = actor_of(request), item_posted(request, meeting)
    if not is_named and left_in(meeting, actor, item.slug, clock.now()):
        return to_room(meeting, item=item.slug, focus="settle", words=words)
    following = commands.settle_and_go_on(actor, item, words=words)
    tell(request, None if following else "That was the last item. Adjourn when you are ready.")
    return to_room(meeting, focus="item")


@require_POST
@with_meeting
def put_off(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Put an item off to the next meeting."""
    item = item_posted(request, meeting)
    commands.defer_item(actor_of(request), item, words=request.POST.get("words", ""))
    tell(request, f"“{item.title}” is put off; it is proposed for the next meeting.")
    return to_room(meeting, focus="item")


@act_in_room()
def reopen(request: HttpRequest, meeting: Meeting) -> str | None:
    """Open a closed item again."""
    item = commands.reopen_item(actor_of(request), item_posted(request, meeting))
    return f"“{item.title}” is open again."


@act_in_room()
def notices(request: HttpRequest, meeting: Meeting) -> str | None:
    """The notices were read out."""
    read = commands.read_notices(actor_of(request), meeting)
    return f"Notices read: {', '.join(each.notice.title for each in read)}."


@require_http_methods(["GET", "POST"])
@with_meeting
def adjourn(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Ask once what happens to open items, then adjourn."""
    actor, now = actor_of(request), clock.now()
    require(policy.may_run(actor, meeting))
    if request.method == "POST":
        commands.adjourn(actor, meeting)
        tell(request, "The meeting is adjourned. Draft the minutes next.")
        return to_page(f"/{meeting.ref}")
    ending = before_the_end(meeting, actor, now)
    context = {"body": meeting.body, "row": meeting, "ending": ending, "now": now}
    context["following"] = next_meeting_after(meeting)
    return render_page(request, "meetings/adjourn.html", context)


@act_in_room()
def resume(request: HttpRequest, meeting: Meeting) -> str | None:
    """Take the adjournment back."""
    reason = request.POST.get("reason", "")
    commands.resume_meeting(actor_of(request), meeting, reason=reason)
    return "The meeting goes on."
