"""The frame of every page: header, footer, the body's colours, the banner of the example clock."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from secretariat import __version__
from secretariat.faces.web import navigation
from secretariat.foundation.outbox.policy import may_send
from secretariat.foundation.people.http import actor_of
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.policy import may_run_body
from secretariat.foundation.records import clock
from secretariat.rules.visibility import PUBLIC_ACTOR, Audience, may_see

register = template.Library()


@register.simple_tag(takes_context=True)
def look_link(context: template.Context) -> SafeString:
    """The style sheet with the body's own accents, if the page belongs to a body."""
    body = context.get("body")
    if not isinstance(body, Body) or not navigation.exists("/body/look.css"):
        return SafeString("")
    return format_html('<link rel="stylesheet" href="/{}/look.css?v={}">', body.slug, body.revision)


@register.inclusion_tag("web/parts/header.html", takes_context=True)
def site_header(context: template.Context) -> dict[str, Any]:
    """Brand, the body's pages, search, and who is signed in."""
    request, body = context.get("request"), context.get("body")
    path = request.path if request else "/"
    user = getattr(request, "user", None)
    return {
        "body": body,
        **_places(request, body, path),
        "search": f"/{body.slug}/search" if body else "/search",
        "user": user if getattr(user, "is_authenticated", False) else None,
        "person": getattr(user, "person", None),
        "here": request.get_full_path() if request else "/",
        "may_run": _may_run(request, body),
        "csrf_token": context.get("csrf_token"),
        "banner": _clock_banner(body),
    }


def _places(request: HttpRequest | None, body: Body | None, path: str) -> dict[str, Any]:
    if body is None:
        return {"links": [], "more": []}
    actor = actor_of(request) if request is not None and hasattr(request, "user") else PUBLIC_ACTOR
    is_member = bool(may_see(actor, body.slug, Audience.MEMBERS))
    is_officer = bool(may_send(actor, body.slug))
    links = navigation.links(body.slug, path, is_member=is_member, is_officer=is_officer)
    more = [link for link in links if link.is_more]
    return {
        "links": [link for link in links if not link.is_more],
        "more": more,
        "current_more": next((link.label for link in more if link.is_current), ""),
    }


def _may_run(request: HttpRequest | None, body: Body | None) -> bool:
    if request is None or body is None or not getattr(request, "user", None):
        return False
    return bool(may_run_body(actor_of(request), body))


def _clock_banner(body: Body | None) -> dict[str, Any] | None:
    if not settings.IS_DEMO:
        return None
    can_move = navigation.exists("/demo/clock")
    return {"now": clock.now(), "zone": body.zone if body else "UTC", "can_move": can_move}


@register.inclusion_tag("web/parts/footer.html", takes_context=True)
def site_footer(context: template.Context) -> dict[str, Any]:
    """What keeps this record, and where to find the keys."""
    return {"version": __version__, "body": context.get("body")}
