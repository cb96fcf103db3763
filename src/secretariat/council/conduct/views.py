"""The page of the code of conduct: how to report, and the transparency report."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from secretariat.council.conduct import commands, policy, queries
from secretariat.council.conduct.commands import ContactFacts
from secretariat.council.conduct.forms import ContactForm, EntryForm, ReasonForm
from secretariat.council.meetings.policy import may_edit_notices
from secretariat.council.meetings.queries.notices import notice_on
from secretariat.council.meetings.standing import CODE_OF_CONDUCT
from secretariat.foundation.people.editing import edited
from secretariat.foundation.people.http import (
    actor_of,
    body_or_404,
    redirect_page,
    refusals_on,
    render_page,
    require_valid,
)
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import today
from secretariat.foundation.people.returning import return_page
from secretariat.rules.conduct import Outcome, year_lines
from secretariat.rules.visibility import Actor, require


def _page(actor: Actor, body: Body) -> dict[str, Any]:
    entries = queries.all_entries(body)
    standing = [each for each in entries if each.withdrawn_at is None]
    return {
        "body": body,
        "zone": body.zone,
        "contact": queries.contact_of(body),
        "code": notice_on(body, CODE_OF_CONDUCT, today(body)),
        "code_url": f"/{body.slug}/settings/notices/new?usual={CODE_OF_CONDUCT}",
        "may_write": bool(may_edit_notices(actor, body)),
        "entries": entries,
        "years": year_lines(queries.told(standing)),
        "may_keep": bool(policy.may_keep_conduct(actor, body)),
        "form": EntryForm(initial={"year": today(body).year}),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def conduct(request: HttpRequest, body: str) -> HttpResponse:
    """How to report, and every entry; sent, one more entry."""
    the_body, actor = body_or_404(body), actor_of(request)
    context = _page(actor, the_body)
    if request.method == "POST":
        require(policy.may_keep_conduct(actor, the_body))
        form = context["form"] = EntryForm(request.POST)
        if form.is_valid():
            with refusals_on(form):
                typed = {**form.cleaned_data, "outcome": Outcome(form.cleaned_data["outcome"])}
                made = commands.publish_entry(actor, the_body, **typed)
                messages.success(request, f"{made.title} is published.", extra_tags="settled")
                return redirect_page(request, f"/{body}/conduct")
    return render_page(request, "conduct/page.html", context)


CONTACT = ("contact", "committee")


@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest, body: str) -> HttpResponse:
    """Say how breaches are reported."""
    the_body, actor = body_or_404(body), actor_of(request)
    require(policy.may_keep_conduct(actor, the_body))
    row = queries.contact_of(the_body)
    initial = {name: getattr(row, name) for name in CONTACT} if row else {}
    known = row.revision if row else 0
    edit = edited(request, known, lambda sent: ContactForm(sent, initial=initial))
    if edit.form.is_valid():
        with refusals_on(edit.form):
            facts = ContactFacts(**edit.form.cleaned_data)
            commands.name_contact(actor, the_body, facts, seen=edit.seen)
            return redirect_page(request, f"/{body}/conduct")
    context = {"body": the_body, "form": edit.form, "revision": known}
    return render_page(request, "conduct/contact.html", context)


@require_POST
def confirm(request: HttpRequest, body: str) -> HttpResponse:
    """Say that the contact still holds."""
    commands.confirm_contact(actor_of(request), body_or_404(body))
    messages.success(request, "The contact is confirmed.", extra_tags="settled")
    return return_page(request, f"/{body}/conduct")


@require_safe
def entry(request: HttpRequest, body: str, year: int, number: int) -> HttpResponse:
    """One entry, on the page of all."""
    row = queries.entry_named(body_or_404(body), year, number)
    return redirect_page(request, f"/{body}/conduct#r{row.year}-{row.number}")


@require_POST
def withdraw(request: HttpRequest, body: str, year: int, number: int) -> HttpResponse:
    """Take an entry back."""
    row, form = queries.entry_named(body_or_404(body), year, number), ReasonForm(request.POST)
    require_valid(form)
    commands.withdraw_entry(actor_of(request), row, reason=form.cleaned_data["reason"])
    messages.success(request, f"{row.title} is withdrawn.", extra_tags="settled")
    return return_page(request, f"/{body}/conduct")
