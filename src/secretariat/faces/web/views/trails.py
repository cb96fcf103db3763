"""Who did what when, for the members of a body."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from secretariat.faces.web import trail
from secretariat.foundation.people.http import actor_of, body_or_404, render_page
from secretariat.rules.visibility import Audience, may_see, require

A_PAGE = 50


@require_safe
def body_history(request: HttpRequest, body: str) -> HttpResponse:
    """The audit trail in words, newest first; `?ref=` keeps one thing and all under it."""
    the_body, actor = body_or_404(body), actor_of(request)
    require(may_see(actor, the_body.slug, Audience.MEMBERS))
    ref = request.GET.get("ref", "").strip().strip("/")[:200]
    page = Paginator(trail.entries_of(actor, the_body, ref), A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "body": the_body,
        "ref": ref,
        "page_query": urlencode({"ref": ref}) + "&" if ref else "",
        "page": page,
        "lines": trail.told(actor, the_body, page.object_list),
    }
    return render_page(request, "web/history.html", context)
