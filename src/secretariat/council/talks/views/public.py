"""What strangers and speakers do without an account: suggest a talk, answer an invitation."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from secretariat.council.talks import commands, queries
from secretariat.council.talks.flood import let_in
from secretariat.council.talks.forms import AnswerForm, SlidesForm, SuggestForm
from secretariat.council.talks.pages import frame, invitation_page, suggest_page
from secretariat.foundation.people.http import (
    actor_of,
    body_or_404,
    for_everybody,
    redirect_page,
    refusals_on,
    render_page,
    require_valid,
)
from secretariat.foundation.people.returning import return_page


@for_everybody
@require_http_methods(["GET", "HEAD", "POST"])
def suggest(request: HttpRequest, body: str) -> HttpResponse:
    """The form for a suggestion. What a program filled in is thanked for and not kept."""
    the_body, form = body_or_404(body), SuggestForm(request.POST or None)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            if not form.cleaned_data["fax"]:
                let_in(place_of(request))
                commands.suggest_talk(actor_of(request), the_body, form.words(), form.by())
            return redirect_page(request, f"/{the_body.slug}/talks/thanks")
    return render_page(request, "talks/suggest.html", suggest_page(the_body, form))


@require_safe
def thanks(request: HttpRequest, body: str) -> HttpResponse:
    """What happens next to a suggestion."""
    return render_page(request, "talks/thanks.html", frame(body_or_404(body)))


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, body: str, token: str) -> HttpResponse:
    """What a speaker sees through the link; posting answers. Opening it changes nothing."""
    row = queries.invitation_of(body_or_404(body), token)
    initial = {"title": row.talk.title, "about": row.talk.about, "answer": row.answer}
    form = AnswerForm(request.POST or None, initial=initial)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            commands.answer_invitation(row, form.says())
            messages.success(request, "Thank you. The council has your answer.")
            return redirect_page(request, request.path)
    context = invitation_page(row, form, SlidesForm())
    return render_page(request, "talks/invitation.html", context)


@require_POST
def slides(request: HttpRequest, body: str, token: str) -> HttpResponse:
    """A speaker sends slides through the link."""
    row = queries.invitation_of(body_or_404(body), token)
    form = SlidesForm(request.POST, request.FILES)
    form.is_valid()
    require_valid(form)
    commands.send_material(row, form.material())
    messages.success(request, "Thank you. Your slides are with the talk.")
    return return_page(request, request.path.removesuffix("/slides"))


def place_of(request: HttpRequest) -> str:
    """Where a request comes from, as far as the proxies we trust say it."""
    return str(get_adapter(request).get_client_ip(request) or "")
