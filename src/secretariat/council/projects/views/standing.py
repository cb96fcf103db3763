"""Benefits and expectations: both lists, one of them, adding, wording, ordering, ending."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from secretariat.council.projects import commands, policy, queries
from secretariat.council.projects.commands import StandingWords
from secretariat.council.projects.forms import EndForm, StandingForm, standing_typed
from secretariat.council.projects.queries.standing import (
    MODELS,
    AnyStanding,
    all_standing,
    standing_named,
)
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
from secretariat.foundation.records.queries import history
from secretariat.rules.visibility import require

from .frame import frame
from .table import moved

GET_OR_POST = ["GET", "HEAD", "POST"]
ADDERS = {"benefits": commands.add_benefit, "expectations": commands.add_expectation}
ORDERERS = {"benefits": commands.order_benefits, "expectations": commands.order_expectations}


@require_safe
def standing(request: HttpRequest, body: str) -> HttpResponse:
    """What the body offers its projects and expects of them."""
    the_body = body_or_404(body)
    lists = [(of, all_standing(the_body, model)) for of, model in MODELS.items()]
    context = frame(
        the_body,
        going=[(of, [row for row in rows if row.ended_on is None]) for of, rows in lists],
        ended=[row for _, rows in lists for row in rows if row.ended_on is not None],
        may_keep=bool(policy.may_keep_standing(actor_of(request), the_body)),
    )
    return render_page(request, "projects/standing.html", context)


@require_http_methods(GET_OR_POST)
def add(request: HttpRequest, body: str, of: str) -> HttpResponse:
    """Say what is offered or expected."""
    the_body, actor = body_or_404(body), actor_of(request)
    require(policy.may_keep_standing(actor, the_body))
    form = StandingForm(request.POST or None, initial={"since_on": queries.today(the_body)})
    if form.is_valid():
        with refusals_on(form):
            made = ADDERS[of](actor, the_body, StandingWords(**form.cleaned_data))
            messages.success(request, f"“{made.text}” is on the list.", extra_tags="settled")
            return redirect_page(request, f"/{the_body.slug}/projects/benefits")
    context = frame(the_body, form=form, noun=of[:-1])
    return render_page(request, "projects/standing_edit.html", context)


@require_POST
def order(request: HttpRequest, body: str, of: str) -> HttpResponse:
    """Put a list into another order."""
    the_body = body_or_404(body)
    wanted = moved(request.POST.getlist("order"), request)
    ORDERERS[of](actor_of(request), the_body, order=wanted)
    return redirect_page(request, f"/{the_body.slug}/projects/benefits#{of}")


@require_safe
def one(request: HttpRequest, body: str, of: str, name: str) -> HttpResponse:
    """One benefit or expectation."""
    row = _named(body, of, name)
    context = frame(
        row.body,
        row=row,
        noun=of[:-1],
        may_keep=bool(policy.may_keep_standing(actor_of(request), row.body)),
        end_form=EndForm(initial={"on": queries.today(row.body)}),
        history=list(history(row.ref, limit=8)),
    )
    return render_page(request, "projects/standing_one.html", context)


@require_http_methods(GET_OR_POST)
def describe(request: HttpRequest, body: str, of: str, name: str) -> HttpResponse:
    """Word it anew, or correct its day or source."""
    row, actor = _named(body, of, name), actor_of(request)
    require(policy.may_keep_standing(actor, row.body))
    initial = standing_typed(row)
    edit = edited(request, row.revision, lambda sent: StandingForm(sent, initial=initial))
    if edit.form.is_valid():
        with refusals_on(edit.form):
            words = StandingWords(**edit.form.cleaned_data)
            commands.describe_standing(actor, row, words, seen=edit.seen)
            return redirect_page(request, f"/{row.ref}")
    context = frame(row.body, form=edit.form, row=row, noun=of[:-1])
    return render_page(request, "projects/standing_edit.html", context)


@require_POST
def end(request: HttpRequest, body: str, of: str, name: str) -> HttpResponse:
    """End it for a reason."""
    row, form = _named(body, of, name), EndForm(request.POST)
    require_valid(form)
    seen = seen_revision(request)
    commands.end_standing(actor_of(request), row, seen=seen, **form.cleaned_data)
    messages.success(request, f"“{row.text}” has ended.", extra_tags="settled")
    return redirect_page(request, f"/{row.ref}")


@require_POST
def resume(request: HttpRequest, body: str, of: str, name: str) -> HttpResponse:
    """Let it hold again."""
    row = _named(body, of, name)
    commands.resume_standing(actor_of(request), row, seen=seen_revision(request))
    messages.success(request, f"“{row.text}” holds again.", extra_tags="settled")
    return redirect_page(request, f"/{row.ref}")


def _named(body: str, of: str, name: str) -> AnyStanding:
    return standing_named(body_or_404(body), MODELS[of], name)
