"""Pages of updates: who owes them, what came, and the page behind the link in a letter."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.queries.finding import meeting_named
from secretariat.council.updates import commands, pages, policy, queries
from secretariat.council.updates.acts import ACTS, standing_fields
from secretariat.council.updates.forms import ReasonForm, StandingForm, TextForm, standing_typed
from secretariat.council.updates.models import StandingUpdate, Update
from secretariat.foundation.people.editing import Edited, edited
from secretariat.foundation.people.http import (
    act_named,
    actor_of,
    body_or_404,
    redirect_page,
    refusals_on,
    render_page,
    require_valid,
)
from secretariat.foundation.people.letter_preview import previewed
from secretariat.foundation.people.returning import return_page
from secretariat.rules.visibility import require
from secretariat.rules.wording import counted, joined

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_safe
def updates(request: HttpRequest, body: str) -> HttpResponse:
    """What is owed to the next meeting, who owes, and what came before."""
    context = pages.updates_page(actor_of(request), body_or_404(body))
    return render_page(request, "updates/list.html", context)


@require_http_methods(GET_OR_POST)
def new_standing(request: HttpRequest, body: str) -> HttpResponse:
    """Say that a body owes updates."""
    the_body, actor = body_or_404(body), actor_of(request)
    require(policy.may_keep_updates(actor, the_body))
    form = StandingForm(request.POST or None, bodies=pages.bodies_to_choose(the_body))
    if form.is_valid():
        with refusals_on(form):
            fields = standing_fields(form.cleaned_data, the_body)
            made = commands.owe_updates(actor, the_body, fields)
            messages.success(request, f"{made.name} owes updates.", extra_tags="settled")
            return redirect_page(request, f"/{the_body.slug}/updates")
    return render_page(request, "updates/edit.html", pages.frame(the_body, form=form))


@require_POST
def ask_everybody(request: HttpRequest, body: str) -> HttpResponse:
    """Ask all who owe the next meeting an update and were not asked."""
    the_body = body_or_404(body)
    meeting = meeting_named(the_body.slug, request.POST.get("meeting", ""))
    run = partial(commands.ask_everybody, actor_of(request), meeting)
    shown = previewed(request, the_body, f"/{the_body.slug}/updates", run)
    if shown is not None:
        return shown
    sent, unreachable = run()
    words = f"{counted(sent, 'letter')} sent."
    if unreachable:
        words += f" The record has no address for {joined(unreachable)}."
    messages.success(request, words, extra_tags="open" if unreachable else "settled")
    return return_page(request, f"/{the_body.slug}/updates")


@require_safe
def standing(request: HttpRequest, body: str, standing: str) -> HttpResponse:
    """One body that owes updates, with all it sent."""
    context = pages.standing_page(actor_of(request), _standing(body, standing))
    return render_page(request, "updates/standing.html", context)


@require_http_methods(GET_OR_POST)
def change_standing(request: HttpRequest, body: str, standing: str) -> HttpResponse:
    """Change whom to ask and when."""
    row, actor = _standing(body, standing), actor_of(request)
    require(policy.may_keep_updates(actor, row.body))
    edit = edited(request, row.revision, lambda sent: _standing_form(sent, row))
    if edit.form.is_valid():
        with refusals_on(edit.form):
            fields = standing_fields(edit.form.cleaned_data, row.body)
            commands.change_standing(actor, row, fields, seen=edit.seen)
            return redirect_page(request, f"/{row.ref}")
    context = pages.frame(row.body, form=edit.form, standing=row)
    return render_page(request, "updates/edit.html", context)


def _standing_form(sent: QueryDict | None, row: StandingUpdate) -> StandingForm:
    bodies = pages.bodies_to_choose(row.body)
    return StandingForm(sent, bodies=bodies, initial=standing_typed(row))


@require_POST
def end_standing(request: HttpRequest, body: str, standing: str) -> HttpResponse:
    """End that a body owes updates, and say why."""
    row, form = _standing(body, standing), ReasonForm(request.POST)
    require_valid(form)
    commands.owe_no_more(actor_of(request), row, reason=form.cleaned_data["reason"])
    messages.success(request, f"{row.name} owes updates no more.", extra_tags="settled")
    return redirect_page(request, f"/{row.ref}")


@require_http_methods(GET_OR_POST)
def update(request: HttpRequest, body: str, standing: str, meeting: str) -> HttpResponse:
    """What one body owes one meeting; who may write it writes it here."""
    row, the_meeting = _of_meeting(body, standing, meeting)
    actor = actor_of(request)
    if request.method == "POST":
        require(policy.may_write(actor, row))
    known = queries.update_of(row, the_meeting)
    edit = _text_form(request, known)
    if edit.form.is_valid():
        with refusals_on(edit.form):
            act = commands.keep_draft if "draft" in request.POST else commands.send_update
            act(actor, row, the_meeting, text=edit.form.cleaned_data["text"], seen=edit.seen)
            return _kept(request)
    context = pages.update_page(actor, row, the_meeting, edit.form, known.revision if known else 1)
    return render_page(request, "updates/update.html", context)


@require_http_methods(GET_OR_POST)
def answer(request: HttpRequest, body: str, token: str) -> HttpResponse:
    """What the reader of a letter sees through its link; posting keeps or sends. Opening it changes
    nothing.
    """
    link = queries.link_of_token(body_or_404(body), token)
    edit = _text_form(request, link.update_row)
    if edit.form.is_valid():
        with refusals_on(edit.form):
            is_draft = "draft" in request.POST
            act = commands.keep_draft_by_link if is_draft else commands.send_update_by_link
            act(link, text=edit.form.cleaned_data["text"], seen=edit.seen)
            return _kept(request)
    return render_page(request, "updates/answer.html", pages.answer_page(link, edit.form))


@require_POST
def excuse(request: HttpRequest, body: str, token: str) -> HttpResponse:
    """The reader of a letter says why there is no update this time."""
    link, form = queries.link_of_token(body_or_404(body), token), ReasonForm(request.POST)
    require_valid(form)
    commands.excuse_by_link(link, reason=form.cleaned_data["reason"])
    messages.success(request, "Thank you. The council knows.", extra_tags="settled")
    return return_page(request, request.path.removesuffix("/excuse"))


@require_POST
def act_on_update(
    request: HttpRequest, body: str, standing: str, meeting: str, verb: str
) -> HttpResponse:
    """Do one thing to an update: ask, remind, take down, excuse."""
    row, the_meeting = _of_meeting(body, standing, meeting)
    act = act_named(ACTS, verb, "an update")
    run = partial(act, actor_of(request), row, the_meeting, request.POST)
    shown = previewed(request, row.body, f"/{row.ref}/{the_meeting.slug}", run)
    if shown is not None:
        return shown
    messages.success(request, run(), extra_tags="settled")
    return return_page(request, f"/{row.ref}/{the_meeting.slug}")


def _kept(request: HttpRequest) -> HttpResponse:
    is_draft = "draft" in request.POST
    words = "The draft is kept. Nobody else sees it." if is_draft else "Thank you. It is sent."
    messages.success(request, words, extra_tags="settled")
    return redirect_page(request, request.path)


def _text_form(request: HttpRequest, row: Update | None) -> Edited[TextForm]:
    initial = pages.text_standing(row.draft, list(row.texts.all())) if row else {"text": ""}
    revision = row.revision if row else 1
    return edited(request, revision, lambda sent: TextForm(sent, initial=initial))


def _standing(body: str, slug: str) -> StandingUpdate:
    return queries.standing_named(body_or_404(body), slug)


def _of_meeting(body: str, standing: str, meeting: str) -> tuple[StandingUpdate, Meeting]:
    row = _standing(body, standing)
    return row, meeting_named(row.body.slug, meeting)
