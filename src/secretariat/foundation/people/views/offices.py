"""Offices and appointments of a body: who holds them, beginning, ending, withdrawing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from secretariat.foundation.people import commands, policy, queries
from secretariat.foundation.people.forms import seats as forms
from secretariat.foundation.people.forms.fields import ActForm
from secretariat.foundation.people.http import actor_of, body_or_404, render_page, seen_revision
from secretariat.foundation.people.models import Body, Office
from secretariat.rules.days import day_words
from secretariat.rules.visibility import Actor, require

from .acting import (
    ActPage,
    Values,
    act_page,
    body_crumbs,
    choices,
    chosen_person,
    places,
    posted,
    today,
)


@require_safe
def offices(request: HttpRequest, body: str) -> HttpResponse:
    """Who holds and held which office, and who is appointed to what."""
    the_body = _mine(request, body)
    context = {
        **places(the_body),
        "body": the_body,
        "offices": queries.offices_of(the_body),
        "appointments": queries.appointments_of(the_body),
        "day": today(the_body),
    }
    return render_page(request, "people/offices.html", context)


@require_http_methods(["GET", "POST"])
def new_office(request: HttpRequest, body: str) -> HttpResponse:
    """Let somebody hold an office."""
    the_body, actor = _mine(request, body), actor_of(request)
    form = forms.OfficeForm(posted(request), **choices())

    def act(values: Values) -> str:
        person = chosen_person(actor, values)
        office = commands.begin_office(
            actor, the_body, values["kind"], person, from_on=values["from_on"]
        )
        return f"{person.name} is {office.get_kind_display().lower()}."

    lead = "Whoever holds an office need not hold a seat. A chair until then ends the day before."
    return act_page(request, _page(the_body, "Who holds an office", "Begin", lead), form, act)


@require_http_methods(["GET", "POST"])
def office_act(request: HttpRequest, body: str, kind: str, handle: str, act: str) -> HttpResponse:
    """End the latest time of a person in an office, or withdraw it as a mistake."""
    the_body, actor = _mine(request, body), actor_of(request)
    office = queries.latest_office(the_body, kind, handle)
    ends = act == "end"
    fields: type[ActForm] = forms.LastDayForm if ends else forms.ReasonForm
    form = fields(posted(request), initial={"last_on": today(the_body)})

    what = "End" if ends else "Withdraw as a mistake"
    heading = f"{what}: {office.person.name}, {office.get_kind_display().lower()}"
    page, perform = _page(the_body, heading, what, is_danger=not ends), _end if ends else _withdraw
    return act_page(request, page, form, lambda said: perform(actor, office, said))


def _end(actor: Actor, office: Office, values: Values) -> str:
    commands.end_office(actor, office, last_on=values["last_on"])
    return f"{office.person.name} holds it until {day_words(values['last_on'])}."


def _withdraw(actor: Actor, office: Office, values: Values) -> str:
    commands.withdraw_office(actor, office, reason=values["reason"])
    return "It is withdrawn; the history keeps it with your reason."


@require_http_methods(["GET", "POST"])
def new_appointment(request: HttpRequest, body: str) -> HttpResponse:
    """Give somebody a role."""
    the_body, actor = _mine(request, body), actor_of(request)
    initial = {"from_on": today(the_body)}
    form = forms.AppointmentForm(posted(request), initial=initial, **choices())

    def act(values: Values) -> str:
        person = chosen_person(actor, values)
        said = {name: values[name] for name in ("about", "certainty", "from_on")}
        made = commands.appoint(actor, the_body, person, values["role"], **said)
        return f"{person.name} is {made.role}."

    lead = "Tentative and prospective appointments are shown as such and give no rights yet."
    return act_page(request, _page(the_body, "Appoint somebody", "Appoint", lead), form, act)


@require_http_methods(["GET", "POST"])
def end_appointment(request: HttpRequest, body: str, role: str, handle: str) -> HttpResponse:
    """End an appointment; `?about=` tells which, where a person has several of a role."""
    the_body, actor = _mine(request, body), actor_of(request)
    about = request.GET.get("about", "")
    given = queries.appointment_of(the_body, role, handle, about)
    form = forms.LastDayForm(posted(request), initial={"last_on": today(the_body)})

    def act(values: Values) -> str:
        commands.end_appointment(
            actor, given, last_on=values["last_on"], seen=seen_revision(request)
        )
        return f"{given.person.name} is {role} until {day_words(values['last_on'])}."

    page = _page(the_body, f"End: {given.person.name}, {role} {about}", "End", seen=given.revision)
    return act_page(request, page, form, act)


def _mine(request: HttpRequest, body: str) -> Body:
    found = body_or_404(body)
    require(policy.may_run_body(actor_of(request), found, "change offices and appointments"))
    return found


def _page(
    body: Body,
    heading: str,
    button: str,
    lead: str = "",
    *,
    is_danger: bool = False,
    seen: int | None = None,
) -> ActPage:
    back = f"/{body.slug}/settings/offices"
    return ActPage(
        heading=heading, button=button, lead=lead, back=back, body=body, seen=seen,
        crumbs=body_crumbs(body, (back, "Offices")), is_danger=is_danger,
    )  # fmt: skip
