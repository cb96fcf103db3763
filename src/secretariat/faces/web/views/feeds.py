"""The feeds of a body: what became public as Atom and JSON Feed, and everything with a day as iCal.

They know no session: whoever asks is answered as the public is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from secretariat import __version__
from secretariat.documents.rendering.feed_files import atom, json_feed
from secretariat.faces.web.exports import days_file
from secretariat.foundation.people.feeds import feed_of
from secretariat.foundation.people.http import body_or_404
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.standing import mark_of

FORMATS: dict[str, tuple[str, Callable[[Body], bytes]]] = {
    "feed.atom": (
        "application/atom+xml; charset=utf-8",
        lambda body: atom(feed_of(body, "atom")),
    ),
    "feed.json": ("application/feed+json", lambda body: json_feed(feed_of(body, "json"))),
    "dates.ics": ("text/calendar; charset=utf-8", days_file),
}


@require_safe
def feed(request: HttpRequest, body: str, file: str) -> HttpResponseBase:
    """One of the feeds; 304 while nothing has changed since the reader asked last."""
    the_body = body_or_404(body)
    mark = f"{__version__} {file} {mark_of(the_body)}"
    etag = f'"{hashlib.sha256(mark.encode()).hexdigest()[:32]}"'
    known = get_conditional_response(request, etag=etag)
    if known is not None:
        return known
    media_type, made = FORMATS[file]
    headers = {"ETag": etag, "Cache-Control": "no-cache"}
    return HttpResponse(made(the_body), content_type=media_type, headers=headers)
