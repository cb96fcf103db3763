"""Writing to those who owe actions: every letter is shown before it leaves."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from secretariat.council.actions import policy
from secretariat.council.actions.commands.mailing import mail_owners
from secretariat.council.actions.pages import letters_page
from secretariat.foundation.people.http import (
    actor_of,
    body_or_404,
    redirect_page,
    render_page,
)
from secretariat.rules.visibility import require
from secretariat.rules.wording import counted, joined


@require_http_methods(["GET", "HEAD", "POST"])
def letters(request: HttpRequest, body: str) -> HttpResponse:
    """Who would get “Your actions”, with each letter as it would go out; posting sends them."""
    the_body, actor = body_or_404(body), actor_of(request)
    require(policy.may_raise(actor, the_body.slug))
    if request.method != "POST":
        return render_page(request, "actions/letters.html", letters_page(the_body))
    mailed = mail_owners(actor, the_body, only=request.POST.getlist("to"))
    missed = [*mailed.unreachable, *mailed.stopped]
    words = f"{counted(mailed.letters, 'letter')} left."
    words += f" None went to {joined(missed)}." if missed else ""
    messages.success(request, words, extra_tags="settled")
    return redirect_page(request, f"/{the_body.slug}/actions")
