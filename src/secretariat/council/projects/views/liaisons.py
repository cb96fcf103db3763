"""Who accompanies a project: appointing, changing, ending."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from secretariat.council.projects import commands, queries
from secretariat.council.projects.forms import ChangeLiaisonForm, LastDayForm, LiaisonForm
from secretariat.council.projects.models import Project
from secretariat.foundation.people import policy as people_policy
from secretariat.foundation.people.editing import edited
from secretariat.foundation.people.http import (
    actor_of,
    body_or_404,
    redirect_page,
    refusals_on,
    render_page,
    seen_revision,
)
from secretariat.foundation.people.models import Appointment
from secretariat.foundation.people.queries import person_named
from secretariat.rules.claims import Certainty
from secretariat.rules.visibility import Actor, require

from .frame import frame


@require_http_methods(["GET", "POST"])
def appoint(request: HttpRequest, body: str, project: str) -> HttpResponse:
    """Appoint a person to the project."""
    the_body, actor = body_or_404(body), actor_of(request)
    require(people_policy.may_run_body(actor, the_body, "appoint people"))
    found = queries.project_named(the_body, project)
    initial = {"from_on": queries.today(the_body), "certainty": "settled"}
    form = LiaisonForm(request.POST or None, people=queries.all_people(), initial=initial)
    if form.is_valid():
        with refusals_on(form):
            _appoint(actor, found, form.cleaned_data)
            messages.success(request, "The appointment is recorded.", extra_tags="settled")
            return redirect_page(request, found.get_absolute_url())
    context = frame(the_body, project=found, form=form)
    return render_page(request, "projects/appoint.html", context)


def _appoint(actor: Actor, project: Project, values: dict[str, Any]) -> None:
    person = person_named(values["person"])
    commands.appoint_liaison(
        actor,
        project,
        person,
        role=queries.role_of_people(project.body),
        certainty=Certainty(values["certainty"]),
        from_on=values["from_on"],
    )
    if values["printed_as"]:
        commands.print_liaison_as(actor, project, person, text=values["printed_as"])


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, body: str, project: str, person: str) -> HttpResponse:
    """Let another certainty hold from a day on, or choose how the name is printed."""
    the_body, actor = body_or_404(body), actor_of(request)
    require(people_policy.may_run_body(actor, the_body, "change an appointment"))
    found = queries.project_named(the_body, project)
    held = queries.liaison_of(found, person, queries.today(the_body))
    initial = _initial(found, held)
    edit = edited(request, held.revision, lambda sent: ChangeLiaisonForm(sent, initial=initial))
    form = edit.form
    if form.is_valid():
        with refusals_on(form):
            _change(actor, found, held, form.cleaned_data, edit.seen)
            messages.success(request, "The appointment is changed.", extra_tags="settled")
            return redirect_page(request, found.get_absolute_url())
    return _page(request, found, held, form, LastDayForm(initial={"last_on": held.to_on}))


def _change(
    actor: Actor, project: Project, held: Appointment, values: dict[str, Any], seen: int
) -> None:
    if values["certainty"] != held.certainty:
        commands.change_liaison(
            actor,
            held,
            certainty=Certainty(values["certainty"]),
            from_on=values["from_on"],
            seen=seen,
        )
    if values["printed_as"] and values["printed_as"] != _initial(project, held)["printed_as"]:
        commands.print_liaison_as(actor, project, held.person, text=values["printed_as"])


@require_POST
def end(request: HttpRequest, body: str, project: str, person: str) -> HttpResponse:
    """End an appointment."""
    the_body, actor = body_or_404(body), actor_of(request)
    found = queries.project_named(the_body, project)
    held = queries.liaison_of(found, person, queries.today(the_body))
    form = LastDayForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            seen = seen_revision(request)
            commands.end_liaison(actor, held, seen=seen, **form.cleaned_data)
            messages.success(request, "The appointment ends.", extra_tags="settled")
            return redirect_page(request, found.get_absolute_url())
    change_form = ChangeLiaisonForm(initial=_initial(found, held))
    return _page(request, found, held, change_form, form)


def _page(
    request: HttpRequest,
    project: Project,
    held: Appointment,
    form: ChangeLiaisonForm,
    end_form: LastDayForm,
) -> HttpResponse:
    context = frame(project.body, project=project, held=held, form=form, end_form=end_form)
    return render_page(request, "projects/liaison.html", context)


def _initial(project: Project, held: Appointment) -> dict[str, Any]:
    return {
        "certainty": held.certainty,
        "from_on": queries.today(project.body),
        "printed_as": queries.printed_name(held),
    }
