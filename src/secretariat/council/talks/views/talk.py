"""The board of talks, one talk, and the acts on it."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from secretariat.council.talks import commands, policy, queries
from secretariat.council.talks.acts import ACTS, SLOT_ACTS
from secretariat.council.talks.commands import TalkWords
from secretariat.council.talks.forms import GuidelinesForm, MaterialForm, TalkForm
from secretariat.council.talks.models import Talk
from secretariat.council.talks.pages import (
    board_page,
    edit_initial,
    frame,
    guidelines_known,
    talk_page,
)
from secretariat.foundation.people.editing import edited
from secretariat.foundation.people.http import (
    act_named,
    actor_of,
    body_or_404,
    refusals_on,
    render_page,
    require_valid,
)
from secretariat.foundation.people.letter_preview import previewed
from secretariat.foundation.people.returning import return_page
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import require


@require_safe
def board(request: HttpRequest, body: str) -> HttpResponse:
    """The talks by state; `?text=` and `?about=` look through their history."""
    context = board_page(actor_of(request), body_or_404(body), request.GET)
    return render_page(request, "talks/board.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, body: str) -> HttpResponse:
    """Add a talk without a stranger's suggestion."""
    the_body, form = body_or_404(body), TalkForm(request.POST or None)
    require(policy.may_keep_talks(actor_of(request), the_body))
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            made = commands.add_talk(actor_of(request), the_body, form.words())
            messages.success(request, "The talk is added. Say who asks the speaker.")
            return return_page(request, f"/{made.ref}")
    return render_page(request, "talks/add.html", frame(the_body, form=form))


@require_POST
def add_line(request: HttpRequest, body: str) -> HttpResponse:
    """Add a talk from its title alone, as somebody says it in the room."""
    words = TalkWords(title=request.POST.get("title", ""))
    made = commands.add_talk(actor_of(request), body_or_404(body), words)
    messages.success(request, f"“{made.title}” is among the talks.")
    return return_page(request, f"/{made.ref}")


@require_http_methods(["GET", "HEAD", "POST"])
def guidelines(request: HttpRequest, body: str) -> HttpResponse:
    """What the body expects of a talk; posting adopts a new version."""
    the_body, actor = body_or_404(body), actor_of(request)
    require(policy.may_keep_talks(actor, the_body))
    version, initial = guidelines_known(the_body)
    change = edited(request, version, lambda sent: GuidelinesForm(sent, initial=initial))
    form = change.form
    if form.is_valid():
        row = commands.set_guidelines(actor, the_body, **form.cleaned_data, seen=change.seen)
        messages.success(request, f"Version {row.version} of the guidelines holds from today.")
        return return_page(request, f"/{the_body.slug}/talks/suggest")
    context = frame(the_body, form=form, version=version)
    return render_page(request, "talks/guidelines.html", context)


@require_safe
def page(request: HttpRequest, body: str, talk: str) -> HttpResponse:
    """One talk."""
    the_talk = _seen(request, body, talk)
    return render_page(request, "talks/talk.html", talk_page(actor_of(request), the_talk))


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, body: str, talk: str) -> HttpResponse:
    """Words, speakers, topics of a talk."""
    the_talk, actor = _seen(request, body, talk), actor_of(request)
    require(policy.may_keep(actor, the_talk))
    initial = edit_initial(the_talk)
    change = edited(request, the_talk.revision, lambda sent: TalkForm(sent, initial=initial))
    form = change.form
    if form.is_valid():
        with refusals_on(form):
            commands.edit_talk(actor, the_talk, form.words(), seen=change.seen)
            messages.success(request, "The talk is changed.")
            return return_page(request, f"/{the_talk.ref}")
    return render_page(request, "talks/edit.html", frame(the_talk.body, talk=the_talk, form=form))


@require_POST
def material(request: HttpRequest, body: str, talk: str) -> HttpResponse:
    """File slides, a recording or something else."""
    the_talk, form = _seen(request, body, talk), MaterialForm(request.POST, request.FILES)
    form.is_valid()
    require_valid(form)
    made = commands.file_material(actor_of(request), the_talk, form.material())
    messages.success(request, f"Filed: {made.get_kind_display()}.")
    return return_page(request, f"/{the_talk.ref}")


@require_safe
def file(request: HttpRequest, body: str, talk: str, file: str) -> HttpResponse:
    """A file of a talk, for those it is for."""
    the_talk = _seen(request, body, talk)
    found = queries.material_named(the_talk, file)
    require(policy.may_see_material(actor_of(request), the_talk, found.audience))
    if found.attachment is None:
        raise Refused("not_found", "This is a link, not a file. The talk's page leads to it.")
    headers = {"Content-Disposition": f'attachment; filename="{found.slug}"'}
    content = bytes(found.attachment.content)
    return HttpResponse(content, content_type=found.attachment.media_type, headers=headers)


@require_POST
def act(request: HttpRequest, body: str, talk: str, verb: str) -> HttpResponse:
    """Do one thing to a talk."""
    the_talk = _seen(request, body, talk)
    run = partial(act_named(ACTS, verb, "a talk"), actor_of(request), the_talk, request.POST)
    shown = previewed(request, the_talk.body, f"/{the_talk.ref}", run)
    if shown is not None:
        return shown
    messages.success(request, run(), extra_tags="settled")
    return return_page(request, f"/{the_talk.ref}")


@require_POST
def act_on_slot(request: HttpRequest, body: str, talk: str, number: int, verb: str) -> HttpResponse:
    """Do one thing to a slot of a talk."""
    the_talk = _seen(request, body, talk)
    slot = queries.slot_named(f"{the_talk.ref}/slots/{number}")
    run = partial(act_named(SLOT_ACTS, verb, "a slot"), actor_of(request), slot, request.POST)
    shown = previewed(request, the_talk.body, f"/{the_talk.ref}", run)
    if shown is not None:
        return shown
    messages.success(request, run(), extra_tags="settled")
    return return_page(request, f"/{the_talk.ref}")


def _seen(request: HttpRequest, body: str, slug: str) -> Talk:
    talk = queries.talk_named(f"{body}/talks/{slug}")
    require(policy.may_read(actor_of(request), talk))
    return talk
