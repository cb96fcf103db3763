"""One project: its facts, claims, people and history; renaming, describing, ending it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from secretariat.council.projects import commands, policy, queries
from secretariat.council.projects.forms import DescriptionForm, EndForm, NameForm, described
from secretariat.council.projects.models import Project
from secretariat.foundation.people.editing import edited
from secretariat.foundation.people.http import (
    actor_of,
    body_or_404,
    redirect_page,
    refusals_on,
    render_page,
    seen_revision,
)
from secretariat.foundation.records.queries import history
from secretariat.rules.visibility import require

from .frame import frame


@require_safe
def project(request: HttpRequest, body: str, project: str) -> HttpResponse:
    """The page of a project."""
    the_body, actor = body_or_404(body), actor_of(request)
    found = queries.project_named(the_body, project)
    rights = {
        "may_keep": bool(policy.may_keep_table(actor, the_body)),
        "may_arrange": bool(policy.may_arrange_table(actor, the_body)),
    }
    context = frame(the_body, project=found, **rights, **_now(found))
    return render_page(request, "projects/project.html", context)


def _now(project: Project) -> dict[str, Any]:
    row, warnings = queries.project_today(project)
    return {
        "liaisons": queries.liaisons_of(project, queries.today(project.body)),
        "claims": queries.claims_of(project),
        "row": row,
        "warnings": warnings,
        "former_names": list(project.former_names.all()),
        "history": list(history(project.ref, limit=8)),
    }


@require_http_methods(["GET", "POST"])
def describe(request: HttpRequest, body: str, project: str) -> HttpResponse:
    """Change the description, or give the project a new name."""
    the_body, actor = body_or_404(body), actor_of(request)
    require(policy.may_keep_table(actor, the_body))
    found = queries.project_named(the_body, project)
    initial = described(found)
    edit = edited(request, found.revision, lambda sent: DescriptionForm(sent, initial=initial))
    form = edit.form
    if form.is_valid():
        with refusals_on(form):
            commands.describe_project(actor, found, seen=edit.seen, **form.cleaned_data)
            return redirect_page(request, found.get_absolute_url())
    return _edit_page(request, found, form, _name_form(found))


@require_POST
def rename(request: HttpRequest, body: str, project: str) -> HttpResponse:
    """Give the project a new name from a day on."""
    the_body, actor = body_or_404(body), actor_of(request)
    require(policy.may_keep_table(actor, the_body))
    found = queries.project_named(the_body, project)
    edit = edited(request, found.revision, lambda sent: _name_form(found, sent))
    form = edit.form
    if form.is_valid():
        with refusals_on(form):
            commands.rename_project(actor, found, seen=edit.seen, **form.cleaned_data)
            messages.success(request, "The project has its new name.", extra_tags="settled")
            return redirect_page(request, found.get_absolute_url())
    return _edit_page(request, found, DescriptionForm(initial=described(found)), form)


def _name_form(project: Project, sent: QueryDict | None = None) -> NameForm:
    today = queries.today(project.body)
    return NameForm(sent, initial={"name": project.name, "from_on": today})


def _edit_page(
    request: HttpRequest, project: Project, form: DescriptionForm, name_form: NameForm
) -> HttpResponse:
    context = frame(project.body, project=project, form=form, name_form=name_form)
    return render_page(request, "projects/edit.html", context)


@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, body: str, project: str) -> HttpResponse:
    """End a project with a reason."""
    the_body, actor = body_or_404(body), actor_of(request)
    require(policy.may_arrange_table(actor, the_body))
    found = queries.project_named(the_body, project)
    form = EndForm(request.POST or None, initial={"on": queries.today(the_body)})
    if form.is_valid():
        with refusals_on(form):
            seen = seen_revision(request)
            commands.end_project(actor, found, seen=seen, **form.cleaned_data)
            messages.success(request, f"{found.name} is ended.", extra_tags="settled")
            return redirect_page(request, found.get_absolute_url())
    return render_page(request, "projects/end.html", frame(the_body, project=found, form=form))


@require_POST
def resume(request: HttpRequest, body: str, project: str) -> HttpResponse:
    """Take up an ended project again."""
    found = queries.project_named(body_or_404(body), project)
    commands.resume_project(
        actor_of(request),
        found,
        reason=request.POST.get("reason", ""),
        seen=seen_revision(request),
    )
    messages.success(request, f"{found.name} is in the table again.", extra_tags="settled")
    return redirect_page(request, found.get_absolute_url())
