"""Pages of referrals: the list of a body, one referral, and the acts on it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from secretariat.council.referrals import commands, policy, queries
from secretariat.council.referrals.forms import AnswerForm, ReferForm
from secretariat.council.referrals.models import Referral
from secretariat.council.referrals.pages import list_page, referral_page
from secretariat.foundation.people.http import (
    actor_of,
    body_or_404,
    refusals_on,
    render_page,
)
from secretariat.foundation.people.returning import return_page
from secretariat.rules.visibility import require


@require_http_methods(["GET", "HEAD", "POST"])
def listing(request: HttpRequest, body: str) -> HttpResponse:
    """What was asked and answered; posting refers something to another body."""
    the_body, actor = body_or_404(body), actor_of(request)
    if request.method == "POST":
        require(policy.may_refer(actor, the_body))
    form = ReferForm(the_body, request.POST or None, initial=request.GET.dict())
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            to_body = body_or_404(form.cleaned_data["to_body"])
            made = commands.refer(actor, the_body, to_body, form.new())
            messages.success(request, f"{made.number} is with {to_body.name}.")
            return return_page(request, f"/{made.ref}")
    return render_page(request, "referrals/list.html", list_page(actor, the_body, form))


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, body: str, referral: str) -> HttpResponse:
    """One referral; posting answers it."""
    row, actor = _seen(request, f"{body}/{referral}"), actor_of(request)
    if request.method == "POST":
        require(policy.may_answer(actor, row))
    form = AnswerForm(request.POST or None)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            commands.answer_referral(actor, row, **form.cleaned_data)
            messages.success(request, f"{row.from_body.name} has the answer.")
            return return_page(request, f"/{row.ref}")
    return render_page(request, "referrals/page.html", referral_page(actor, row, form))


@require_POST
def take_up(request: HttpRequest, body: str, referral: str) -> HttpResponse:
    """The body that was asked has begun with it."""
    row = commands.take_up_referral(actor_of(request), _seen(request, f"{body}/{referral}"))
    messages.success(request, f"{row.number} is taken up.")
    return return_page(request, f"/{row.ref}")


@require_POST
def note(request: HttpRequest, body: str, referral: str) -> HttpResponse:
    """The asking body takes note of the answer."""
    row = commands.note_answer(actor_of(request), _seen(request, f"{body}/{referral}"))
    messages.success(request, f"The answer to {row.number} is noted.")
    return return_page(request, f"/{row.ref}")


@require_POST
def withdraw(request: HttpRequest, body: str, referral: str) -> HttpResponse:
    """The asking body takes its question back."""
    row, reason = _seen(request, f"{body}/{referral}"), request.POST.get("reason", "")
    row = commands.withdraw_referral(actor_of(request), row, reason=reason)
    messages.success(request, f"{row.number} is withdrawn.")
    return return_page(request, f"/{row.ref}")


def _seen(request: HttpRequest, ref: str) -> Referral:
    row = queries.referral_named(ref)
    require(policy.may_read(actor_of(request), row))
    return row
