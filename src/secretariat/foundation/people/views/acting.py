"""A page with one form and one act, and the people and organizations that forms choose from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict

from secretariat.foundation.people import commands, queries
from secretariat.foundation.people.commands import NewPerson
from secretariat.foundation.people.http import redirect_page, refusals_on, render_page
from secretariat.foundation.people.models import Body, Organization, Person
from secretariat.rules.visibility import Actor

Values = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActPage:
    """What a page with one act says. `crumbs` are the pages above it, `back` where it leads.

    An edit puts two editors together field by field; its view takes the form from `edited`.
    """

    heading: str
    button: str
    back: str
    crumbs: tuple[tuple[str, str], ...] = ()
    lead: str = ""
    body: Body | None = None
    seen: int | None = None
    is_edit: bool = False
    is_danger: bool = False
    has_file: bool = False
    more: Values = field(default_factory=dict)


def act_page(
    request: HttpRequest, page: ActPage, form: BaseForm, act: Callable[[Values], str]
) -> HttpResponse:
    """Show the form; on a POST run the act, whose words are shown on the page it leads to."""
    if form.is_valid():
        with refusals_on(form):
            messages.success(request, act(form.cleaned_data), extra_tags="settled")
            return redirect_page(request, page.back)
    context = {"body": page.body, "page": page, "form": form, **page.more}
    return render_page(request, "people/act.html", context)


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, also when it is nothing; None for a page that is only looked at."""
    return request.POST if request.method == "POST" else None


def today(body: Body | None = None) -> date:
    """The day of business, in the zone of the body."""
    return queries.today(body)


def choices() -> dict[str, list[tuple[str, str]]]:
    """Everybody and every organization of the record, for pickers."""
    return {
        "people": queries.people_to_choose(),
        "organizations": queries.organizations_to_choose(),
    }


def chosen_person(actor: Actor, values: Values, *, on: date | None = None) -> Person:
    """The person of a `PersonForm`: from the list, or entered now."""
    if values.get("person"):
        return queries.person_named(values["person"])
    name = values["new_name"]
    same = [found.handle for found in queries.namesakes(name)] if values["is_namesake"] else []
    company = values.get("new_organization", "")
    new = NewPerson(
        name=name,
        organization=named_organization(actor, company) if company else None,
        from_on=on,
    )
    return commands.add_person(actor, new, not_the_same_as=same)


def chosen_organization(actor: Actor, values: Values) -> Organization | None:
    """The organization of an `OrganizationForm`: from the list, entered now, or none."""
    if values.get("organization"):
        return queries.organization_named(values["organization"])
    name = values.get("new_organization", "")
    return named_organization(actor, name) if name else None


def named_organization(actor: Actor, name: str) -> Organization:
    """The organization of this name, entered if there is none."""
    return queries.organization_called(name) or commands.found_organization(actor, name)


def places(body: Body) -> dict[str, str]:
    """The addresses that templates put above their pages."""
    home = f"/{body.slug}"
    return {
        "members_url": f"{home}/members",
        "rules_url": f"{home}/rules",
        "edit_rules_url": f"{home}/settings/rules",
        "settings_url": f"{home}/settings",
        "people_url": f"{home}/settings/people",
    }


def body_crumbs(body: Body, *more: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """The pages above a settings page."""
    home = f"/{body.slug}"
    return ((home, body.short_name), (f"{home}/settings", "Settings"), *more)
