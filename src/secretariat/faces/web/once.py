"""Each act once: a form that carries a key in its field `once` is done one time, however often it
is sent.

A form sent again is answered as the first one was: by leading to the page seen after the act.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.http import url_has_allowed_host_and_scheme

from secretariat.foundation.records import queries
from secretariat.foundation.records.commands import keep_where_it_led
from secretariat.foundation.records.once import Carried, carried_key, carrying

GetResponse = Callable[[HttpRequest], HttpResponseBase]
LONGEST = 500


class EachOnce:
    """Lets the acts of a form know its key; stands after the check that a form is from our pages,
    outside of what turns refusals into pages.
    """

    sync_capable = True
    async_capable = False

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        key = _key_in(request)
        if key is None:
            return self.get_response(request)
        with carrying(key) as carried:
            response = self.get_response(request)
        if carried.is_repeated:
            response = _lead_back(request, queries.where_it_led(key) or "")
        elif carried.is_taken:
            _keep_way(request, response, carried)
        return _briefly(response, carried) if _asks_briefly(request) else response

    def process_view(self, _: HttpRequest, *__: Any) -> HttpResponse | None:
        """Answer a form that is known to be done before its view stumbles over its own work."""
        carried = carried_key()
        if carried is None or queries.where_it_led(carried.key) is None:
            return None
        carried.is_repeated = True
        return HttpResponse()


def _asks_briefly(request: HttpRequest) -> bool:
    """Whether a script sends what waited, and wants to know whether it is done, not the page."""
    return request.headers.get("Prefer") == "return=minimal"


def _briefly(response: HttpResponseBase, carried: Carried) -> HttpResponseBase:
    """204 for what is done; 409 with the page to open for what only led there, since it asks."""
    if response.status_code != 303:
        return response
    if carried.is_repeated or carried.is_taken:
        return HttpResponse(status=204)
    return HttpResponse(status=409, headers={"X-Leads-To": response.headers["Location"]})


def _key_in(request: HttpRequest) -> UUID | None:
    """The key of a form; what is none protects nothing and harms nothing."""
    if request.method != "POST":
        return None
    try:
        return UUID(request.POST.get("once", ""))
    except ValueError:
        return None


def _keep_way(request: HttpRequest, response: HttpResponseBase, carried: Carried) -> None:
    """Remember where an act led, where the form alone does not tell. A personal link is never
    kept: whoever reads the record could use it.
    """
    found = request.resolver_match
    if carried.is_secret or found is None or "token" in found.kwargs:
        return
    if response.status_code != 303:
        return
    there = response.headers["Location"]
    if urlsplit(there).path != urlsplit(_back(request)).path and len(there) <= LONGEST:
        keep_where_it_led(carried.key, there)


def _lead_back(request: HttpRequest, led_to: str) -> HttpResponse:
    return HttpResponseRedirect(led_to or _back(request), status=303)


def _back(request: HttpRequest) -> str:
    """The page named in the form's `next`, else the one the form stood on, else the first page."""
    wanted = request.POST.get("next", "")
    if wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    referer = urlsplit(request.headers.get("Referer", ""))
    is_ours = referer.netloc == request.get_host() and referer.path
    return referer.path + (f"?{referer.query}" if referer.query else "") if is_ours else "/"
