"""The clock of the example council: anybody who tries it may move it. Elsewhere it is no page."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from secretariat.faces.web import example_times
from secretariat.faces.web.example_times import InstantForm, Stop
from secretariat.foundation.people.http import for_everybody, redirect_page, render_page
from secretariat.foundation.records import clock
from secretariat.foundation.records.commands import move_example_clock

HERE = "/demo/clock"


@for_everybody
@require_http_methods(["GET", "HEAD", "POST"])
def example_clock(request: HttpRequest) -> HttpResponse:
    """What time it is in the example, and buttons that move its clock on or back."""
    if not settings.IS_DEMO:
        raise Http404("Only the example council has a clock that can be moved.")
    now, zone = clock.now(), example_times.zone()
    stops = example_times.stops(now)
    given = request.POST if "on" in request.POST else None
    form = InstantForm(given, initial=example_times.fields(now, zone))
    wanted = _wanted(request, form, stops, zone)
    if wanted is not None:
        move_example_clock(wanted)
        messages.success(request, f"It is now {example_times.words(wanted, zone)}.")
        return redirect_page(request, _back(request))
    context = {"form": form, "stops": stops, "zone": zone, "now": now, "back": _back(request)}
    return render_page(request, "web/example_clock.html", context)


def _wanted(
    request: HttpRequest, form: InstantForm, stops: list[Stop], zone: str
) -> datetime | None:
    if form.is_bound:
        return form.instant(zone) if form.is_valid() else None
    pressed = request.POST.get("stop")
    return next((stop.at for stop in stops if stop.name == pressed), None)


def _back(request: HttpRequest) -> str:
    """The page to return to: a path of ours, else the clock itself."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    is_ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if is_ours else HERE
