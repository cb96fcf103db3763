"""The page after a meeting: what it left, and the to-do list that follows from its outcomes."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from secretariat.council.meetings import commands, policy
from secretariat.council.meetings.models import FollowUp, Meeting
from secretariat.council.meetings.queries.afterwards import afterwards_of, follow_up_named
from secretariat.council.meetings.views.frame import tell, with_meeting
from secretariat.foundation.people.http import actor_of, render_page
from secretariat.foundation.people.returning import return_page
from secretariat.rules.visibility import Actor, require


@require_safe
@with_meeting
def page(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """What became of the business, and what is to do now."""
    actor = actor_of(request)
    require(policy.may_note(actor, meeting))
    context = {"body": meeting.body, "row": meeting, "after": afterwards_of(meeting, actor)}
    return render_page(request, "meetings/to_do.html", context)


def _done(actor: Actor, row: FollowUp, _typed: Callable[[str], str]) -> str:
    commands.finish_follow_up(actor, row)
    return f"{row.number} is done."


def _drop(actor: Actor, row: FollowUp, typed: Callable[[str], str]) -> str:
    commands.drop_follow_up(actor, row, reason=typed("reason"))
    return f"{row.number} is dropped."


def _reopen(actor: Actor, row: FollowUp, _typed: Callable[[str], str]) -> str:
    commands.reopen_follow_up(actor, row)
    return f"{row.number} is to do again."


def _give(actor: Actor, row: FollowUp, typed: Callable[[str], str]) -> str:
    return f"{row.number} is with {commands.give_follow_up(actor, row, to=typed('to')).owner}."


ACTS = {"done": _done, "drop": _drop, "reopen": _reopen, "owner": _give}


@require_POST
@with_meeting
def act(request: HttpRequest, meeting: Meeting, number: int, verb: str) -> HttpResponse:
    """Do something about one line of the list."""
    actor = actor_of(request)
    require(policy.may_note(actor, meeting))
    if verb not in ACTS:
        raise Http404
    row = follow_up_named(meeting, actor, number)
    tell(request, ACTS[verb](actor, row, lambda name: request.POST.get(name, "")))
    return return_page(request, f"/{meeting.ref}/to-do")
