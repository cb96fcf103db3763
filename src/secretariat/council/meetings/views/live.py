"""The pages that follow a meeting by themselves, and what they ask for where nothing is pushed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from secretariat.council.meetings import policy
from secretariat.council.meetings.live_parts import Moment, View, drawn
from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.queries.live import (
    may_follow,
    moments_of,
    stream_of,
    watcher_of,
)
from secretariat.council.meetings.seat_panels import panels_for, state_for
from secretariat.council.meetings.views.frame import with_meeting
from secretariat.foundation.people.http import actor_of, render_page
from secretariat.foundation.records import clock
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import deny, require


@require_safe
@with_meeting
def seat(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """The page of whoever speaks for a seat: where the meeting is, the vote, quorum, and what is up
    to this person.
    """
    return _page(request, meeting, View.SEAT, "meetings/seat.html")


@require_safe
@with_meeting
def projector(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """What the room sees on the wall: the item on the table, the vote over it."""
    return _page(request, meeting, View.PROJECTOR, "meetings/projector.html")


def _page(request: HttpRequest, meeting: Meeting, view: View, template: str) -> HttpResponse:
    live = stream_of(meeting, view)
    moment = _moment(request, meeting, view)
    context = {
        "mine": panels_for(actor_of(request), moment.whole, moment.at),
        "own_state": state_for(actor_of(request), moment.whole, moment.at),
        "body": meeting.body,
        "row": meeting,
        "moment": moment,
        "parts": drawn(moment),
        "live": live,
        "may_run": bool(policy.may_note(actor_of(request), meeting)),
    }
    return render_page(request, template, context)


@require_safe
@with_meeting
def news(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """The parts of a view as they stand, as JSON; nothing (204) if none changed since `seen`."""
    view = _view_asked(request)
    version = stream_of(meeting, view).version
    moment = _moment(request, meeting, view)
    if request.GET.get("seen", "") == version:
        return HttpResponse(status=204)
    own = {"own": state_for(actor_of(request), moment.whole, moment.at)}
    parts = drawn(moment) | (own if view is View.SEAT else {})
    answer = JsonResponse({"id": version, "parts": parts})
    answer["Cache-Control"] = "no-store"
    return answer


def _view_asked(request: HttpRequest) -> View:
    asked = request.GET.get("view", "")
    if asked not in {view.value for view in View}:
        raise Refused("not_found", "There is no live view of this name.")
    return View(asked)


def _moment(request: HttpRequest, meeting: Meeting, view: View) -> Moment:
    watcher = watcher_of(actor_of(request), meeting, view)
    if not may_follow(watcher, meeting):
        require(deny("This view of the meeting is for its members. Sign in if you are one."))
    return moments_of(meeting, [watcher], clock.now())[watcher]
