"""The floor and the course of the items: who speaks, what is parked, moved on, pulled forward.

Members act for themselves from the page for a seat, and go back there.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from secretariat.council.meetings import commands, policy
from secretariat.council.meetings.models import Meeting, Turn
from secretariat.council.meetings.queries.floor import speaker_meant, turn_named
from secretariat.council.meetings.snapshot_parts import ref_of
from secretariat.council.meetings.views.frame import (
    Act,
    View,
    act_in_room,
    item_posted,
    tell,
    to_page,
    to_room,
    with_meeting,
)
from secretariat.foundation.people.http import actor_of
from secretariat.foundation.people.queries.persons import person_named
from secretariat.rules.visibility import deny, require


def _act_on_floor(act: Act) -> View:
    """A POST about the floor, then back to the page it came from: the room, or that for a seat."""

    @require_POST
    @with_meeting
    @wraps(act)
    def done(request: HttpRequest, meeting: Meeting) -> HttpResponse:
        tell(request, act(request, meeting))
        if request.POST.get("from") == "seat" or not policy.may_note(actor_of(request), meeting):
            return to_page(f"/{meeting.ref}/seat")
        return to_room(meeting, item=request.POST.get("shown", ""))

    return done


def _act_on_turn(act: Callable[[HttpRequest, Turn], str | None]) -> View:
    """The same about the turn that the form names."""

    @wraps(act)
    def named(request: HttpRequest, meeting: Meeting) -> str | None:
        return act(request, turn_named(meeting, request.POST.get("turn", "")))

    return _act_on_floor(named)


@_act_on_floor
def ask(request: HttpRequest, meeting: Meeting) -> str | None:
    """Stand in the queue: whom the clerk's line means, else oneself."""
    actor, line = actor_of(request), request.POST.get("who")
    if line is not None:
        require(policy.may_run(actor, meeting))
        person, name, wish = speaker_meant(meeting, line)
    else:
        if not actor.person:
            require(deny("Sign in first to ask for the floor."))
        person, wish = person_named(actor.person or ""), request.POST.get("wish", "speak")
        name = person.name
    commands.ask_to_speak(actor, meeting, person=person, name=name, wish=wish)
    return None


@_act_on_floor
def give(request: HttpRequest, meeting: Meeting) -> str | None:
    """Give the floor to the next, or to the one that the form names."""
    number = request.POST.get("turn", "")
    turn = turn_named(meeting, number) if number else None
    commands.give_floor(actor_of(request), meeting, turn)
    return None


@_act_on_turn
def end(request: HttpRequest, turn: Turn) -> str | None:
    """Whoever speaks has spoken."""
    commands.end_turn(actor_of(request), turn)
    return None


@_act_on_turn
def withdraw(request: HttpRequest, turn: Turn) -> str | None:
    """Leave the queue."""
    commands.withdraw_turn(actor_of(request), turn)
    return None


@_act_on_turn
def move(request: HttpRequest, turn: Turn) -> str | None:
    """Move one who waits a place up or down."""
    commands.move_turn(actor_of(request), turn, by=-1 if request.POST.get("to") == "up" else 1)
    return None


@require_POST
@with_meeting
def park(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Park an item and go on to the next."""
    item = item_posted(request, meeting)
    following = commands.park_and_go_on(actor_of(request), item)
    tell(request, f"“{item.title}” is parked; it is offered again when nothing else is left.")
    return to_room(meeting, item="" if following else item.slug, focus="item")


@act_in_room()
def unpark(request: HttpRequest, meeting: Meeting) -> str | None:
    """Put a parked item back to its place."""
    item = commands.unpark_item(actor_of(request), item_posted(request, meeting))
    return f"“{item.title}” is back in its place."


@require_POST
@with_meeting
def to_next(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Put an item off and place it on the next meeting."""
    item, words = item_posted(request, meeting), request.POST.get("words", "")
    item, made = commands.move_to_next_meeting(actor_of(request), item, words=words)
    where = "it is proposed for the next meeting, which is not in preparation"
    if made is not None:
        where = f"it stands on the next agenda as {ref_of(made.meeting, made)}"
    tell(request, f"“{item.title}” is put off; {where}.")
    return to_room(meeting, focus="item")


@act_in_room()
def pull(request: HttpRequest, meeting: Meeting) -> str | None:
    """Take the named items next, while there is a quorum."""
    pulled = commands.pull_forward(actor_of(request), meeting, request.POST.getlist("items"))
    return f"Next: {', '.join(f'“{item.title}”' for item in pulled)}. The numbers stand."
