"""The start page and the home page of a body."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from secretariat.faces.web import navigation
from secretariat.faces.web.home import body_lines, home_of
from secretariat.foundation.people import queries
from secretariat.foundation.people.http import actor_of, body_or_404, render_page
from secretariat.foundation.records import clock


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The bodies that keep their record here; with a single one, its home."""
    bodies = queries.all_bodies()
    if len(bodies) == 1:
        return HttpResponseRedirect(f"/{bodies[0].slug}")
    if not bodies:
        setup = "/setup" if navigation.exists("/setup") else ""
        return render_page(request, "web/first_run.html", {"setup": setup})
    lines = body_lines(bodies, clock.now())
    return render_page(request, "web/start.html", {"lines": lines})


@require_safe
def body_home(request: HttpRequest, body: str) -> HttpResponse:
    """What this body is, what comes next, what needs the reader, what happened last."""
    the_body = body_or_404(body)
    home = home_of(actor_of(request), the_body, clock.now())
    return render_page(request, "web/home.html", {"body": the_body, "home": home})
