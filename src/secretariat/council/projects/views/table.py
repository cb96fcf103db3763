"""The milestone table of a day and its rows."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from secretariat.council.projects import commands, policy, queries
from secretariat.council.projects.forms import ProjectForm
from secretariat.council.projects.pages import table_asked
from secretariat.foundation.people.http import (
    actor_of,
    body_or_404,
    redirect_page,
    refusals_on,
    render_page,
)
from secretariat.rules.visibility import require

from .frame import ENDINGS, frame


@require_safe
def table(request: HttpRequest, body: str) -> HttpResponse:
    """The table as of a day, with what changed since another."""
    the_body, actor = body_or_404(body), actor_of(request)
    asked = table_asked(request.GET, the_body)
    may_keep = bool(policy.may_keep_table(actor, the_body))
    context = frame(the_body, may_keep=may_keep, endings=ENDINGS, **asked)
    context["may_keep_today"] = may_keep and asked["is_today"]
    return render_page(request, "projects/table.html", context)


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, body: str) -> HttpResponse:
    """Add a project."""
    the_body, actor = body_or_404(body), actor_of(request)
    require(policy.may_keep_table(actor, the_body))
    form = ProjectForm(request.POST or None, initial={"listed_from_on": queries.today(the_body)})
    if form.is_valid():
        with refusals_on(form):
            added = commands.add_project(actor, the_body, **form.cleaned_data)
            messages.success(request, f"{added.name} is in the table.", extra_tags="settled")
            return redirect_page(request, added.get_absolute_url())
    return render_page(request, "projects/add.html", frame(the_body, form=form))


@require_POST
def order(request: HttpRequest, body: str) -> HttpResponse:
    """Put the rows into another order."""
    the_body = body_or_404(body)
    commands.order_projects(
        actor_of(request), the_body, order=moved(request.POST.getlist("order"), request)
    )
    return redirect_page(request, f"/{the_body.slug}/projects/columns#rows")


def moved(order: list[str], request: HttpRequest) -> list[str]:
    """The order as posted, with the row of a pressed Up or Down button moved by one."""
    for button, step in (("up", -1), ("down", 1)):
        name = request.POST.get(button, "")
        if name in order:
            place = order.index(name)
            order.insert(min(max(place + step, 0), len(order)), order.pop(place))
    return order
