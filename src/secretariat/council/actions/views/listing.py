"""Pages of action items: the list, one action with every step of its life, and the acts on it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from secretariat.council.actions import commands, policy, queries
from secretariat.council.actions.acts import ACTS, edit_words, on_the_list
from secretariat.council.actions.forms import ActionForm, EditForm, words_of
from secretariat.council.actions.pages import action_page, list_page
from secretariat.foundation.people.editing import edited
from secretariat.foundation.people.http import (
    act_named,
    actor_of,
    body_or_404,
    refusals_on,
    render_page,
)
from secretariat.foundation.people.returning import return_page
from secretariat.rules.visibility import require


@require_http_methods(["GET", "HEAD", "POST"])
def listing(request: HttpRequest, body: str) -> HttpResponse:
    """The list of actions; posting raises a new one."""
    the_body, actor = body_or_404(body), actor_of(request)
    form = ActionForm(request.POST or None)
    if request.method == "POST":
        require(policy.may_raise(actor, the_body.slug))
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            action = commands.raise_action(actor, the_body, **form.parts())
            messages.success(request, on_the_list(action), extra_tags="settled")
            return return_page(request, f"/{action.ref}")
    context = list_page(actor, the_body, request.GET, form)
    return render_page(request, "actions/list.html", context)


@require_POST
def from_line(request: HttpRequest, body: str) -> HttpResponse:
    """Raise an action from one line, as the secretary types it in the room."""
    line, raised = request.POST.get("line", ""), request.POST.get("raised_ref", "")
    the_body = body_or_404(body)
    action = commands.raise_from_line(actor_of(request), the_body, line, raised_ref=raised)
    messages.success(request, on_the_list(action), extra_tags="settled")
    return return_page(request, f"/{action.ref}")


@require_safe
def page(request: HttpRequest, body: str, action: str) -> HttpResponse:
    """One action: words, owners, due, every step with its meeting, and what can be done."""
    actor = actor_of(request)
    the_action = queries.readable_action(actor, f"{body}/{action}")
    return render_page(request, "actions/page.html", action_page(actor, the_action))


@require_POST
def edit(request: HttpRequest, body: str, action: str) -> HttpResponse:
    """Change words, owners and due date; two people at once are both heard."""
    actor = actor_of(request)
    the_action = queries.readable_action(actor, f"{body}/{action}")
    initial = words_of(the_action)
    change = edited(request, the_action.revision, lambda sent: EditForm(sent, initial=initial))
    words = edit_words(actor, the_action, change.form.data, change.seen)
    messages.success(request, words, extra_tags="settled")
    return return_page(request, f"/{the_action.ref}")


@require_POST
def act(request: HttpRequest, body: str, action: str, verb: str) -> HttpResponse:
    """Do one thing to an action: what was said of it, a reopening, a split, a link."""
    actor = actor_of(request)
    the_action = queries.readable_action(actor, f"{body}/{action}")
    act = act_named(ACTS, verb, "an action")
    words = act(actor, the_action, request.POST)
    messages.success(request, words, extra_tags="settled")
    return return_page(request, f"/{the_action.ref}")
