"""Pages of action items: the list, one action with every step of its life, and the acts on it."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from secretariat.council.actions import commands, policy, queries
from secretariat.council.actions.commands import Changes, Said
from secretariat.council.actions.forms import ActionForm, EditForm, FilterForm
from secretariat.council.actions.models import Action
from secretariat.foundation.people.http import (
    actor_of,
    body_or_404,
    refusals_on,
    render_page,
    seen_revision,
)
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.returning import return_page
from secretariat.foundation.records import clock
from secretariat.foundation.records.queries import history
from secretariat.rules.actions import OPEN_STATES
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor

OPEN = {state.value for state in OPEN_STATES}


@require_http_methods(["GET", "HEAD", "POST"])
def listing(request: HttpRequest, body: str) -> HttpResponse:
    """The list of actions; posting raises a new one."""
    the_body, actor = body_or_404(body), actor_of(request)
    form = ActionForm(request.POST or None)
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        with refusals_on(form):
            owners = queries.names_in(typed["owner_words"])
            action = commands.raise_action(
                actor, the_body, text=typed["text"], owners=owners, due=typed["due"]
            )
            messages.success(request, f"{action.number} is on the list.", extra_tags="settled")
            return return_page(request, f"/{action.ref}")
    status = 422 if form.is_bound else 200
    return render_page(request, "actions/list.html", _list(request, the_body, form), status=status)


def _list(request: HttpRequest, body: Body, form: ActionForm) -> dict[str, object]:
    asked = FilterForm(request.GET)
    wanted = queries.ActionFilter(**asked.cleaned_data if asked.is_valid() else {})
    now = clock.now()
    today = now.astimezone(ZoneInfo(body.zone)).date()
    known = queries.actions_as_of(body, now)
    rows = queries.filtered(known, wanted, today)
    count, overdue = queries.state_counts(known, today)
    carried = queries.carried_words(rows, body, today)
    return {
        "body": body,
        "list_url": f"/{body.slug}/actions",
        "lines": [(row, carried[row.ref], row.is_overdue(today)) for row in rows],
        "is_filtered": any(asked.cleaned_data.values()) if asked.is_valid() else False,
        "open_words": f"{count} open",
        "overdue_words": f"{overdue} overdue",
        "count": count,
        "overdue": overdue,
        "filters": asked,
        "form": form,
        "may_raise": policy.may_raise(actor_of(request), body.slug),
    }


@require_POST
def from_line(request: HttpRequest, body: str) -> HttpResponse:
    """Raise an action from one line, as the secretary types it in the room."""
    line, raised = request.POST.get("line", ""), request.POST.get("raised_ref", "")
    the_body = body_or_404(body)
    action = commands.raise_from_line(actor_of(request), the_body, line, raised_ref=raised)
    messages.success(request, f"{action.number} is on the list.", extra_tags="settled")
    return return_page(request, f"/{action.ref}")


@require_safe
def page(request: HttpRequest, body: str, action: str) -> HttpResponse:
    """One action: words, owners, due, every step with its meeting, and what can be done."""
    the_action, actor = queries.action_named(f"{body}/{action}"), actor_of(request)
    return render_page(request, "actions/page.html", _page(actor, the_action))


def _page(actor: Actor, action: Action) -> dict[str, object]:
    now, body = clock.now(), action.body
    today = now.astimezone(ZoneInfo(body.zone)).date()
    initial = {
        "text": action.text,
        "owner_words": action.owner_words,
        "due_text": action.due_text,
    }
    may_edit = policy.may_edit(actor, action)
    return {
        "body": body,
        "list_url": f"/{body.slug}/actions",
        "raised_href": f"/{action.raised_ref}",
        "parts": queries.parts_of(action),
        "action": action,
        "is_overdue": action.is_open and action.due_on is not None and action.due_on < today,
        "carried": queries.carried_of(action, today),
        "links": [(link, queries.link_address(link)) for link in action.links],
        "steps": queries.history_of(action),
        "edit_form": EditForm(initial=initial),
        "may_edit": may_edit,
        "may_report": policy.may_report(actor, action),
        "entries": history(action.ref, limit=20) if may_edit else [],
    }


@require_POST
def act(request: HttpRequest, body: str, action: str, verb: str) -> HttpResponse:
    """Do one thing to an action: what was said of it, an edit, a reopening, a split, a link."""
    the_action = queries.action_named(f"{body}/{action}")
    if verb not in ACTS:
        raise Refused("not_found", "There is nothing of this name to do to an action.")
    words = ACTS[verb](actor_of(request), the_action, request.POST, seen_revision(request))
    messages.success(request, words, extra_tags="settled")
    return return_page(request, f"/{the_action.ref}")


def _said(actor: Actor, action: Action, typed: QueryDict, _seen: int) -> str:
    state, note = typed.get("state", ""), typed.get("note", "")
    meeting_ref, due = typed.get("meeting_ref", ""), typed.get("due", "")
    said = Said(note, meeting_ref)
    if state == Action.State.POSTPONED:
        row = commands.postpone_action(actor, action, due, said=said)
    elif state in OPEN:
        row = commands.report_action(actor, action, state, said=said)
    else:
        # Said in a meeting, "done" is its own reason; giving up or moving away never is.
        told = typed.get("done_words", "") if state == Action.State.DONE else ""
        reason = note.strip() or told
        row = commands.close_action(actor, action, state, reason=reason, meeting_ref=meeting_ref)
    return f"{row.number} is {row.get_state_display()}."


def _edit(actor: Actor, action: Action, typed: QueryDict, seen: int) -> str:
    owners = typed.get("owner_words")
    changes = Changes(
        text=typed.get("text"),
        owners=None if owners is None else queries.names_in(owners),
        due=typed.get("due_text"),
    )
    said = Said(typed.get("note", ""), typed.get("meeting_ref", ""))
    row = commands.edit_action(actor, action, changes, seen=seen, said=said)
    return f"{row.number} is changed."


def _reopen(actor: Actor, action: Action, typed: QueryDict, _seen: int) -> str:
    row = commands.reopen_action(actor, action, reason=typed.get("reason", ""))
    return f"{row.number} is open again and on the next agenda."


def _split(actor: Actor, action: Action, typed: QueryDict, _seen: int) -> str:
    made = commands.split_action(actor, action, meeting_ref=typed.get("meeting_ref", ""))
    return f"{action.number} is broken out into {', '.join(part.number for part in made)}."


def _link(actor: Actor, action: Action, typed: QueryDict, _seen: int) -> str:
    commands.link_action(actor, action, typed.get("link", ""))
    return "The link is kept."


def _unlink(actor: Actor, action: Action, typed: QueryDict, _seen: int) -> str:
    commands.unlink_action(actor, action, typed.get("link", ""))
    return "The link is taken away."


ACTS: dict[str, Callable[[Actor, Action, QueryDict, int], str]] = {
    "said": _said,
    "edit": _edit,
    "reopen": _reopen,
    "split": _split,
    "link": _link,
    "unlink": _unlink,
}
