"""Pages of the areas of focus."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from secretariat.council.reports import commands, pages, policy, queries
from secretariat.council.reports.acts import moved_order
from secretariat.council.reports.commands import YearFacts
from secretariat.council.reports.forms import (
    AreaForm,
    EndForm,
    YearForm,
    area_typed,
    year_typed,
)
from secretariat.council.reports.models import FocusArea, FocusYear
from secretariat.foundation.people.editing import edited
from secretariat.foundation.people.http import (
    actor_of,
    body_or_404,
    redirect_page,
    refusals_on,
    render_page,
    require_valid,
    seen_revision,
)
from secretariat.rules.visibility import require

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_safe
def years(request: HttpRequest, body: str) -> HttpResponse:
    """The areas of focus of every year."""
    context = pages.focus_page(actor_of(request), body_or_404(body))
    return render_page(request, "reports/focus.html", context)


@require_http_methods(GET_OR_POST)
def new_year(request: HttpRequest, body: str) -> HttpResponse:
    """Begin a year of focus."""
    the_body, actor = body_or_404(body), actor_of(request)
    require(policy.may_keep_focus(actor, the_body))
    form = YearForm(request.POST or None, initial={"from_on": queries.today(the_body)})
    if form.is_valid():
        with refusals_on(form):
            made = commands.add_focus_year(actor, the_body, YearFacts(**form.cleaned_data))
            return redirect_page(request, f"/{made.ref}")
    return render_page(request, "reports/year_edit.html", pages.frame(the_body, form=form))


@require_safe
def year(request: HttpRequest, body: str, year: str) -> HttpResponse:
    """One year with its areas."""
    context = pages.year_page(actor_of(request), _year(body, year))
    return render_page(request, "reports/year.html", context)


@require_http_methods(GET_OR_POST)
def describe_year(request: HttpRequest, body: str, year: str) -> HttpResponse:
    """Change how a year is called, its first day or its source."""
    row, actor = _year(body, year), actor_of(request)
    require(policy.may_keep_focus(actor, row.body))
    initial = year_typed(row)
    edit = edited(request, row.revision, lambda sent: YearForm(sent, initial=initial))
    if edit.form.is_valid():
        with refusals_on(edit.form):
            facts = YearFacts(**edit.form.cleaned_data)
            commands.describe_focus_year(actor, row, facts, seen=edit.seen)
            return redirect_page(request, f"/{row.ref}")
    context = pages.frame(row.body, form=edit.form, year=row)
    return render_page(request, "reports/year_edit.html", context)


@require_http_methods(GET_OR_POST)
def new_area(request: HttpRequest, body: str, year: str) -> HttpResponse:
    """Add an area to a year."""
    row, actor = _year(body, year), actor_of(request)
    require(policy.may_keep_focus(actor, row.body))
    form = AreaForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            made = commands.add_focus_area(actor, row, **form.cleaned_data)
            messages.success(request, f"“{made.title}” is an area of focus.", "settled")
            return redirect_page(request, f"/{row.ref}")
    context = pages.frame(row.body, form=form, year=row)
    return render_page(request, "reports/area_edit.html", context)


@require_POST
def order(request: HttpRequest, body: str, year: str) -> HttpResponse:
    """Put the areas into another order."""
    row = _year(body, year)
    commands.order_focus_areas(actor_of(request), row, order=moved_order(request.POST))
    return redirect_page(request, f"/{row.ref}")


@require_safe
def area(request: HttpRequest, body: str, year: str, area: str) -> HttpResponse:
    """One area of focus."""
    context = pages.area_page(actor_of(request), _area(body, year, area))
    return render_page(request, "reports/area.html", context)


@require_http_methods(GET_OR_POST)
def reword_area(request: HttpRequest, body: str, year: str, area: str) -> HttpResponse:
    """Word an area anew."""
    row, actor = _area(body, year, area), actor_of(request)
    require(policy.may_keep_focus(actor, row.year.body))
    initial = area_typed(row)
    edit = edited(request, row.revision, lambda sent: AreaForm(sent, initial=initial))
    if edit.form.is_valid():
        with refusals_on(edit.form):
            commands.reword_focus_area(actor, row, seen=edit.seen, **edit.form.cleaned_data)
            return redirect_page(request, f"/{row.ref}")
    context = pages.frame(row.year.body, form=edit.form, year=row.year, area=row)
    return render_page(request, "reports/area_edit.html", context)


@require_POST
def end_area(request: HttpRequest, body: str, year: str, area: str) -> HttpResponse:
    """End an area for a reason."""
    row, form = _area(body, year, area), EndForm(request.POST)
    require_valid(form)
    seen = seen_revision(request)
    commands.end_focus_area(actor_of(request), row, seen=seen, **form.cleaned_data)
    messages.success(request, f"“{row.title}” has ended.", extra_tags="settled")
    return redirect_page(request, f"/{row.ref}")


@require_POST
def resume_area(request: HttpRequest, body: str, year: str, area: str) -> HttpResponse:
    """Take an ended area up again."""
    row = _area(body, year, area)
    commands.resume_focus_area(actor_of(request), row, seen=seen_revision(request))
    messages.success(request, f"“{row.title}” goes on.", extra_tags="settled")
    return redirect_page(request, f"/{row.ref}")


def _year(body: str, slug: str) -> FocusYear:
    return queries.focus_year_named(body_or_404(body), slug)


def _area(body: str, year: str, slug: str) -> FocusArea:
    return queries.area_named(_year(body, year), slug)
