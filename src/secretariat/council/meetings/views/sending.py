"""Writing to the members about a meeting: its agenda or its cancellation."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from secretariat.council.meetings.letters import (
    letter_about,
    letter_frame,
    send_letter,
    tells_call,
)
from secretariat.council.meetings.queries.finding import meeting_named
from secretariat.foundation.outbox.forms import LetterForm
from secretariat.foundation.outbox.policy import may_send
from secretariat.foundation.outbox.queries import echoes
from secretariat.foundation.people.http import actor_of, redirect_page, refusals_on, render_page
from secretariat.rules.visibility import require


@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, body: str, meeting: str) -> HttpResponse:
    """Preview the letter with the agenda, or with word of the cancellation, and send it."""
    actor, row = actor_of(request), meeting_named(body, meeting)
    require(may_send(actor, body))
    form = LetterForm(request.POST or None, initial=letter_about(row))
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            send_letter(actor, row, **form.cleaned_data)
            messages.success(request, "The letter is on its way.", extra_tags="settled")
            return redirect_page(request, f"/{row.ref}/send")
    heading = "Say that it is cancelled" if row.cancelled_reason else "Send the agenda"
    context = {"body": row.body, "form": form, "heading": heading, "zone": row.zone}
    context |= letter_frame(actor, row)
    context |= {"echoes": echoes(row.ref), "tells_call": tells_call(row)}
    context |= {"back": row.get_absolute_url(), "back_words": row.slug}
    return render_page(request, "outbox/letter.html", context)
