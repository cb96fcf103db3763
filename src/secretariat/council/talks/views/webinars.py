"""Pages of the choice of webinars: the list, one choice, approvals, its end."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from secretariat.council.talks import commands, policy, queries
from secretariat.council.talks.models import WebinarRound
from secretariat.council.talks.pages import new_round_form, round_page, rounds_page
from secretariat.foundation.people.http import (
    actor_of,
    body_or_404,
    refusals_on,
    render_page,
)
from secretariat.foundation.people.returning import return_page
from secretariat.rules.visibility import require


@require_http_methods(["GET", "HEAD", "POST"])
def rounds(request: HttpRequest, body: str) -> HttpResponse:
    """Every choice of webinars; posting begins one."""
    the_body, actor = body_or_404(body), actor_of(request)
    if request.method == "POST":
        require(policy.may_keep_talks(actor, the_body))
    form = new_round_form(the_body, request.POST or None)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            made = commands.open_round(actor, the_body, form.new())
            messages.success(request, "The choice is open.")
            return return_page(request, f"/{made.ref}")
    return render_page(request, "talks/rounds.html", rounds_page(actor, the_body, form))


@require_safe
def one(request: HttpRequest, body: str, number: int) -> HttpResponse:
    """One choice with its approvals or its result."""
    row = queries.round_named(body_or_404(body), number)
    return render_page(request, "talks/round.html", round_page(actor_of(request), row))


@require_POST
def approve(request: HttpRequest, body: str, number: int) -> HttpResponse:
    """A seat says which candidates it approves."""
    row, typed = queries.round_named(body_or_404(body), number), request.POST
    given = commands.approve(actor_of(request), row, typed.get("seat", ""), typed.getlist("talks"))
    messages.success(request, f"The answer of {given.seat.label} is kept.")
    return return_page(request, f"/{row.ref}")


@require_POST
def close(request: HttpRequest, body: str, number: int) -> HttpResponse:
    """End a choice with its result."""
    row, typed = queries.round_named(body_or_404(body), number), request.POST
    ended: WebinarRound = commands.close_round(
        actor_of(request), row, chosen=typed.getlist("chosen"), words=typed.get("words", "")
    )
    messages.success(request, ended.result)
    return return_page(request, f"/{row.ref}")


@require_POST
def drop(request: HttpRequest, body: str, number: int) -> HttpResponse:
    """End a choice without a result."""
    row = queries.round_named(body_or_404(body), number)
    commands.drop_round(actor_of(request), row, reason=request.POST.get("words", ""))
    messages.success(request, "The choice is dropped; its talks are undecided again.")
    return return_page(request, f"/{row.ref}")
