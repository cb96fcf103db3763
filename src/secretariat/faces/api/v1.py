"""Version 1 of the interface: the reads of every app, their document, and its page.

Loaded when an address under `/api/v1/` is first asked for.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import Resolver404, URLResolver
from django.urls.resolvers import RoutePattern
from ninja import NinjaAPI

from secretariat.faces.api.documentation import documentation
from secretariat.faces.api.refusals import NOTHING_HERE, map_refusals
from secretariat.rules.errors import Refused

# In the order of the documentation.
APPS = (
    "secretariat.foundation.people",
    "secretariat.council.meetings",
    "secretariat.council.minutes",
    "secretariat.council.motions",
    "secretariat.council.actions",
    "secretariat.council.projects",
    "secretariat.council.talks",
    "secretariat.council.events",
    "secretariat.council.updates",
    "secretariat.council.relations",
    "secretariat.council.papers",
    "secretariat.council.referrals",
    "secretariat.council.reports",
    "secretariat.council.conduct",
    "secretariat.elections",
)
PREFIX = "/api/v1/"
ABOUT = """\
Everything a body keeps for the public, as JSON. Reading needs no account; a browser that is signed
in sees what its person may see. Answers carry an `ETag`: send it back as `If-None-Match` and the
answer is 304 while nothing has changed. Days are `2021-10-07`, instants are UTC. `ref` names a
thing for ever, `page` is where people read it. What is refused says why: `code` for programs,
`message` for people.
"""


def _interface() -> NinjaAPI:
    made = NinjaAPI(
        title="Secretariat", version="1", description=ABOUT, openapi_url=None, docs_url=None
    )
    map_refusals(made)
    for app in APPS:
        if find_spec(f"{app}.api") is not None:
            made.add_router("", import_module(f"{app}.api").router)
    return made


api = _interface()
_addresses = URLResolver(RoutePattern(""), api.urls[0])


@cache
def document() -> dict[str, Any]:
    """The OpenAPI document: every address, what it takes and what it answers."""
    plain: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix=PREFIX)))
    return plain


def answered(request: HttpRequest, rest: str) -> HttpResponseBase:
    """The answer at an address under `/api/v1/`. HEAD is answered as GET is, without its words."""
    is_head = request.method == "HEAD"
    request.method = "GET" if is_head else request.method
    try:
        return _answered(request, rest)
    finally:
        request.method = "HEAD" if is_head else request.method


def _answered(request: HttpRequest, rest: str) -> HttpResponseBase:
    if rest == "openapi.json":
        return api.create_response(request, document(), status=200)
    if rest == "docs":
        return documentation(request, document())
    try:
        found = _addresses.resolve(rest)
    except Resolver404:
        return api.on_exception(request, Refused("not_found", NOTHING_HERE))
    answer: HttpResponseBase = found.func(request, *found.args, **found.kwargs)
    return answer
