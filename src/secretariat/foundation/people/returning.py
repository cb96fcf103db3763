"""Where a person goes after an act: back to the page the form stood on."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme


def came_from(request: HttpRequest) -> str:
    """The page a form is to lead back to, as its address or the form itself names it."""
    return request.POST.get("next", "") or request.GET.get("next", "")


def return_page(request: HttpRequest, otherwise: str) -> HttpResponse:
    """See the page named in the form's `next`, if it is one of ours, else `otherwise`.

    htmx follows on its own and asks for the part of that page it shows.
    """
    wanted = request.POST.get("next", "")
    is_ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return HttpResponseRedirect(wanted if is_ours else otherwise, status=303)
