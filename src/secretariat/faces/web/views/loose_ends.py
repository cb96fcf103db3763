"""What is left hanging in a body: what the chair reads before the agenda is prepared."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from secretariat.foundation.people.http import actor_of, body_or_404, render_page
from secretariat.foundation.people.loose_ends import loose_ends
from secretariat.foundation.people.queries import day_in
from secretariat.foundation.records import clock
from secretariat.rules.visibility import Audience, may_see, require


@require_safe
def body_loose_ends(request: HttpRequest, body: str) -> HttpResponse:
    """Everything overdue, unanswered, ownerless or unapproved, the oldest first; `?kind=` keeps one
    sort.
    """
    the_body, actor, now = body_or_404(body), actor_of(request), clock.now()
    require(may_see(actor, the_body.slug, Audience.MEMBERS))
    today = day_in(the_body, now)
    ends = loose_ends(actor, the_body, now)
    kind = request.GET.get("kind", "")
    context = {
        "body": the_body,
        "kind": kind,
        "kinds": sorted({end.kind for end in ends}),
        "total": len(ends),
        "lines": [(end, end.age(today)) for end in ends if kind in ("", end.kind)],
    }
    return render_page(request, "web/loose_ends.html", context)
