"""Pages of motions: the register of decisions, one motion, and the acts on it."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from secretariat.council.meetings.policy import may_prepare
from secretariat.council.meetings.queries.finding import body_in, item_named, meeting_named
from secretariat.council.meetings.snapshot_parts import ref_of
from secretariat.council.motions import commands, policy, queries
from secretariat.council.motions.acts import ACTS, motion_typed
from secretariat.council.motions.enclosures import addressee_of, vote_by_link
from secretariat.council.motions.forms import FilterForm, prepared_form, words_form
from secretariat.council.motions.pages import ballots_shown, motion_page
from secretariat.council.motions.short_line import move_by_letters
from secretariat.foundation.outbox.commands import mark_read
from secretariat.foundation.outbox.queries import receipt_of
from secretariat.foundation.people.editing import edited
from secretariat.foundation.people.http import (
    act_named,
    actor_of,
    body_or_404,
    render_page,
    require_valid,
)
from secretariat.foundation.people.returning import return_page
from secretariat.rules.visibility import require

PAGE = 50


@require_safe
def register(request: HttpRequest, body: str) -> HttpResponse:
    """The register of decisions, newest first."""
    the_body, actor = body_or_404(body), actor_of(request)
    form = FilterForm(request.GET)
    form.offer(queries.decision_years(actor, the_body), queries.kinds_decided(actor, the_body))
    wanted = queries.DecisionFilter(**form.cleaned_data if form.is_valid() else {})
    rows = queries.decisions(actor, the_body, wanted)
    shown = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    query = urlencode([(k, v) for k, v in request.GET.items() if k != "page"])
    context = {"body": the_body, "filters": form, "page": shown, "query": query}
    context["decisions"] = list(shown)
    context["ballots"] = [] if query else ballots_shown(actor, the_body)
    return render_page(request, "motions/register.html", context)


@require_safe
def page(request: HttpRequest, body: str, motion: str) -> HttpResponse:
    """One motion: text, result and its numbers, rule, votes by seat, electorate, errata."""
    actor = actor_of(request)
    the_motion = queries.readable_motion(actor, f"{body}/{motion}")
    return render_page(request, "motions/page.html", motion_page(actor, the_motion))


@never_cache
@require_POST
def answer_ballot(request: HttpRequest, token: str) -> HttpResponse:
    """Vote by the link of a letter, or object to a vote of the meeting, without signing in."""
    receipt = receipt_of(token)
    vote_by_link(addressee_of(receipt), request.POST)
    mark_read(receipt)
    return HttpResponseRedirect(f"/answer/{token}")


@require_POST
def prepare(request: HttpRequest, body: str, meeting: str, item: str) -> HttpResponse:
    """Write a motion with its agenda item before the meeting."""
    actor, the_item = actor_of(request), item_named(meeting_named(body, meeting), item)
    require(may_prepare(actor, the_item.meeting))
    edit = edited(request, the_item.revision, lambda sent: prepared_form(the_item, sent))
    require_valid(edit.form)
    values = edit.form.cleaned_data
    commands.prepare_motion(actor, the_item, **values, seen=edit.seen)
    words = "The motion is ready." if values["text"] else "No motion is prepared any more."
    messages.success(request, words, extra_tags="settled")
    return return_page(request, f"/{ref_of(the_item.meeting, the_item)}/edit")


@require_POST
def move(request: HttpRequest, body: str, meeting: str, item: str) -> HttpResponse:
    """Put a motion under an agenda item."""
    the_item = item_named(meeting_named(body, meeting), item)
    typed, actor = request.POST, actor_of(request)
    if "codes" in typed:
        motion = move_by_letters(actor, the_item, typed)
    else:
        whose = body_in(the_item.meeting, typed.get("body", ""))
        motion = commands.move_motion(actor, whose, item=the_item, **motion_typed(typed))
    messages.success(request, f"{motion.number} is moved.", extra_tags="settled")
    return return_page(request, f"/{motion.ref}")


@require_POST
def reword(request: HttpRequest, body: str, motion: str) -> HttpResponse:
    """Change the words or the kind of a motion; two people at once are both heard."""
    actor = actor_of(request)
    the_motion = queries.readable_motion(actor, f"{body}/{motion}")
    require(policy.may_decide(actor, the_motion))
    edit = edited(request, the_motion.revision, lambda sent: words_form(the_motion, sent))
    words = {
        "text": edit.form.data.get("text", ""),
        "decision_kind": edit.form.data.get("decision_kind", the_motion.decision_kind),
    }
    commands.edit_motion(actor, the_motion, **words, seen=edit.seen)
    messages.success(request, f"{the_motion.number} is reworded.", extra_tags="settled")
    return return_page(request, f"/{the_motion.ref}")


@require_POST
def act(request: HttpRequest, body: str, motion: str, verb: str) -> HttpResponse:
    """Do one thing to a motion: put it to the vote, vote, close, put it aside, correct it."""
    the_motion = queries.readable_motion(actor_of(request), f"{body}/{motion}")
    act = act_named(ACTS, verb, "a motion")
    words = act(actor_of(request), the_motion, request.POST)
    messages.success(request, words, extra_tags="settled")
    return return_page(request, f"/{the_motion.ref}")
