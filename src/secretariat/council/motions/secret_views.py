"""Pages of a secret vote: how far it is, and the clerk's screen turned to a seat."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from secretariat.council.motions import policy, queries
from secretariat.council.motions.models import Motion
from secretariat.council.motions.pages import secret_vote_of, turned_page
from secretariat.foundation.people.http import actor_of, render_page
from secretariat.rules.visibility import require


@never_cache
@require_safe
def voted(request: HttpRequest, body: str, motion: str) -> HttpResponse:
    """How many seats have voted in secret, and for members who is missing."""
    actor = actor_of(request)
    row = queries.readable_motion(actor, f"{body}/{motion}")
    values = {"live": secret_vote_of(row), "may_see_missing": policy.may_see_votes(actor, row)}
    return render_page(request, "motions/_secret_state.html", values)


@never_cache
@require_safe
def turned(request: HttpRequest, body: str, motion: str) -> HttpResponse:
    """The clerk's screen for a seat without a device."""
    actor = actor_of(request)
    row: Motion = queries.readable_motion(actor, f"{body}/{motion}")
    require(policy.may_decide(actor, row))
    values = turned_page(row, request.GET.get("seat", ""))
    return render_page(request, "motions/turned.html", values)
