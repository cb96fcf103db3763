"""Preparing an agenda: proposals, order, time budget, publication."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from secretariat.council.meetings import commands, policy
from secretariat.council.meetings.forms import NewItemForm
from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.queries.course import holidays_ahead
from secretariat.council.meetings.queries.finding import item_named
from secretariat.council.meetings.queries.preparing import preparation_of
from secretariat.council.meetings.queries.whom import people_meant
from secretariat.council.meetings.views.frame import (
    act_on_agenda,
    item_posted,
    to_page,
    with_meeting,
)
from secretariat.foundation.outbox.queries import echoes
from secretariat.foundation.people.http import actor_of, render_page
from secretariat.foundation.records import clock
from secretariat.rules.visibility import require


@require_safe
@with_meeting
def page(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """The agenda as it is being prepared."""
    actor = actor_of(request)
    require(policy.may_prepare(actor, meeting))
    context = {
        "body": meeting.body,
        "row": meeting,
        "plan": preparation_of(meeting, actor, clock.now()),
        "form": NewItemForm(),
        "holidays": holidays_ahead(actor, meeting),
        "echo": next(iter(echoes(meeting.ref)), None),
        "moved": request.GET.get("moved", ""),
        "focus": request.GET.get("focus", ""),
    }
    return render_page(request, "meetings/prepare.html", context, part="agenda")


@act_on_agenda
def add(request: HttpRequest, meeting: Meeting) -> str | None:
    """Add an item in one line."""
    presenters, words = people_meant(request.POST.get("presenters", ""))
    minutes = request.POST.get("minutes", "")
    new = commands.NewItem(
        title=request.POST.get("title", ""),
        kind=request.POST.get("kind", ""),
        minutes=int(minutes) if minutes.isdecimal() else 0,
        presenters=presenters,
        presenter_words=words,
    )
    commands.add_item(actor_of(request), meeting, new)
    return None


@act_on_agenda
def accept(request: HttpRequest, meeting: Meeting) -> str | None:
    """Take over one proposal, or all."""
    keys = request.POST.getlist("key") or None
    made = commands.accept_proposals(actor_of(request), meeting, keys)
    return f"On the agenda now: {', '.join(item.title for item in made)}." if made else None


@require_POST
@with_meeting
def order(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """The order as it was dragged, or one item up or down by its button; the focus stays there."""
    actor, focus = actor_of(request), "line"
    for field, by in (("up", -1), ("down", 1)):
        if field in request.POST:
            moved, focus = request.POST[field], field
            commands.move_item(actor, item_named(meeting, moved), by=by)
            break
    else:
        moved = request.POST.get("moved", "")
        commands.order_items(actor, meeting, request.POST.getlist("order"), moved=moved)
    return to_page(f"/{meeting.ref}/prepare?{urlencode({'moved': moved, 'focus': focus})}")


@act_on_agenda
def part(request: HttpRequest, meeting: Meeting) -> str | None:
    """Make an item a part of another, or one of its own."""
    of = request.POST.get("of", "")
    item = item_posted(request, meeting)
    commands.make_part(actor_of(request), item, item_named(meeting, of) if of else None)
    return None


@act_on_agenda
def remove(request: HttpRequest, meeting: Meeting) -> str | None:
    """Take an item off the agenda, with a reason."""
    item = item_posted(request, meeting)
    commands.remove_item(actor_of(request), item, reason=request.POST.get("reason", ""))
    return f"“{item.title}” is taken off the agenda."


@act_on_agenda
def publish(request: HttpRequest, meeting: Meeting) -> str | None:
    """Show the agenda to everybody."""
    commands.publish_agenda(actor_of(request), meeting)
    return "The agenda is published: everybody can read it now."


@act_on_agenda
def withdraw(request: HttpRequest, meeting: Meeting) -> str | None:
    """Take the published agenda back."""
    commands.withdraw_agenda(actor_of(request), meeting)
    return "The agenda is taken back into preparation."
