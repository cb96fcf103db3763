"""Reading minutes, and their way from draft to release."""

from __future__ import annotations

from contextlib import nullcontext
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST

from secretariat.council.meetings.queries.finding import meeting_named
from secretariat.council.minutes import commands, policy, queries
from secretariat.council.minutes.editions import Editions
from secretariat.council.minutes.letters import minutes_letter, send_minutes
from secretariat.council.minutes.models import ref_of_edition
from secretariat.council.minutes.pages import letter_page, reading_page, release_form
from secretariat.foundation.outbox.forms import LetterForm
from secretariat.foundation.outbox.policy import may_send
from secretariat.foundation.people.editing import edited
from secretariat.foundation.people.http import (
    actor_of,
    body_or_404,
    redirect_page,
    refusals_on,
    render_page,
)
from secretariat.rules.visibility import Audience, require


def register(request: HttpRequest, body: str) -> HttpResponse:
    """Every minutes of a body, with how long they took."""
    the_body, actor = body_or_404(body), actor_of(request)
    rows = queries.minutes_register(actor, the_body)
    context = {
        "body": the_body,
        "rows": rows,
        "undrafted": queries.undrafted_meetings(the_body),
        "may_write": policy.may_write(actor, the_body),
    }
    return render_page(request, "minutes/register.html", context)


def page(request: HttpRequest, body: str, meeting: str, edition: str = "public") -> HttpResponse:
    """The minutes of one meeting; before they exist, how to begin them. An edition that says no
    more than another leads there.
    """
    actor, audience = actor_of(request), Audience(edition)
    minutes = queries.minutes_known(body, meeting)
    the_meeting = minutes.meeting if minutes else meeting_named(body, meeting)
    minutes = minutes or queries.minutes_at(the_meeting)
    context: dict[str, Any] = {"body": the_meeting.body, "meeting": the_meeting}
    if minutes is None:
        context["may_write"] = policy.may_write(actor, the_meeting.body)
        return render_page(request, "minutes/none.html", context)
    require(policy.may_read(actor, minutes, audience))
    editions = Editions(minutes)
    if audience not in editions.audiences:
        return HttpResponseRedirect(f"/{ref_of_edition(minutes, editions.fitting(audience))}")
    context |= reading_page(actor, editions, audience)
    return render_page(request, "minutes/page.html", context)


@require_POST
def draft(request: HttpRequest, body: str, meeting: str) -> HttpResponse:
    """Begin the minutes."""
    minutes = commands.begin_minutes(actor_of(request), meeting_named(body, meeting))
    messages.success(request, "The minutes are drafted from the record.", extra_tags="settled")
    return redirect_page(request, f"/{minutes.ref}")


@require_POST
def release(request: HttpRequest, body: str, meeting: str) -> HttpResponse:
    """Release the minutes for corrections until a day."""
    minutes = queries.readable_minutes(actor_of(request), meeting_named(body, meeting))
    require(policy.may_write(actor_of(request), minutes.meeting.body))
    form = edited(request, minutes.revision, partial(release_form, minutes)).form
    if form.is_valid():
        # Approved minutes show no form any more, so nothing could be mended in it.
        with refusals_on(form) if minutes.approved_at is None else nullcontext():
            commands.release_minutes(actor_of(request), minutes, **form.cleaned_data)
            messages.success(request, "The minutes are released.", extra_tags="settled")
            return redirect_page(request, f"/{minutes.ref}")
    context: dict[str, Any] = {"body": minutes.meeting.body, "meeting": minutes.meeting}
    page = reading_page(actor_of(request), Editions(minutes), Audience.PUBLIC)
    context |= page | {"release_form": form}
    return render_page(request, "minutes/page.html", context)


@require_POST
def recall(request: HttpRequest, body: str, meeting: str) -> HttpResponse:
    """Take released minutes back into drafting."""
    minutes = queries.readable_minutes(actor_of(request), meeting_named(body, meeting))
    commands.recall_minutes(actor_of(request), minutes, reason=request.POST.get("reason", ""))
    return redirect_page(request, f"/{minutes.ref}")


@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, body: str, meeting: str) -> HttpResponse:
    """Preview the letter with which the minutes go to the members, and send it."""
    actor = actor_of(request)
    minutes = queries.readable_minutes(actor, meeting_named(body, meeting))
    require(may_send(actor, body))
    form = LetterForm(request.POST or None, initial=minutes_letter(minutes))
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            send_minutes(actor, minutes, **form.cleaned_data)
            messages.success(request, "The minutes are on their way.", extra_tags="settled")
            return HttpResponseRedirect(f"/{minutes.ref}")
    return render_page(request, "outbox/letter.html", letter_page(actor, minutes, form))
