"""What the table holds: its columns and the order of its rows."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.http import require_http_methods, require_POST

from secretariat.council.projects import commands, policy, queries
from secretariat.council.projects.forms import ColumnForm, EndForm, NewColumnForm
from secretariat.council.projects.models import MilestoneColumn
from secretariat.foundation.people.editing import edited
from secretariat.foundation.people.http import (
    actor_of,
    body_or_404,
    redirect_page,
    refusals_on,
    render_page,
    seen_revision,
)
from secretariat.foundation.people.models import Body
from secretariat.rules.visibility import Actor, require

from .frame import frame
from .table import moved


@require_http_methods(["GET", "POST"])
def columns(request: HttpRequest, body: str) -> HttpResponse:
    """The columns and rows in order, and a form for one more column."""
    the_body, actor = body_or_404(body), actor_of(request)
    require(policy.may_keep_table(actor, the_body))
    rows = queries.columns_of(the_body)
    form = NewColumnForm(request.POST or None, columns=rows)
    if form.is_valid():
        with refusals_on(form):
            added = _add(actor, the_body, form.cleaned_data)
            messages.success(request, f"“{added.label}” is a column now.", extra_tags="settled")
            return redirect_page(request, f"/{the_body.slug}/projects/columns")
    may_arrange = bool(policy.may_arrange_table(actor, the_body))
    context = frame(the_body, columns=rows, form=form, may_arrange=may_arrange)
    context["projects"] = [row for row in the_body.projects.all() if row.ended_on is None]
    return render_page(request, "projects/columns.html", context)


def _add(actor: Actor, body: Body, values: dict[str, Any]) -> MilestoneColumn:
    day = queries.today(body) if body.projects.exists() else None
    if values["kind"] == MilestoneColumn.Kind.PEOPLE:
        return commands.add_people_column(actor, body, label=values["label"], listed_from_on=day)
    if values["kind"] == MilestoneColumn.Kind.WORDS:
        return commands.add_words_column(actor, body, label=values["label"], listed_from_on=day)
    return commands.add_milestone_column(
        actor,
        body,
        label=values["label"],
        not_before=_before(body, values["not_before"]),
        listed_from_on=day,
    )


def _before(body: Body, slug: str) -> MilestoneColumn | None:
    return queries.column_named(body, slug) if slug else None


@require_POST
def order(request: HttpRequest, body: str) -> HttpResponse:
    """Put the columns into another order."""
    the_body = body_or_404(body)
    commands.order_columns(
        actor_of(request), the_body, order=moved(request.POST.getlist("order"), request)
    )
    return redirect_page(request, f"/{the_body.slug}/projects/columns")


@require_http_methods(["GET", "POST"])
def column(request: HttpRequest, body: str, column: str) -> HttpResponse:
    """Change one column, retire it, or remove one that never held anything."""
    the_body, actor = body_or_404(body), actor_of(request)
    require(policy.may_arrange_table(actor, the_body))
    found = queries.column_named(the_body, column)
    edit = edited(request, found.revision, lambda sent: _column_form(found, sent))
    form = edit.form
    if form.is_valid():
        with refusals_on(form):
            _change(actor, found, form.cleaned_data, edit.seen)
            return redirect_page(request, f"/{the_body.slug}/projects/columns")
    return _column_page(request, found, form, EndForm(initial={"on": queries.today(the_body)}))


def _column_form(column: MilestoneColumn, sent: QueryDict | None) -> ColumnForm:
    others = [row for row in queries.columns_of(column.body) if row.pk != column.pk]
    before = column.not_before.slug if column.not_before else ""
    initial = {"label": column.label, "not_before": before}
    return ColumnForm(sent, columns=others, initial=initial)


def _change(actor: Actor, column: MilestoneColumn, values: dict[str, Any], seen: int) -> None:
    before = _before(column.body, values["not_before"])
    commands.change_column(actor, column, label=values["label"], not_before=before, seen=seen)


def _column_page(
    request: HttpRequest, column: MilestoneColumn, form: ColumnForm, end_form: EndForm
) -> HttpResponse:
    context = frame(column.body, column=column, form=form, end_form=end_form)
    context["has_claims"] = column.claims.exists()
    return render_page(request, "projects/column.html", context)


@require_POST
def retire(request: HttpRequest, body: str, column: str) -> HttpResponse:
    """Leave a column out of tables from a day on."""
    the_body, actor = body_or_404(body), actor_of(request)
    found, form = queries.column_named(the_body, column), EndForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            seen = seen_revision(request)
            commands.retire_column(actor, found, seen=seen, **form.cleaned_data)
            messages.success(request, f"“{found.label}” is retired.", extra_tags="settled")
            return redirect_page(request, f"/{the_body.slug}/projects/columns")
    change_form = ColumnForm(columns=[], initial={"label": found.label})
    return _column_page(request, found, change_form, form)


@require_POST
def restore(request: HttpRequest, body: str, column: str) -> HttpResponse:
    """Put a retired column back."""
    found = queries.column_named(body_or_404(body), column)
    commands.restore_column(actor_of(request), found, seen=seen_revision(request))
    messages.success(request, f"“{found.label}” is in use again.", extra_tags="settled")
    return redirect_page(request, f"/{found.body.slug}/projects/columns")


@require_POST
def remove(request: HttpRequest, body: str, column: str) -> HttpResponse:
    """Take away a column that never held a claim."""
    found = queries.column_named(body_or_404(body), column)
    commands.remove_column(actor_of(request), found)
    messages.success(request, f"“{found.label}” is removed.", extra_tags="settled")
    return redirect_page(request, f"/{found.body.slug}/projects/columns")
