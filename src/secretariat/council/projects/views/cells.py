"""One cell: its history, recording another claim, correcting one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from secretariat.council.projects import commands, policy, queries
from secretariat.council.projects.commands import Origin
from secretariat.council.projects.forms import ClaimForm, CorrectionForm, QuickClaimForm
from secretariat.council.projects.models import MilestoneColumn, Project
from secretariat.foundation.people.editing import Edited, edited
from secretariat.foundation.people.http import (
    actor_of,
    body_or_404,
    is_htmx,
    redirect_page,
    refusals_on,
    render_page,
)
from secretariat.rules.claims import Certainty
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor, require

from .frame import frame


@require_http_methods(["GET", "POST"])
def cell(request: HttpRequest, body: str, project: str, column: str) -> HttpResponse:
    """A cell with its history; a POST records another claim. For htmx, the cell of the table."""
    the_project, the_column = _place(body, project, column)
    line = queries.cell_line(the_project, the_column)
    edit = _edited(request, the_project, the_column, line)
    form = edit.form
    if form.is_valid():
        with refusals_on(form):
            _record(actor_of(request), the_project, the_column, edit)
            if not is_htmx(request):
                messages.success(request, "The value is recorded.", extra_tags="settled")
                return redirect_page(request, f"/{the_project.ref}/{the_column.slug}")
            line = queries.cell_line(the_project, the_column)
    context = _context(request, the_project, the_column, line=line, form=form)
    part = "form" if form.errors or "edit" in request.GET else "shown"
    return render_page(request, "projects/cell.html", context, part=part)


def _edited(
    request: HttpRequest, project: Project, column: MilestoneColumn, line: queries.CellLine
) -> Edited[ClaimForm]:
    if request.method == "POST":
        require(policy.may_keep_table(actor_of(request), project.body))
    initial, known = _initial(project, line), len(queries.cell_history(project, column))
    return edited(request, known, lambda sent: ClaimForm(sent, initial=initial))


def _record(
    actor: Actor, project: Project, column: MilestoneColumn, edit: Edited[ClaimForm]
) -> None:
    said = edit.form.cleaned_data
    commands.record_claim(
        actor,
        project,
        column,
        text=said["text"],
        said_on=said["said_on"],
        certainty=Certainty(said["certainty"]) if said["certainty"] else None,
        origin=_origin(project, said["source_words"], said["note"]),
        seen=edit.seen,
    )


def _origin(project: Project, words: str, note: str) -> Origin:
    """The meeting that is going on, if its words were left as the form proposed them."""
    ref = queries.ref_going_on(project.body)
    is_here = bool(ref) and words == queries.source_words(ref)
    return Origin(ref=ref if is_here else "", words=words, note=note)


def _context(
    request: HttpRequest, project: Project, column: MilestoneColumn, **values: Any
) -> dict[str, Any]:
    may_keep = policy.may_keep_table(actor_of(request), project.body)
    is_people = column.kind == MilestoneColumn.Kind.PEOPLE
    return frame(
        project.body,
        project=project,
        column=column,
        claims=queries.cell_history(project, column),
        may_keep=bool(may_keep) and not is_people and column.retired_on is None,
        is_people=is_people,
        **values,
    )


@require_http_methods(["GET", "POST"])
def correct(
    request: HttpRequest, body: str, project: str, column: str, number: int
) -> HttpResponse:
    """Replace a claim that was recorded wrongly."""
    the_project, the_column = _place(body, project, column)
    require(policy.may_keep_table(actor_of(request), the_project.body))
    claim = queries.claim_numbered(the_project, the_column, number)
    form = CorrectionForm(request.POST or None, initial=vars(claim))
    if form.is_valid():
        with refusals_on(form):
            commands.correct_claim(actor_of(request), claim, **form.cleaned_data)
            messages.success(request, "The value is corrected.", extra_tags="settled")
            return redirect_page(request, f"/{the_project.ref}/{the_column.slug}")
    context = frame(the_project.body, project=the_project, column=the_column, claim=claim)
    context["cell_url"] = f"/{the_project.ref}/{the_column.slug}"
    return render_page(request, "projects/correct.html", {**context, "form": form})


@require_POST
def quick_claim(request: HttpRequest, body: str) -> HttpResponse:
    """Record a claim from the room, where project and column are chosen from lists."""
    the_body, form = body_or_404(body), QuickClaimForm(request.POST)
    require(policy.may_keep_table(actor_of(request), the_body))
    _require_chosen(form)
    said = form.cleaned_data
    commands.record_claim(
        actor_of(request),
        queries.project_named(the_body, said["project"]),
        queries.column_named(the_body, said["column"]),
        text=said["text"],
        origin=Origin(said["source"], queries.source_words(said["source"])),
    )
    messages.success(request, "The value is recorded.", extra_tags="settled")
    return redirect_page(request, _back(request, f"/{the_body.slug}/projects"))


def _require_chosen(form: QuickClaimForm) -> None:
    if not form.is_valid():
        raise Refused("words_missing", "Choose a project and a milestone, then record the value.")


def _back(request: HttpRequest, otherwise: str) -> str:
    wanted = request.POST.get("next", "")
    is_ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if is_ours else otherwise


def _place(body: str, project: str, column: str) -> tuple[Project, MilestoneColumn]:
    the_body = body_or_404(body)
    return queries.project_named(the_body, project), queries.column_named(the_body, column)


def _initial(project: Project, line: queries.CellLine) -> dict[str, Any]:
    going_on = queries.source_words(queries.ref_going_on(project.body))
    today = queries.today(project.body)
    return {"text": line.text, "said_on": today, "source_words": going_on}
