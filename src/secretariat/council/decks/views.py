"""Pages of a deck: looking it over, publishing it, presenting it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from secretariat.council.decks import commands, policy, queries
from secretariat.council.decks.models import PublishedDeck
from secretariat.council.decks.queries import DRAFT, DeckShown
from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.queries.finding import meeting_named
from secretariat.documents.rendering.html_deck import (
    CSS_PATH,
    JS_PATH,
    DeckPieces,
    deck_pieces,
    look_css,
)
from secretariat.documents.rendering.look import logo_type
from secretariat.foundation.people.http import actor_of, redirect_page, render_page
from secretariat.rules.visibility import Actor

ASSETS = {"deck.css": (CSS_PATH, "text/css"), "deck.js": (JS_PATH, "text/javascript")}
FORMATS = (
    ("pptx", "PowerPoint"),
    ("pdf", "PDF"),
    ("html", "HTML"),
    ("md", "Markdown"),
    ("json", "JSON"),
)


@require_safe
def overview(request: HttpRequest, body: str, meeting: str) -> HttpResponse:
    """The deck at a glance: its state, how it differs from the record, its slides."""
    the_meeting, actor = meeting_named(body, meeting), actor_of(request)
    if the_meeting.slug != meeting:
        return redirect_page(request, f"/{the_meeting.ref}/deck")
    versions = queries.versions_of(the_meeting)
    shown = queries.deck_shown(actor, the_meeting, _which(request) or queries.newest(versions))
    context = _frame(the_meeting, shown) | _preparing(actor, the_meeting, shown, versions)
    return render_page(request, "decks/overview.html", context)


@require_safe
def present(request: HttpRequest, body: str, meeting: str) -> HttpResponse:
    """The deck for the projector, the presenter and the phone."""
    the_meeting = meeting_named(body, meeting)
    shown = queries.deck_shown(actor_of(request), the_meeting, _which(request))
    return render_page(request, "decks/present.html", _frame(the_meeting, shown))


@require_POST
def publish(request: HttpRequest, body: str, meeting: str) -> HttpResponse:
    """Publish the deck as it stands."""
    the_meeting = meeting_named(body, meeting)
    published = commands.publish_deck(actor_of(request), the_meeting)
    words = f"Version {published.version} of the deck is published."
    messages.success(request, words, extra_tags="settled")
    return redirect_page(request, f"/{the_meeting.ref}/deck")


@require_safe
def asset(_request: HttpRequest, *, name: str, **_place: str) -> HttpResponse:
    """The style sheet and the script that every deck shares."""
    if name not in ASSETS:
        raise Http404("There is no such file.")
    path, media_type = ASSETS[name]
    return HttpResponse(path.read_bytes(), content_type=media_type)


@require_safe
def look(request: HttpRequest, body: str, meeting: str) -> HttpResponse:
    """The body's colours as the deck needs them."""
    shown = queries.deck_look(actor_of(request), meeting_named(body, meeting), _which(request))
    return HttpResponse(look_css(shown), content_type="text/css")


@require_safe
def logo(request: HttpRequest, body: str, meeting: str) -> HttpResponse:
    """The logo on the slides."""
    shown = queries.deck_look(actor_of(request), meeting_named(body, meeting), _which(request))
    if not shown.logo or not logo_type(shown):
        raise Http404("This deck has no logo.")
    return HttpResponse(shown.logo, content_type=logo_type(shown))


def _which(request: HttpRequest) -> str:
    """The deck asked for: `?draft`, `?version=2`, or the newest published one."""
    if DRAFT in request.GET:
        return DRAFT
    version = request.GET.get("version", "")
    return f"v{version}" if version.isdecimal() and len(version) < 5 else ""


def _frame(meeting: Meeting, shown: DeckShown) -> dict[str, Any]:
    which = f"v{shown.published.version}" if shown.published else DRAFT
    query = f"?version={shown.published.version}" if shown.published else "?draft"
    return {
        "body": meeting.body,
        "meeting": meeting,
        "zone": meeting.zone,
        "shown": shown,
        "pieces": _pieces(meeting, shown, query),
        "query": query,
        "url": f"/{meeting.ref}/deck",
        "file_url": f"/{meeting.ref}/deck/{which}",
        "formats": FORMATS,
    }


def _pieces(meeting: Meeting, shown: DeckShown, query: str) -> DeckPieces:
    has_logo = bool(logo_type(shown.deck.look))
    return deck_pieces(shown.deck, f"/{meeting.ref}/deck/logo{query}" if has_logo else "")


def _preparing(
    actor: Actor, meeting: Meeting, shown: DeckShown, versions: list[PublishedDeck]
) -> dict[str, Any]:
    """What those who prepare the meeting see besides: differences, versions, what is left out."""
    may_publish = bool(policy.may_publish_deck(actor, meeting))
    values: dict[str, Any] = {"may_publish": may_publish, "versions": versions}
    if may_publish and shown.draft:
        published = shown.published or next(iter(versions), None)
        values["latest"] = published
        values["changes"] = queries.changes_since(published, shown.draft) if published else ()
        values["left_out"] = shown.left_out
    return values
