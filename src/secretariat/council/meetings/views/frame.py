"""What the views of meetings share: finding the meeting, going back to the room."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from secretariat.council.meetings.followers import remarks_on
from secretariat.council.meetings.models import AgendaItem, Meeting
from secretariat.council.meetings.queries.finding import item_named, meeting_named
from secretariat.foundation.people.http import actor_of
from secretariat.foundation.records import clock
from secretariat.rules.typed import when_typed

View = Callable[..., HttpResponse]
Act = Callable[..., str | None]


def with_meeting(view: View) -> View:
    """Give a view the meeting of its address; a former address of a moved meeting redirects."""

    @wraps(view)
    def found(request: HttpRequest, body: str, meeting: str, **names: Any) -> HttpResponse:
        row = meeting_named(body, meeting)
        if row.slug != meeting and request.method in {"GET", "HEAD"}:
            there = request.get_full_path().replace(f"/{body}/{meeting}", f"/{row.ref}", 1)
            return HttpResponseRedirect(there)
        return view(request, row, **names)

    return found


def with_item(view: View) -> View:
    """Give a view the item of its address, under its meeting."""

    @with_meeting
    @wraps(view)
    def found(request: HttpRequest, meeting: Meeting, item: str, **names: Any) -> HttpResponse:
        return view(request, item_named(meeting, item), **names)

    return found


def act_on_agenda(act: Act) -> View:
    """A POST that acts on a meeting and goes back to preparing it, with what `act` says."""

    @require_POST
    @with_meeting
    @wraps(act)
    def done(request: HttpRequest, meeting: Meeting, **names: Any) -> HttpResponse:
        tell(request, act(request, meeting, **names))
        return to_page(f"/{meeting.ref}/prepare")

    return done


def act_in_room(focus: str = "") -> Callable[[Act], View]:
    """A POST that acts in the room and goes back there, the focus where typing goes on."""

    def wrap(act: Act) -> View:
        @require_POST
        @with_meeting
        @wraps(act)
        def done(request: HttpRequest, meeting: Meeting, **names: Any) -> HttpResponse:
            tell(request, act(request, meeting, **names))
            return to_room(meeting, item=request.POST.get("shown", ""), focus=focus)

        return done

    return wrap


def to_room(meeting: Meeting, **wanted: str) -> HttpResponse:
    """Back to the room, showing what is wanted there."""
    query = urlencode({name: value for name, value in wanted.items() if value})
    return to_page(f"/{meeting.ref}/room" + (f"?{query}" if query else ""))


def to_page(url: str) -> HttpResponse:
    """See another page after an act; htmx follows on its own."""
    return HttpResponseRedirect(url, status=303)


def tell(request: HttpRequest, words: str | None) -> None:
    """Say on the next page what was done."""
    if words:
        messages.success(request, words, extra_tags="settled")


def tell_remarks(request: HttpRequest, meeting: Meeting) -> None:
    """Say plainly what a corrected record now says otherwise than what was decided by it."""
    for words in remarks_on(meeting):
        messages.warning(request, words, extra_tags="attention")


def item_posted(request: HttpRequest, meeting: Meeting) -> AgendaItem:
    """The item a form names in its field `item`. Refuses ("not_found")."""
    return item_named(meeting, request.POST.get("item", ""))


def typed_at(request: HttpRequest, meeting: Meeting) -> datetime | None:
    """When a form was typed that waited for the network, by its field `typed_ago` in seconds; None
    for one that came at once. Not an instant: the clock of a browser may be wrong.
    """
    ago = request.POST.get("typed_ago", "")
    seconds = int(ago) if ago.isdecimal() and len(ago) < 10 else 0
    called, adjourned = meeting.called_at, meeting.adjourned_at
    return when_typed(seconds, now=clock.now(), called_at=called, adjourned_at=adjourned)


__all__ = [
    "act_in_room",
    "act_on_agenda",
    "actor_of",
    "item_posted",
    "tell",
    "tell_remarks",
    "to_page",
    "to_room",
    "typed_at",
    "with_item",
    "with_meeting",
]
