"""Search, in one body or in all of them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from secretariat.faces.web.finds import groups
from secretariat.foundation.people.http import actor_of, body_or_404, render_page
from secretariat.foundation.people.models import Body
from secretariat.foundation.records.queries import search as find

MOST, LONGEST = 60, 300


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Search in every body."""
    return _answer(request, None)


@require_safe
def search_body(request: HttpRequest, body: str) -> HttpResponse:
    """Search in one body."""
    return _answer(request, body_or_404(body))


def _answer(request: HttpRequest, body: Body | None) -> HttpResponse:
    asked = request.GET.get("q", "")[:LONGEST].strip()
    slug = body.slug if body else ""
    found = find(asked, actor_of(request), body_slug=slug, limit=MOST)
    context = {
        "body": body,
        "asked": asked,
        "groups": groups(found),
        "count": len(found),
        "is_cut": len(found) == MOST,
    }
    return render_page(request, "web/search.html", context)
