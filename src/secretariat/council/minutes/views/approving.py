"""Putting minutes to approval in a later meeting, and noting errata after it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from secretariat.council.meetings.queries.finding import item_named, meeting_named
from secretariat.council.minutes import commands, queries
from secretariat.council.minutes.forms import ErratumForm
from secretariat.council.minutes.models import ref_of_edition
from secretariat.foundation.people.http import actor_of, redirect_page
from secretariat.foundation.people.returning import return_page
from secretariat.rules.visibility import Audience


@require_POST
def move_approval(request: HttpRequest, body: str, meeting: str, item: str) -> HttpResponse:
    """Move the approval of the ticked minutes under the agenda item."""
    the_item = item_named(meeting_named(body, meeting), item)
    refs = request.POST.getlist("minutes")
    word = request.POST.get("word", "")
    motion = commands.move_approval(actor_of(request), the_item, refs, word=word)
    messages.success(request, f"{motion.number} is moved.", extra_tags="settled")
    return return_page(request, f"/{the_item.meeting.ref}/room")


@require_POST
def erratum(request: HttpRequest, body: str, meeting: str, edition: str = "public") -> HttpResponse:
    """Note an erratum under approved minutes, for the readers of an edition."""
    actor, audience = actor_of(request), Audience(edition)
    minutes = queries.readable_minutes(actor, meeting_named(body, meeting), audience)
    form = ErratumForm(request.POST)
    text = form.cleaned_data["text"] if form.is_valid() else ""
    commands.note_erratum(actor, minutes, text=text, audience=audience)
    messages.success(request, "The erratum is noted.", extra_tags="settled")
    return redirect_page(request, f"/{ref_of_edition(minutes, audience)}")
