"""A body's own style sheet and logo, and the page that sets them."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from secretariat.foundation.people import commands, policy, queries
from secretariat.foundation.people.editing import edited
from secretariat.foundation.people.forms.bodies import ColoursForm, LogoForm
from secretariat.foundation.people.http import (
    actor_of,
    body_or_404,
    redirect_page,
    refusals_on,
    render_page,
    seen_revision,
)
from secretariat.foundation.people.logos import logo_remark
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.snapshots import look_of
from secretariat.rules.contrast import LEAST_FOR_TEXT, LIGHT_PAPERS, least_contrast, on_dark
from secretariat.rules.visibility import require

from .acting import places

# The address carries the revision, so what is at it never changes.
_KEEP = "public, max-age=31536000, immutable"
# A picture opened by itself runs and loads nothing, whatever it holds.
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_ONLY_DRAW = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@require_safe
def look_css(_request: HttpRequest, body: str) -> HttpResponse:
    """The accents of a body, for light and dark paper."""
    the_body = body_or_404(body)
    accents = {"accent": the_body.accent, "accent-2": the_body.accent2}
    lines = [f"  --look-{name}: {colour};" for name, colour in accents.items()]
    lines += [f"  --look-{name}-dark: {on_dark(colour)};" for name, colour in accents.items()]
    text = ":root {\n" + "\n".join(lines) + "\n}\n"
    return HttpResponse(text, content_type="text/css", headers={"Cache-Control": _KEEP})


@require_safe
def logo(_request: HttpRequest, body: str) -> HttpResponse:
    """The body's logo."""
    look = look_of(body_or_404(body))
    if look.logo is None:
        raise Http404("This body has no logo.")
    headers = {"Cache-Control": "public, max-age=300", "Content-Security-Policy": _ONLY_DRAW}
    return HttpResponse(look.logo, content_type=look.logo_type, headers=headers)


@require_http_methods(["GET", "POST"])
def look(request: HttpRequest, body: str) -> HttpResponse:
    """Set the accents; the logo has its own form on the same page."""
    the_body = _mine(request, body)
    initial = {"accent": the_body.accent, "accent2": the_body.accent2}
    edit = edited(request, the_body.revision, lambda sent: ColoursForm(sent, initial=initial))
    form = edit.form
    if form.is_valid():
        with refusals_on(form):
            commands.choose_colours(
                actor_of(request), the_body, **form.cleaned_data, seen=edit.seen
            )
            messages.success(request, "The colours are changed.", extra_tags="settled")
            return redirect_page(request, f"/{body}/settings/look")
    return _page(request, the_body, {"form": form, "logo_form": LogoForm()})


@require_POST
def set_logo(request: HttpRequest, body: str) -> HttpResponse:
    """Keep a picture as the body's logo."""
    the_body = _mine(request, body)
    form = LogoForm(request.POST, request.FILES)
    if form.is_valid():
        with refusals_on(form):
            _keep_logo(request, the_body, form.cleaned_data["logo"])
            return redirect_page(request, f"/{body}/settings/look")
    colours = ColoursForm(initial={"accent": the_body.accent, "accent2": the_body.accent2})
    return _page(request, the_body, {"form": colours, "logo_form": form})


def _keep_logo(request: HttpRequest, body: Body, file: UploadedFile[Any]) -> None:
    name, content = file.name or "logo", file.read()
    commands.set_logo(actor_of(request), body, name, content, seen=seen_revision(request))
    messages.success(request, "The logo is changed.", extra_tags="settled")
    if remark := logo_remark(name, content):
        messages.warning(request, remark, extra_tags="attention")


@require_POST
def remove_logo(request: HttpRequest, body: str) -> HttpResponse:
    """Show no logo any more."""
    the_body = _mine(request, body)
    commands.remove_logo(actor_of(request), the_body, seen=seen_revision(request))
    messages.success(request, "The logo is no longer shown.", extra_tags="settled")
    return redirect_page(request, f"/{body}/settings/look")


@require_safe
def check_colours(request: HttpRequest, body: str) -> HttpResponse:
    """Whether the colours being typed can be read: the part of the page that htmx swaps."""
    the_body = _mine(request, body)
    form = ColoursForm(
        request.GET, initial={"accent": the_body.accent, "accent2": the_body.accent2}
    )
    return _page(request, the_body, {"form": form, "logo_form": LogoForm()})


def _mine(request: HttpRequest, body: str) -> Body:
    the_body = queries.body_named(body)
    require(policy.may_run_body(actor_of(request), the_body, "change the look of this body"))
    return the_body


def _page(request: HttpRequest, body: Body, context: dict[str, Any]) -> HttpResponse:
    form = context["form"]
    values = {n: str(form[n].value() or "").strip().lower() for n in ("accent", "accent2")}
    samples = [_sample(form[name].label, colour) for name, colour in values.items()]
    more = {"body": body, **places(body), "samples": samples, "least": LEAST_FOR_TEXT}
    return render_page(request, "people/look.html", {**context, **more}, part="samples")


def _sample(label: str, colour: str) -> dict[str, Any]:
    """How well a colour can be read, and the next one that passes."""
    if not _COLOUR.fullmatch(colour):
        return {"label": label, "colour": ""}
    ratio = least_contrast(colour, LIGHT_PAPERS)
    passes = ratio >= LEAST_FOR_TEXT
    passing = "" if passes else commands.readable_shade(colour)
    return {
        "label": label, "colour": colour, "ratio": f"{ratio:.2f}", "passes": passes,
        "passing": passing, "dark": on_dark(colour),
    }  # fmt: skip
