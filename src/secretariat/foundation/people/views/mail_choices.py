"""Which letters of a body somebody takes: on one's own page, and without an account by the link
that is in every such letter.
"""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from secretariat.foundation.people import commands
from secretariat.foundation.people.forms.mail_choices import MailChoiceForm
from secretariat.foundation.people.http import (
    body_or_404,
    for_everybody,
    redirect_page,
    refusals_on,
    render_page,
)
from secretariat.foundation.people.models import Account, Body, Person
from secretariat.foundation.people.queries.mail_choices import mail_choice, whose_letters
from secretariat.rules.errors import Refused

STOPPED = "No digest and no reminders come any more."


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def mine(request: HttpRequest, body: str) -> HttpResponse:
    """My own choice about the letters of a body."""
    account = request.user
    if not isinstance(account, Account) or account.person is None:
        raise Refused("not_found", "This account is nobody’s in the record, and gets no letters.")
    return _choose(request, account.person, body_or_404(body), "/me#letters")


# The address itself is the right, and a mail program that stops letters at a key has no cookie.
@csrf_exempt
@never_cache
@for_everybody
@require_http_methods(["GET", "POST"])
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The same by the link in a letter. Opening it changes nothing; `List-Unsubscribe=One-Click`
    (RFC 8058) stops all that can be stopped.
    """
    person, body = whose_letters(token)
    if request.POST.get("List-Unsubscribe") == "One-Click":
        commands.stop_mail(person, body)
        return HttpResponse(STOPPED, content_type="text/plain; charset=utf-8")
    page = _choose(request, person, body, request.path)
    page.headers["X-Robots-Tag"] = "noindex"
    page.headers["Referrer-Policy"] = "no-referrer"
    return page


def _choose(request: HttpRequest, person: Person, body: Body, back: str) -> HttpResponse:
    choice = mail_choice(person, body)
    if "stop" in request.POST:
        commands.stop_mail(person, body)
        messages.success(request, STOPPED, extra_tags="settled")
        return redirect_page(request, back)
    chosen = {"digest": choice.digest, "reminders": choice.reminders}
    form = MailChoiceForm(request.POST if request.method == "POST" else None, initial=chosen)
    if form.is_valid():
        with refusals_on(form):
            commands.choose_mail(person, body, **form.cleaned_data)
            messages.success(request, "Your choice is kept.", extra_tags="settled")
            return redirect_page(request, back)
    context = {"body": body, "person": person, "choice": choice, "form": form}
    return render_page(request, "people/letters.html", context)
