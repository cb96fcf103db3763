"""Two organizations merge: first what it would do and what has to be decided, then the act."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from secretariat.foundation.people import commands, policy, queries
from secretariat.foundation.people.forms.mergers import MergeForm, SeatsForm
from secretariat.foundation.people.http import (
    actor_of,
    body_or_404,
    redirect_page,
    refusals_on,
    render_page,
    seen_revision,
)
from secretariat.foundation.people.models import Body, Organization
from secretariat.rules.days import day_words
from secretariat.rules.visibility import require

from .acting import body_crumbs, posted, today


@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, body: str, slug: str) -> HttpResponse:
    """Goes over into another organization from a day on; `?organization=` asks what it would do."""
    the_body, found = body_or_404(body), queries.organization_named(slug)
    require(policy.may_keep_people_of(actor_of(request), the_body))
    which = _which(request, the_body, found)
    context = _context(the_body, found) | {"which": which}
    if which.is_valid():
        into = queries.organization_named(which.cleaned_data["organization"])
        plan = queries.merger(found, into, which.cleaned_data["on"])
        form = SeatsForm(posted(request), both=plan.both, on=which.cleaned_data["on"])
        if form.is_valid():
            with refusals_on(form):
                return _merged(request, the_body, found, into, form, which)
        context |= {"into": into, "plan": plan, "form": form, "on": which.cleaned_data["on"]}
    return render_page(request, "people/merge.html", context)


def _which(request: HttpRequest, body: Body, found: Organization) -> MergeForm:
    others = [pair for pair in queries.organizations_to_choose() if pair[0] != found.slug]
    sent = posted(request) or (request.GET if "organization" in request.GET else None)
    return MergeForm(sent, initial={"on": today(body)}, organizations=others)


def _merged(
    request: HttpRequest, body: Body, found: Organization, into: Organization,
    form: SeatsForm, which: MergeForm,
) -> HttpResponse:  # fmt: skip
    on = which.cleaned_data["on"]
    commands.merge_organization(
        actor_of(request), found, into=into, on=on, seen=seen_revision(request),
        outcomes=form.outcomes(),
    )  # fmt: skip
    words = f"{found.name} has gone over into {into.name} on {day_words(on)}."
    messages.success(request, words, extra_tags="settled")
    return redirect_page(request, _back(body))


def _context(body: Body, found: Organization) -> dict[str, Any]:
    crumbs = body_crumbs(body, (_back(body), "Organizations"))
    here = f"{_back(body)}/{found.slug}/merge"
    return {"body": body, "found": found, "crumbs": crumbs, "back": _back(body), "here": here}


def _back(body: Body) -> str:
    return f"/{body.slug}/settings/organizations"
