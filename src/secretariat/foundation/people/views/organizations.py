"""The organizations of a body: renamed, leaving."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from secretariat.foundation.people import commands, policy, queries
from secretariat.foundation.people.editing import edited
from secretariat.foundation.people.forms import persons, seats
from secretariat.foundation.people.http import actor_of, body_or_404, render_page
from secretariat.foundation.people.models import Body, Organization
from secretariat.rules.days import day_words
from secretariat.rules.visibility import require

from .acting import ActPage, Values, act_page, body_crumbs, places, posted, today


@require_safe
def organizations(request: HttpRequest, body: str) -> HttpResponse:
    """Organizations with the names they bore: those with a seat, then the others."""
    the_body = _mine(request, body)
    seated, others = queries.organizations_of_body(the_body)
    context = {
        "body": the_body,
        **places(the_body),
        "seated": seated,
        "others": others,
        "holders": queries.holders_of_seats(the_body, today(the_body)),
    }
    return render_page(request, "people/organizations.html", context)


@require_http_methods(["GET", "POST"])
def rename(request: HttpRequest, body: str, slug: str) -> HttpResponse:
    """A new name from a day on."""
    the_body, actor = _mine(request, body), actor_of(request)
    found = queries.organization_named(slug)
    initial = {"from_on": today(the_body), "name": found.name}
    edit = edited(request, found.revision, lambda sent: persons.RenameForm(sent, initial=initial))

    def act(values: Values) -> str:
        commands.rename_organization(actor, found, **values, seen=edit.seen)
        return f"It is {values['name']} from {day_words(values['from_on'])}; before, {found.name}."

    lead = "Rosters, minutes and decks of earlier days keep the old name."
    page = replace(_page(the_body, found, "A new name", "Rename it", lead), is_edit=True)
    return act_page(request, page, edit.form, act)


@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, body: str, slug: str) -> HttpResponse:
    """Leaves this body after a day."""
    the_body, actor = _mine(request, body), actor_of(request)
    found = queries.organization_named(slug)
    form = seats.LastDayForm(posted(request), initial={"last_on": today(the_body)})

    def act(values: Values) -> str:
        commands.leave_body(actor, found, the_body, last_on=values["last_on"])
        return f"{found.name} has left after {day_words(values['last_on'])}."

    lead = "A seat it holds alone is closed; a shared one stays with the other holder."
    heading = f"Leaves the {the_body.short_name}"
    return act_page(request, _page(the_body, found, heading, "Let it leave", lead), form, act)


def _mine(request: HttpRequest, body: str) -> Body:
    found = body_or_404(body)
    require(policy.may_keep_people_of(actor_of(request), found))
    return found


def _page(body: Body, found: Organization, heading: str, button: str, lead: str) -> ActPage:
    back = f"/{body.slug}/settings/organizations"
    return ActPage(
        heading=f"{found.name}: {heading}", button=button, lead=lead, back=back, body=body,
        crumbs=body_crumbs(body, (back, "Organizations")), seen=found.revision,
    )  # fmt: skip
