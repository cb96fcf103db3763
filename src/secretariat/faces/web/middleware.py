"""Refusals become pages, and each request leaves one line in the log.

All are synchronous on purpose: the innermost middleware being synchronous keeps the whole chain
in one thread, which under ASGI saves a thread change per middleware.
"""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable

from django.conf import settings
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url

from secretariat.faces.web.refusals import refusal_page
from secretariat.faces.web.trouble import trouble_page
from secretariat.faces.web.views.errors import no_page
from secretariat.foundation.people.signed_in import keep_seen
from secretariat.foundation.records import clock
from secretariat.rules.errors import Refused

log = logging.getLogger("secretariat.web")

GetResponse = Callable[[HttpRequest], HttpResponseBase]

FORM_REFUSED = frozenset({409, 422})
SIGN_IN_FIRST = "Only people of a body change its record. Sign in first; nothing has changed."
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


class RequestLog:
    """One line per request: its id, the pattern of the address, the answer, the time.

    The pattern is logged, never the address: an address may carry a sign-in token or a search.
    The id is in the answer too, so that a person can name it when reporting a fault.
    """

    sync_capable = True
    async_capable = False

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.request_id = secrets.token_hex(4)  # type: ignore[attr-defined]
        started = time.perf_counter()
        response = self.get_response(request)
        took_ms = (time.perf_counter() - started) * 1000
        response.headers["X-Request-Id"] = request.request_id  # type: ignore[attr-defined]
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        log.info(
            "%s %s /%s %d %.0f ms",
            request.request_id,  # type: ignore[attr-defined]
            request.method,
            request.resolver_match.route if request.resolver_match else "…",
            response.status_code,
            took_ms,
        )
        return response


class ExampleInstant:
    """Reads the example council's clock once per request; in that demo each reading is a query."""

    sync_capable = True
    async_capable = False

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with clock.fixed(clock.now()):
            return self.get_response(request)


class LastSeen:
    """Keeps on which day a browser that is signed in was last used. A page that was served is not
    taken back because that could not be written.
    """

    sync_capable = True
    async_capable = False

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        try:
            keep_seen(request)
        except Error:
            log.warning("the day a browser was last used could not be kept")
        return response


class Refusals:
    """Turns a `Refused` that left a view into a page: the one place for the web. An address that
    only takes forms says so, too. A stranger learns of a refused form only that it is not for
    strangers.
    """

    sync_capable = True
    async_capable = False

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if _is_sent_by_stranger(request) and _is_not_for_strangers(response):
            return refusal_page(request, Refused("not_allowed", SIGN_IN_FIRST))
        is_empty = response.status_code == 405 and not getattr(response, "content", b"")
        return no_page(request, response.headers["Allow"]) if is_empty else response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Refused):
            return refusal_page(request, error)
        return trouble_page(request, error) if isinstance(error, Error) else None


def _is_not_for_strangers(response: HttpResponseBase) -> bool:
    """Whether a form was refused, or answered by the page for signing in. To a form that is no
    answer: what was typed would be gone, and nothing would say so.
    """
    if response.status_code != 302:
        return response.status_code in FORM_REFUSED
    return response.headers["Location"].startswith(resolve_url(settings.LOGIN_URL))


def _is_sent_by_stranger(request: HttpRequest) -> bool:
    """Whether somebody who is not signed in sent a form that is not for everybody, and did not
    come by a personal link.
    """
    found = request.resolver_match
    if request.method != "POST" or found is None or request.user.is_authenticated:
        return False
    is_ours = found.func.__module__.startswith("secretariat.")
    is_open = getattr(found.func, "is_for_everybody", False) or "token" in found.kwargs
    return is_ours and not is_open
