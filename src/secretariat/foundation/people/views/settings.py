"""How far a body is set up, and what it says about itself; the first body of an installation."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from secretariat.foundation.people import checklist, commands, policy, queries
from secretariat.foundation.people.checklist import StepState
from secretariat.foundation.people.commands import BodyFacts
from secretariat.foundation.people.editing import edited
from secretariat.foundation.people.forms.bodies import BodyForm, SetupForm, body_values
from secretariat.foundation.people.http import (
    actor_of,
    body_or_404,
    redirect_page,
    refusals_on,
    render_page,
)
from secretariat.foundation.people.models import Body
from secretariat.rules.visibility import Actor, require

from .acting import ActPage, Values, act_page, body_crumbs, posted, today


@require_safe
def settings(request: HttpRequest, body: str) -> HttpResponse:
    """Everything that can be set up, each with its state; the first open one is the next step."""
    the_body = body_or_404(body)
    require(policy.may_run_body(actor_of(request), the_body))
    steps = checklist.steps(the_body, today(the_body))
    following = next((step for step in steps if step.state == StepState.TO_DO), None)
    context = {"body": the_body, "steps": steps, "following": following}
    return render_page(request, "people/settings.html", context)


@require_http_methods(["GET", "POST"])
def about(request: HttpRequest, body: str) -> HttpResponse:
    """Name, zone, mission, list, own words, who reads drafts."""
    the_body, actor = body_or_404(body), actor_of(request)
    require(policy.may_run_body(actor, the_body))
    initial = body_values(the_body)
    edit = edited(request, the_body.revision, lambda sent: BodyForm(sent, initial=initial))

    def act(_values: Values) -> str:
        commands.edit_body(actor, the_body, edit.form.facts(), seen=edit.seen)
        return "The changes are kept."

    page = ActPage(
        heading="About this body", button="Keep the changes", back=f"/{body}/settings",
        crumbs=body_crumbs(the_body), body=the_body, seen=the_body.revision, is_edit=True,
    )  # fmt: skip
    return act_page(request, page, edit.form, act)


@require_http_methods(["GET", "POST"])
def setup(request: HttpRequest) -> HttpResponse:
    """Begin a council: the operator names the organization and the body; the rest follows there."""
    actor = actor_of(request)
    may = policy.may_run_installation(actor, "set up a council")
    form = SetupForm(posted(request))
    if request.method == "POST":
        require(may)
    if form.is_valid():
        with refusals_on(form):
            body = _begun(actor, form.cleaned_data)
            words = f"{body.name} is there. Next: who sits in it?"
            messages.success(request, words, extra_tags="settled")
            return redirect_page(request, f"/{body.slug}/settings")
    context = {"form": form, "may": may, "bodies": queries.all_bodies()}
    return render_page(request, "people/setup.html", context)


def _begun(actor: Actor, values: Values) -> Body:
    """The organization, the body and a neutral rule book, which says that it is one."""
    facts = {name: values[name] for name in ("name", "short_name", "kind", "zone")}
    return commands.begin_council(
        actor,
        organization=values["organization"],
        slug=values["slug"],
        facts=BodyFacts(**facts),
    )
