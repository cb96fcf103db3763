"""What views need: who asks, which body, how a page is answered, how a refusal reaches a form.

`refusals_on` and the middleware of the web face are the one place where `Refused` becomes a page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.contrib.messages import get_messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string

from secretariat.foundation.people import queries
from secretariat.foundation.people.models import Account, Body
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import PUBLIC_ACTOR, Actor

View = TypeVar("View", bound=Callable[..., HttpResponse])
T = TypeVar("T")

# The page shows these itself, with yours and theirs side by side; a form has no room for that.
PAGE_CODES = frozenset({"changed_meanwhile", "not_allowed", "not_found"})


def actor_of(request: HttpRequest) -> Actor:
    """Who asks, with the roles of this moment; read once per request."""
    known: Actor | None = getattr(request, "_actor", None)
    if known is None:
        known = _actor_for(request.user)
        request._actor = known  # type: ignore[attr-defined]
    return known


def _actor_for(user: object) -> Actor:
    return queries.actor_for(user) if isinstance(user, Account) else PUBLIC_ACTOR


def for_everybody(view: View) -> View:
    """Mark a view whose form strangers may send, too. Of all others a stranger is told to sign in,
    before anything about what was sent; personal links are theirs who hold them.
    """
    view.is_for_everybody = True  # type: ignore[attr-defined]
    return view


def body_or_404(slug: str) -> Body:
    """The body with this slug; where there is none, the refusal becomes the "not found" page."""
    return queries.body_named(slug)


def is_htmx(request: HttpRequest) -> bool:
    """Whether a part of a page is asked for, not a page."""
    return request.headers.get("HX-Request") == "true" and "HX-Boosted" not in request.headers


def render_page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    part: str = "",
    status: int = 0,
) -> HttpResponse:
    """Answer with a page, or with its partial `part` when htmx asks.

    A part carries pending messages along, so that they reach the live region of the page. A form
    that was sent and comes back answers 409 where a command refused it, 422 where it could not be
    read, unless `status` is given.
    """
    values = {"actor": actor_of(request), **(context or {})}
    status = status or (_status(values) if request.method == "POST" else 200)
    if not (part and is_htmx(request)):
        return HttpResponse(render_to_string(template, values, request), status=status)
    html = render_to_string(f"{template}#{part}", values, request)
    if get_messages(request):
        html += render_to_string("web/parts/notices_oob.html", {}, request)
    return HttpResponse(html, status=status)


def _status(values: Mapping[str, Any]) -> int:
    wrong = [each for each in values.values() if isinstance(each, BaseForm) and each.errors]
    return (409 if any(map(was_refused, wrong)) else 422) if wrong else 200


def was_refused(form: BaseForm) -> bool:
    """Whether a command refused what the form asked for, so that `refusals_on` put it there."""
    return getattr(form, "was_refused", False)


def redirect_page(request: HttpRequest, url: str) -> HttpResponse:
    """Go to another page after an act; htmx is told to load it as a page."""
    if is_htmx(request):
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)


class _RefusalsOn:
    """Typed as a context manager that may swallow, which a generator cannot be."""

    def __init__(self, form: BaseForm) -> None:
        self._form = form

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> bool:
        if not isinstance(error, Refused) or error.code in PAGE_CODES:
            return False
        field = error.details.get("field")
        self._form.add_error(field if field in self._form.fields else None, error.message)
        self._form.was_refused = True  # type: ignore[attr-defined]
        return True


def refusals_on(form: BaseForm) -> _RefusalsOn:
    """Turn a refusal inside the `with` block into an error of the form, which keeps what was typed.

    `details["field"]` names the field it belongs to. What nobody can mend in the form (no right,
    gone, changed meanwhile) passes on and becomes a page.
    """
    return _RefusalsOn(form)


def require_valid(form: BaseForm) -> None:
    """Refuse ("malformed_form") a form that has no page of its own to come back on, with the first
    thing that is wrong in it.
    """
    for name, errors in form.errors.items():
        label = f"{form[name].label}: " if name in form.fields else ""
        words = f"{label}{errors[0]} Nothing has changed."
        raise Refused("malformed_form", words, {"field": name})


def typed_in(form: BaseForm) -> dict[str, Any]:
    """What was typed into a form that has no page of its own; refuses as `require_valid` does."""
    require_valid(form)
    values: dict[str, Any] = form.cleaned_data
    return values


def act_named(acts: Mapping[str, T], verb: str, thing: str) -> T:
    """What a button of this name does to a thing ("a talk"). Refuses ("not_found") other names."""
    if verb not in acts:
        raise Refused("not_found", f"There is nothing of this name to do to {thing}.")
    return acts[verb]


def seen_revision(request: HttpRequest) -> int:
    """The revision the person saw, from the hidden field `seen`; 0 never matches a stored one."""
    text = request.POST.get("seen", "")
    return int(text) if text.isdecimal() else 0
