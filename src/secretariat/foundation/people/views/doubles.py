"""Somebody who was entered twice: who may be, what both entries did, and putting them together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from secretariat.foundation.people import commands, policy, queries
from secretariat.foundation.people.commands.doubles import take_for_one, tell_apart
from secretariat.foundation.people.forms.persons import SecondEntryForm, TogetherForm
from secretariat.foundation.people.http import (
    actor_of,
    body_or_404,
    redirect_page,
    refusals_on,
    render_page,
)
from secretariat.foundation.people.models import Body, Person
from secretariat.foundation.people.queries.doubles import DoubleEntry, told_apart
from secretariat.rules.visibility import require

from .acting import body_crumbs, places, posted, today


@require_safe
def doubles(request: HttpRequest, body: str) -> HttpResponse:
    """Everybody of the record who is found under a name of somebody else."""
    the_body = body_or_404(body)
    require(policy.may_run_body(actor_of(request), the_body, "put people together"))
    found = queries.likely_doubles(today(the_body))
    context = {**places(the_body), "body": the_body, "doubles": found, "apart": told_apart()}
    return render_page(request, "people/doubles.html", context)


@require_http_methods(["GET", "POST"])
def put_together(request: HttpRequest, body: str, handle: str) -> HttpResponse:
    """Keep this entry and let another point to it; `?person=` shows first what both did."""
    the_body, kept = body_or_404(body), queries.person_named(handle)
    require(policy.may_keep_people_of(actor_of(request), the_body))
    which = _which(request, kept)
    context = _context(the_body, kept) | {"which": which}
    if which.is_valid():
        other = queries.person_named(which.cleaned_data["person"])
        require(policy.may_put_together(actor_of(request), kept, other))
        form, act = TogetherForm(posted(request)), _act_of(request)
        if form.is_valid():
            with refusals_on(form):
                return act(request, context["back"], kept, other, form)
        context |= {"form": form} | _shown(the_body, queries.double_entry(kept, other))
    return render_page(request, "people/put_together.html", context)


def _which(request: HttpRequest, kept: Person) -> SecondEntryForm:
    others = [pair for pair in queries.people_to_choose() if pair[0] != kept.handle]
    sent = posted(request) or (request.GET if "person" in request.GET else None)
    return SecondEntryForm(sent, people=others)


def _shown(body: Body, entry: DoubleEntry) -> dict[str, Any]:
    """Both entries side by side, and what both did."""
    day = today(body)
    pages = [queries.person_page(person, day) for person in (entry.kept, entry.other)]
    return {"entry": entry, "pages": pages, "apart": told_apart(entry.kept, entry.other)}


def _act_of(request: HttpRequest) -> Callable[..., HttpResponse]:
    """Which of the page's buttons was pressed."""
    acts = {"yes": _told_apart, "undo": _taken_for_one}
    return acts.get(request.POST.get("apart", ""), _done)


def _told_apart(
    request: HttpRequest, back: str, one: Person, two: Person, _form: TogetherForm
) -> HttpResponse:
    tell_apart(actor_of(request), one, two)
    words = f"{one.name} and {two.name} are two persons, and are not proposed as one any more."
    messages.success(request, words, extra_tags="settled")
    return redirect_page(request, back)


def _taken_for_one(
    request: HttpRequest, back: str, one: Person, two: Person, _form: TogetherForm
) -> HttpResponse:
    take_for_one(actor_of(request), one, two)
    words = f"{one.name} and {two.name} may be one person again."
    messages.success(request, words, extra_tags="settled")
    return redirect_page(request, back)


def _done(
    request: HttpRequest, back: str, kept: Person, other: Person, form: TogetherForm
) -> HttpResponse:
    name = other.name
    commands.put_together(actor_of(request), kept, other, **form.cleaned_data)
    words = f"{kept.name} is one entry now; {name} is found as {kept.name} too."
    messages.success(request, words, extra_tags="settled")
    return redirect_page(request, back)


def _context(body: Body, kept: Person) -> dict[str, Any]:
    above = f"/{body.slug}/settings/people"
    back = f"{above}/{kept.handle}"
    crumbs = body_crumbs(body, (above, "People"), (back, kept.name))
    return {"body": body, "kept": kept, "crumbs": crumbs, "above": above, "back": back}
