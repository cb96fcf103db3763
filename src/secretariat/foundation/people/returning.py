"""Where a person goes after an act: back to the page the form stood on."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

from secretariat.foundation.people.http import redirect_page


def return_page(request: HttpRequest, otherwise: str) -> HttpResponse:
    """Go to the page named in the form's `next`, if it is one of ours, else to `otherwise`."""
    wanted = request.POST.get("next", "")
    is_ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return redirect_page(request, wanted if is_ours else otherwise)
