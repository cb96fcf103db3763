"""Proposing corrections and deciding on them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST

from secretariat.council.meetings.queries.finding import meeting_named
from secretariat.council.minutes import commands, policy, queries
from secretariat.council.minutes.forms import CorrectionForm
from secretariat.council.minutes.pages import correction_page
from secretariat.foundation.people.http import actor_of, redirect_page, refusals_on, render_page
from secretariat.foundation.people.returning import return_page
from secretariat.rules.visibility import Audience, require


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, body: str, meeting: str, edition: str = "public") -> HttpResponse:
    """Propose what one line should say instead."""
    actor, audience = actor_of(request), Audience(edition)
    minutes = queries.readable_minutes(actor, meeting_named(body, meeting), audience)
    require(policy.may_propose_correction(actor, minutes, audience))
    page = correction_page(minutes, audience, request.GET.get("line") or request.POST["line"])
    form = CorrectionForm(request.POST or None, initial={"text_after": page["before"]})
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            typed = {"block_key": page["line"], "audience": audience, **form.cleaned_data}
            commands.propose_correction(actor, minutes, **typed)
            messages.success(request, "Your correction is proposed.", extra_tags="settled")
            return redirect_page(request, f"{page['back']}#corrections")
    return render_page(request, "minutes/correct.html", page | {"form": form})


def corrections(request: HttpRequest, body: str, meeting: str) -> HttpResponse:
    """The corrections to one meeting's minutes, in the edition that shows the reader most."""
    actor = actor_of(request)
    minutes = queries.readable_minutes(actor, meeting_named(body, meeting))
    return redirect_page(request, f"/{queries.reader_edition(actor, minutes)}#corrections")


@require_POST
def decide(request: HttpRequest, body: str, meeting: str, number: int) -> HttpResponse:
    """Take or decline the correction of this number (counted in the order they were proposed)."""
    actor = actor_of(request)
    minutes = queries.readable_minutes(actor, meeting_named(body, meeting))
    correction = get_object_or_404(minutes.corrections, number=number)
    answer = request.POST.get("answer", "")
    if "take" in request.POST:
        commands.take_correction(actor, correction, answer=answer)
    else:
        commands.decline_correction(actor, correction, answer=answer)
    messages.success(request, "The proposer can see your answer.", extra_tags="settled")
    return return_page(request, f"/{minutes.ref}#corrections")
