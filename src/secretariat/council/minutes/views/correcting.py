"""Proposing corrections and deciding on them."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST

from secretariat.council.meetings.queries.finding import meeting_named
from secretariat.council.meetings.views.frame import tell_remarks
from secretariat.council.minutes import commands, policy, queries
from secretariat.council.minutes.forms import CorrectionForm, MissingForm, PresenceForm
from secretariat.council.minutes.models import Correction, Minutes, ref_of_edition
from secretariat.council.minutes.pages import correction_page, missing_page, presence_page
from secretariat.foundation.people.http import actor_of, redirect_page, refusals_on, render_page
from secretariat.foundation.people.returning import return_page
from secretariat.rules.visibility import Actor, Audience, require

Propose = Callable[[HttpRequest, Actor, Minutes, Audience, str], HttpResponse]


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, body: str, meeting: str, edition: str = "public") -> HttpResponse:
    """Propose what one line should say instead."""
    return _for_member(request, (body, meeting, edition), correct_line)


@require_http_methods(["GET", "POST"])
def missing(request: HttpRequest, body: str, meeting: str, edition: str = "public") -> HttpResponse:
    """Propose what is missing under a heading."""
    return _for_member(request, (body, meeting, edition), say_missing)


@require_http_methods(["GET", "POST"])
def presence(
    request: HttpRequest, body: str, meeting: str, edition: str = "public"
) -> HttpResponse:
    """Propose that somebody was there too."""
    return _for_member(request, (body, meeting, edition), say_who)


def _for_member(request: HttpRequest, names: tuple[str, ...], propose: Propose) -> HttpResponse:
    body, meeting, edition = names
    actor, audience = actor_of(request), Audience(edition)
    minutes = queries.readable_minutes(actor, meeting_named(body, meeting), audience)
    return propose(request, actor, minutes, audience, f"/{ref_of_edition(minutes, audience)}")


def correct_line(
    request: HttpRequest, actor: Actor, minutes: Minutes, audience: Audience, back: str
) -> HttpResponse:
    """The form for another text of a line."""
    require(policy.may_propose_correction(actor, minutes, audience))
    key = request.GET.get("line", "") or request.POST.get("line", "")
    page = correction_page(minutes, audience, back, key)
    form = CorrectionForm(request.POST or None, initial={"text_after": page["before"]})
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            typed = {"block_key": key, "audience": audience, **form.cleaned_data}
            correction = commands.propose_correction(actor, minutes, **typed)
            return _thanks(request, correction, back)
    return render_page(request, "minutes/correct.html", page | {"form": form})


def say_missing(
    request: HttpRequest, actor: Actor, minutes: Minutes, audience: Audience, back: str
) -> HttpResponse:
    """The form for something that is missing."""
    require(policy.may_propose_correction(actor, minutes, audience))
    under = request.GET.get("under", "") or request.POST.get("under", "")
    page = missing_page(minutes, audience, back, under)
    form = MissingForm(page["audiences"], request.POST or None)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            typed = {"under": under, "audience": audience, **form.parts()}
            correction = commands.propose_missing(actor, minutes, **typed)
            return _thanks(request, correction, back)
    return render_page(request, "minutes/missing.html", page | {"form": form})


def say_who(
    request: HttpRequest, actor: Actor, minutes: Minutes, audience: Audience, back: str
) -> HttpResponse:
    """The form for somebody who was there too."""
    require(policy.may_propose_presence(actor, minutes, audience))
    page = presence_page(actor, minutes, back)
    form = PresenceForm(request.POST or None, initial=page["initial"])
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            typed = {"audience": audience, **form.cleaned_data}
            correction = commands.propose_presence(actor, minutes, **typed)
            return _thanks(request, correction, back)
    return render_page(request, "minutes/presence.html", page | {"form": form})


def _thanks(request: HttpRequest, correction: Correction, back: str) -> HttpResponse:
    """Back to the minutes, saying that the correction is kept, and whether it came late."""
    late = " It came after the last day; the secretary may still take it."
    words = f"Your correction is proposed.{late if correction.is_late else ''}"
    messages.success(request, words, extra_tags="settled")
    return redirect_page(request, f"{back}#corrections")


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
    answer, choice = request.POST.get("answer", ""), request.POST.get("choice", "")
    if "take" in request.POST:
        commands.take_correction(actor, correction, answer=answer, choice=choice)
        tell_remarks(request, minutes.meeting)
    else:
        commands.decline_correction(actor, correction, answer=answer)
    messages.success(request, "The proposer can see your answer.", extra_tags="settled")
    return return_page(request, f"/{minutes.ref}#corrections")
