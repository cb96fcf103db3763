"""Error pages in words."""

from __future__ import annotations

import logging

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token

log = logging.getLogger("secretariat.web")


def _error(request: HttpRequest, status: int, template: str, **context: object) -> HttpResponse:
    return HttpResponse(render_to_string(template, context, request), status=status)


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    return _error(request, 400, "web/errors/400.html")


@requires_csrf_token
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    return _error(request, 403, "web/errors/403.html")


@requires_csrf_token
def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    log.warning("form refused: %s", reason)
    return _error(request, 403, "web/errors/csrf.html")


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    reason = str(exception) if isinstance(exception, Http404) else ""
    is_ours = bool(exception.args) and isinstance(exception.args[0], str)
    return _error(request, 404, "web/errors/404.html", reason=reason if is_ours else "")


def no_page(request: HttpRequest, allowed: str) -> HttpResponse:
    """Shown where only forms are taken; `allowed` are the methods that work there."""
    above = request.path.rpartition("/")[0] or "/"
    answer = _error(request, 405, "web/errors/405.html", above=above)
    answer.headers["Allow"] = allowed
    return answer


def broken(request: HttpRequest) -> HttpResponse:
    """Shown after a fault. It reads nothing from the database, which may be the cause."""
    request_id = getattr(request, "request_id", "")
    return HttpResponse(
        render_to_string("web/errors/500.html", {"request_id": request_id}), status=500
    )


def closed(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Pages of the sign-in library that have no use here: passwords, registration, phones."""
    raise Http404("There are no passwords and no registration here; sign in with a code by mail.")
