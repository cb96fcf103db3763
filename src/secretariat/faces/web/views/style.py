"""The living style guide, while building and in the example."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from secretariat.faces.web import samples


@require_safe
def style_guide(request: HttpRequest) -> HttpResponse:
    """Every part of the interface on one page, for people who build pages."""
    _only_while_building()
    return HttpResponse(render_to_string("web/style/guide.html", samples.guide(), request))


@require_safe
def style_sample(request: HttpRequest, kind: str) -> HttpResponse:
    """A whole page of a kind (the room, a refusal, a clash), filled with invented values."""
    _only_while_building()
    if kind not in samples.PAGES:
        raise Http404("The style guide has no such page.")
    template, context = samples.PAGES[kind]
    return HttpResponse(render_to_string(template, context(), request))


def _only_while_building() -> None:
    if not (settings.DEBUG or settings.IS_DEMO):
        raise Http404("The style guide is shown only while building and in the example.")
