"""Pages of election timelines."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from secretariat.council.meetings.queries.finding import item_named, meeting_named
from secretariat.elections import commands, pages, policy, queries
from secretariat.elections.forms import (
    AdoptionForm,
    ChangeForm,
    NewTimelineForm,
    OutcomeForm,
    days_typed,
)
from secretariat.elections.models import Timeline
from secretariat.foundation.people.editing import edited
from secretariat.foundation.people.http import (
    actor_of,
    body_or_404,
    redirect_page,
    refusals_on,
    render_page,
    require_valid,
)
from secretariat.foundation.people.returning import return_page
from secretariat.foundation.records import clock
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import require

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_safe
def elections(request: HttpRequest, body: str) -> HttpResponse:
    """Every timeline, the newest first."""
    context = pages.elections_page(actor_of(request), body_or_404(body))
    return render_page(request, "elections/list.html", context)


@require_http_methods(GET_OR_POST)
def new_timeline(request: HttpRequest, body: str) -> HttpResponse:
    """Propose the five days of an office."""
    the_body, actor = body_or_404(body), actor_of(request)
    require(policy.may_keep_timelines(actor, the_body))
    form = NewTimelineForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            office = form.cleaned_data["office"]
            made = commands.propose_timeline(actor, the_body, office, form.days())
            return _proposed(request, made)
    return render_page(request, "elections/edit.html", pages.frame(the_body, form=form))


@require_safe
def timeline(request: HttpRequest, body: str, timeline: str) -> HttpResponse:
    """One timeline."""
    context = pages.timeline_page(actor_of(request), _timeline(body, timeline))
    return render_page(request, "elections/timeline.html", context)


@require_http_methods(GET_OR_POST)
def change_days(request: HttpRequest, body: str, timeline: str) -> HttpResponse:
    """Let other days count."""
    row, actor = _timeline(body, timeline), actor_of(request)
    require(policy.may_keep_timelines(actor, row.body))
    initial = days_typed(list(row.versions.all())[-1].days)
    edit = edited(request, row.revision, lambda sent: ChangeForm(sent, initial=initial))
    form = edit.form
    if form.is_valid():
        with refusals_on(form):
            reason = form.cleaned_data["reason"]
            commands.change_days(actor, row, form.days(), reason=reason, seen=edit.seen)
            messages.success(request, "These days count from now on.", extra_tags="settled")
            return redirect_page(request, f"/{row.ref}")
    context = pages.frame(row.body, form=form, timeline=row)
    return render_page(request, "elections/edit.html", context)


@require_POST
def propose_again(request: HttpRequest, body: str, timeline: str) -> HttpResponse:
    """Propose the next year on the same weekdays."""
    return _proposed(
        request, commands.propose_from_last(actor_of(request), _timeline(body, timeline))
    )


@require_POST
def adopt(request: HttpRequest, body: str, timeline: str) -> HttpResponse:
    """Record an adoption that happened elsewhere."""
    row, form = _timeline(body, timeline), AdoptionForm(request.POST)
    require_valid(form)
    commands.record_adoption(actor_of(request), row, **form.cleaned_data)
    messages.success(request, "The timeline is adopted.", extra_tags="settled")
    return return_page(request, f"/{row.ref}")


@require_POST
def end(request: HttpRequest, body: str, timeline: str) -> HttpResponse:
    """Say what came of the election."""
    row, form = _timeline(body, timeline), OutcomeForm(request.POST)
    require_valid(form)
    commands.end_timeline(actor_of(request), row, **form.cleaned_data)
    messages.success(request, "It is recorded.", extra_tags="settled")
    return return_page(request, f"/{row.ref}")


@require_POST
def move_timeline(request: HttpRequest, body: str, meeting: str, item: str) -> HttpResponse:
    """Move under an agenda item that the timeline be adopted."""
    the_item = item_named(meeting_named(body, meeting), item)
    known = queries.timelines_at(body, clock.now())
    pair = queries.pair_of(the_item.source_ref, known)
    if pair is None:
        raise Refused("not_found", "The item carries no timeline. Nothing has changed.")
    row = _timeline(body, pair.this.ref.rpartition("/")[2])
    motion = commands.move_adoption(actor_of(request), the_item, row)
    messages.success(request, f"{motion.number} is moved.", extra_tags="settled")
    return return_page(request, f"/{the_item.meeting.ref}/room")


def _proposed(request: HttpRequest, made: Timeline) -> HttpResponse:
    words = f"The timeline of the {made.title} is proposed."
    messages.success(request, words, extra_tags="settled")
    return redirect_page(request, f"/{made.ref}")


def _timeline(body: str, slug: str) -> Timeline:
    return queries.timeline_named(body_or_404(body), slug)
