"""Pages of motions: the register of decisions, one motion, and the acts on it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from secretariat.council.meetings.queries.finding import item_named, meeting_named
from secretariat.council.motions import commands, policy, queries
from secretariat.council.motions.acts import ACTS, person_in
from secretariat.council.motions.forms import FilterForm
from secretariat.council.motions.models import Motion
from secretariat.council.motions.queries.register import as_decision
from secretariat.council.motions.queries.tallies import rule_words
from secretariat.council.motions.snapshots import frozen_terms
from secretariat.foundation.people.http import actor_of, body_or_404, render_page
from secretariat.foundation.people.returning import return_page
from secretariat.foundation.records import clock
from secretariat.foundation.records.queries import history
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor

PAGE = 50


@require_safe
def register(request: HttpRequest, body: str) -> HttpResponse:
    """The register of decisions, newest first."""
    the_body = body_or_404(body)
    form = FilterForm(request.GET)
    form.offer(queries.decision_years(the_body), queries.kinds_decided(the_body))
    wanted = queries.DecisionFilter(**form.cleaned_data if form.is_valid() else {})
    rows = queries.decisions(actor_of(request), the_body, wanted)
    shown = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    asked = request.GET.copy()
    asked.pop("page", None)
    context = {"body": the_body, "filters": form, "page": shown, "query": asked.urlencode()}
    context["paging"] = f"{asked.urlencode()}&" if asked else ""
    context["decisions"] = [as_decision(row) for row in shown]
    return render_page(request, "motions/register.html", context)


@require_safe
def page(request: HttpRequest, body: str, motion: str) -> HttpResponse:
    """One motion: text, result and its numbers, rule, votes by seat, electorate, errata."""
    actor = actor_of(request)
    the_motion = queries.readable_motion(actor, f"{body}/{motion}")
    return render_page(request, "motions/page.html", _page(actor, the_motion))


def _page(actor: Actor, motion: Motion) -> dict[str, Any]:
    terms, meeting = frozen_terms(motion), motion.meeting
    is_live = motion.is_waiting and meeting is not None
    live = queries.live_tally(motion, meeting, clock.now()) if is_live and meeting else None
    may_decide = policy.may_decide(actor, motion)
    return {
        "body": motion.body,
        "register_url": f"/{motion.body.slug}/decisions",
        "motion": motion,
        "decision": as_decision(motion),
        "zone": meeting.zone if meeting else motion.body.zone,
        "live": live,
        "rule_words": rule_words(terms) if terms else "",
        "electorate": queries.votes_by_seat(motion, terms),
        "may_see_votes": policy.may_see_votes(actor, motion),
        "may_decide": may_decide,
        "kinds": queries.kinds_to_choose(motion) if may_decide and motion.is_waiting else [],
        "entries": history(motion.ref, limit=30) if may_decide else [],
    }


@require_POST
def move(request: HttpRequest, body: str, meeting: str, item: str) -> HttpResponse:
    """Put a motion under an agenda item."""
    the_item, typed = item_named(meeting_named(body, meeting), item), request.POST
    motion = commands.move_motion(
        actor_of(request),
        the_item.meeting.body,
        text=typed.get("text", ""),
        item=the_item,
        decision_kind=typed.get("decision_kind", ""),
        mover=person_in(typed, "mover"),
        seconder=person_in(typed, "seconder"),
        about_refs=typed.getlist("about"),
    )
    messages.success(request, f"{motion.number} is moved.", extra_tags="settled")
    return return_page(request, f"/{motion.ref}")


@require_POST
def act(request: HttpRequest, body: str, motion: str, verb: str) -> HttpResponse:
    """Do one thing to a motion: put it to the vote, vote, close, put it aside, correct it."""
    the_motion = queries.readable_motion(actor_of(request), f"{body}/{motion}")
    if verb not in ACTS:
        raise Refused("not_found", "There is nothing of this name to do to a motion.")
    words = ACTS[verb](actor_of(request), the_motion, request.POST)
    messages.success(request, words, extra_tags="settled")
    return return_page(request, f"/{the_motion.ref}")
